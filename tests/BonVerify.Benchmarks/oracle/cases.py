#!/usr/bin/env python3
"""Random cases, one JSON object a line, the same for the same arguments: cases.py COUNT [MAX_OUTCOMES MAX_N]"""
import random
import sys

count, max_outcomes, max_n = (int(a) for a in (sys.argv[1:] + ["10", "64"][len(sys.argv) - 2:]))
rng = random.Random(1)
for i in range(count):
    weights = ",".join(str(rng.randint(1, 100)) for _ in range(rng.randint(1, max_outcomes)))
    sys.stdout.write(f'{{"id":"{i}","weights":[{weights}],"n":{rng.randint(1, max_n)}}}\n')
