"""Writes samples as the evaluation of human-eval does: a JSON object a line with task_id, completion, result and passed."""
import json
import random
import sys

LINES = [
    "    result = []",
    "    for i, value in enumerate(numbers):",
    "        if value > threshold and \"x\" not in names:",
    "            result.append((i, value))",
    "    return sorted(result, key=lambda pair: pair[1])",
    "    total = sum(int(digit) for digit in str(n))",
    "    while low < high:",
    "        middle = (low + high) // 2",
    "    return total % 7 == 0",
]


def main(path, prompts, samples, seed=1):
    dice = random.Random(seed)
    with open(path, "w") as out:
        for prompt in range(prompts):
            chance = dice.random() ** 2
            for _ in range(samples):
                passed = dice.random() < chance
                completion = "\n".join(dice.choices(LINES, k=dice.randint(3, 9)))
                out.write(json.dumps({
                    "task_id": f"HumanEval/{prompt}",
                    "completion": completion,
                    "result": "passed" if passed else "failed: AssertionError",
                    "passed": passed,
                }) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
