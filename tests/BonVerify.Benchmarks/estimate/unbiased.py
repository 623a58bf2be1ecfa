"""pass@k as it is usually computed: json, a dictionary of lists, and the estimator of the human-eval repository in NumPy."""
import json
import sys
from collections import defaultdict

import numpy as np


def estimate(n, c, k):
    if n - c < k:
        return 1.0
    return 1.0 - np.prod(1.0 - k / np.arange(n - c + 1, n + 1))


results = defaultdict(list)
with open(sys.argv[1]) as lines:
    for line in lines:
        sample = json.loads(line)
        results[sample["task_id"]].append(sample["passed"])
for k in map(int, sys.argv[2].split(",")):
    values = [estimate(len(passed), sum(passed), k) for passed in results.values() if len(passed) >= k]
    print(k, repr(float(np.mean(values))))
