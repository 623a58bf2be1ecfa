#!/usr/bin/env bash
# Puts every reader before afl-fuzz, one after the other: fuzz.sh SECONDS [TARGET…]. README.md beside this file says more.
# Prints a table and ends with exit code 1 when a reader crashed or hung.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=${1:?how many seconds for each target}
shift
work=${BONVERIFY_FUZZ_FOLDER:-$here/../../artifacts/fuzz}
mkdir -p "$work"
work=$(cd "$work" && pwd)

# The readers count their branches: the assemblies are changed in a folder of their own.
rm -rf "$work/program"
dotnet publish "$here" -c Release -o "$work/program" --artifacts-path "$work/between" -p:RunAnalyzers=false >"$work/publish.log" || { cat "$work/publish.log"; exit 2; }
dotnet tool install --tool-path "$work/tools" SharpFuzz.CommandLine --version 2.3.0 >>"$work/publish.log" 2>&1 || [ -x "$work/tools/sharpfuzz" ]
program=$work/program/BonVerify.Fuzz.dll
[ $# -gt 0 ] || mapfile -t targets < <(dotnet "$program")
[ $# -eq 0 ] || targets=("$@")
dotnet "$program" pieces "$work/pieces.dict"
for target in "${targets[@]}"; do
  rm -rf "${work:?}/$target"
  dotnet "$program" seeds "$target" "$work/$target/in"
done
# From here on the program runs under the fuzzer only.
for assembly in BonVerify BonVerify.Conformance BonVerify.Cli; do
  DOTNET_ROLL_FORWARD=Major "$work/tools/sharpfuzz" "$work/program/$assembly.dll"
done

# One gigabyte is the budget of memory, and ten seconds that of time, of inputs of at most 16 KiB. The start of the program counts: on a machine
# with more to do than it can, BONVERIFY_FUZZ_MILLISECONDS must be more, or a reader is reported as not run.
export DOTNET_GCHeapHardLimit=0x40000000 DOTNET_TieredPGO=0
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_FORKSRV_INIT_TMOUT=120000
limit=${BONVERIFY_FUZZ_MILLISECONDS:-10000}
export AFL_HANG_TMOUT=$limit

found=0
row() { printf '%-16s %12s %10s %8s %8s %6s\n' "$@"; }
for target in "${targets[@]}"; do
  # The fuzzer ends with an error when it finds nothing but crashes among the seeds: the table then shows zeros.
  afl-fuzz -i "$work/$target/in" -o "$work/$target/out" -x "$work/pieces.dict" -t "$limit" -m none -G 16384 -V "$seconds" \
    dotnet "$program" run "$target" >"$work/$target/log" 2>&1 || tail -n 20 "$work/$target/log"
done
row target executions a_second paths crashes hangs
for target in "${targets[@]}"; do
  stats=$work/$target/out/default/fuzzer_stats
  value() { sed -nE "s/^$1 *: *//p" "$stats" 2>/dev/null || true; }
  [ -f "$stats" ] || { row "$target" 0 0 0 - -; found=1; continue; }
  row "$target" "$(value execs_done)" "$(value execs_per_sec)" "$(value corpus_count)" "$(value saved_crashes)" "$(value saved_hangs)"
  [ "$(value saved_crashes)" = 0 ] && [ "$(value saved_hangs)" = 0 ] && [ "$(value execs_done)" -gt 0 ] || found=1
done
exit $found
