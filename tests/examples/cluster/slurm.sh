#!/bin/sh
#SBATCH --job-name=bonverify
#SBATCH --array=1-8
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --output=%x-%A-%a.log
#
# A Slurm array: each task is a shard, by the variables that Slurm sets. The checkpoints in the folder, which all nodes see, are the
# results; a task that is requeued goes on from its own.
#
#     array=$(sbatch --parsable --array=1-64 slurm.sh results verify --max-test 100000 --threads 1)
#     sbatch --dependency=afterany:"$array" --wrap 'bonverify merge results --html report.html'
#
# To run again what failed, say how many shards there are: BONVERIFY_SHARDS=64 sbatch --array=7,12 slurm.sh results verify ...
set -eu
results=$1
shift
mkdir -p "$results"

# 1 is a counterexample: the task has done its work, and the merged report says so again.
${BONVERIFY:-bonverify} "$@" --checkpoint "$results" || test $? -eq 1
