#!/bin/bash
# GNU parallel over the cores of this machine, or over hosts that have the tool: HOSTS is a file with one "cores/user@host" a line.
#
#     ./parallel.sh results 64 verify --max-test 100000 --threads 1
#     HOSTS=hosts.txt ./parallel.sh results 64 estimate /shared/samples.jsonl --jobs 1
#
# The reports come back over standard output, so that hosts need no common folder but for the input. Started again, it runs what is missing.
set -eu
bonverify=${BONVERIFY:-bonverify}
results=$1 shards=$2
shift 2
mkdir -p "$results"
printf -v command '%q ' "$@"

# 1 is a counterexample: the shard has done its work, and the merged report says so again.
missing=$(for i in $(seq "$shards"); do [ -s "$results/$i.json" ] || echo "$i"; done)
printf '%s' "$missing" | parallel --no-run-if-empty ${HOSTS:+--sshloginfile "$HOSTS"} --halt now,fail=1 \
  --results "$results/{}.out" "$bonverify $command --shard {}/$shards --json || test \$? -eq 1" >/dev/null
for i in $missing; do mv "$results/$i.out" "$results/$i.json"; done
$bonverify merge "$results"
