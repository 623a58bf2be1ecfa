"""pass@k by resampling with replacement, biased, as some evaluations do it: 1,000 resamples of k for every prompt."""
import json
import sys
from collections import defaultdict

import numpy as np

RESAMPLES = 1000

results = defaultdict(list)
with open(sys.argv[1]) as lines:
    for line in lines:
        sample = json.loads(line)
        results[sample["task_id"]].append(sample["passed"])
dice = np.random.default_rng(0)
for k in map(int, sys.argv[2].split(",")):
    values = [
        np.asarray(passed)[dice.integers(0, len(passed), (RESAMPLES, k))].max(axis=1).mean()
        for passed in results.values()
        if len(passed) >= k
    ]
    print(k, repr(float(np.mean(values))))
