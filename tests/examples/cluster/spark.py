"""Huge sets of cases and samples with Spark: the tool is a filter of each partition. Nodes need the tool and nothing else.

    spark-submit spark.py oracle CASES ANSWERS           JSON lines of cases; their answers, in the same order
    spark-submit spark.py estimate SAMPLES PROMPT ...    JSON lines of samples, the field that names the prompt, options of estimate

The samples of a prompt must be in one partition: they are brought together by the prompt, and each partition is a part of the whole
(--part). What comes back to the driver is sums, which bonverify merge joins exactly.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile

BONVERIFY = os.environ.get("BONVERIFY", "bonverify")


def oracle(lines):
    """The answers of lines of cases."""
    return lines.pipe(f"{BONVERIFY} oracle - --jobs 1", checkCode=True)


def estimate(lines, prompt, options, partitions):
    """The report of samples as a text, for prompts in any order anywhere."""
    command = shlex.join([*shlex.split(BONVERIFY), "estimate", "-", "--part", "--json", "--jobs", "1", "--group", prompt, *options])
    by_prompt = lines.keyBy(lambda line: str(json.loads(line)[prompt])).partitionBy(partitions).values()
    reports = by_prompt.pipe(command, checkCode=True).glom().map("\n".join).collect()
    with tempfile.TemporaryDirectory() as folder:
        for number, report in enumerate(reports):
            with open(os.path.join(folder, f"{number:06}.json"), "w", encoding="utf-8") as file:
                file.write(report)
        return subprocess.run([*shlex.split(BONVERIFY), "merge", folder], check=True, text=True, stdout=subprocess.PIPE).stdout


def main(command, path, second, *options):
    from pyspark import SparkContext

    context = SparkContext(appName=f"bonverify {command}")
    lines = context.textFile(path)
    if command == "oracle":
        oracle(lines).saveAsTextFile(second)
    else:
        print(estimate(lines, second, options, max(1, lines.getNumPartitions())))
    context.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
