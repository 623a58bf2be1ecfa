"""Runs the contestants in turns, requires that the unbiased ones agree, and prints the fastest round of each."""
import csv
import io
import os
import shlex
import subprocess
import sys
import time

KS = "1,10,100"


def run(command):
    before = os.times()
    start = time.perf_counter()
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    wall = time.perf_counter() - start
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu, output


def main(path, rounds, tool):
    contestants = {
        "bonverify estimate": shlex.split(tool) + ["estimate", path, "--n", KS, "--csv"],
        "NumPy, unbiased": ["/usr/bin/python3", "unbiased.py", path, KS],
        "NumPy, bootstrap": ["/usr/bin/python3", "bootstrap.py", path, KS],
    }
    best = {}
    for _ in range(rounds):
        for name, command in contestants.items():
            wall, cpu, output = run(command)
            before = best.get(name, (float("inf"), float("inf"), output))
            best[name] = (min(wall, before[0]), min(cpu, before[1]), output)
    ours = {int(row["n"]): float(row["mean"]) for row in csv.DictReader(io.StringIO(best["bonverify estimate"][2])) if row["measure"] == "pass@k"}
    for line in best["NumPy, unbiased"][2].splitlines():
        k, value = line.split()
        assert abs(ours[int(k)] - float(value)) < 1e-12, (k, ours[int(k)], value)
    size = os.path.getsize(path)
    first = best["bonverify estimate"]
    print(f"{size / 1e6:.0f} MB, k = {KS}, fastest of {rounds} alternating rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| | seconds | processor seconds | times bonverify | times its processor seconds |\n|---|---:|---:|---:|---:|")
    for name, (wall, cpu, _) in best.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {wall / first[0]:.1f} | {cpu / first[1]:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
