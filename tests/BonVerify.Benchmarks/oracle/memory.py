#!/usr/bin/env python3
"""Largest resident memory of one oracle process for streams of growing length: memory.py COMMAND… (for instance: bonverify)"""
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
for count in (10_000, 100_000, 1_000_000):
    cases = subprocess.Popen([sys.executable, os.path.join(HERE, "cases.py"), str(count), "4", "8"], stdout=subprocess.PIPE)
    start = time.perf_counter()
    oracle = subprocess.Popen([*sys.argv[1:], "oracle", "--quantities", "kl,win_rate"], stdin=cases.stdout, stdout=subprocess.PIPE)
    cases.stdout.close()
    lines = 0
    while block := oracle.stdout.read(1 << 20):
        lines += block.count(b"\n")
    _, status, usage = os.wait4(oracle.pid, 0)
    cases.wait()
    print(f"{count} cases: {lines} answers, exit code {os.waitstatus_to_exitcode(status)}, {usage.ru_maxrss // 1024} MiB at most, "
          f"{time.perf_counter() - start:.0f} s", flush=True)
