"""Runs BonVerify and its peers alternately on the same weights and prints the ratios; called by the script compare.

usage: compare.py FOLDER ROUNDS
"""
import datetime
import math
import os
import platform
import subprocess
import sys

FOLDER, ROUNDS = sys.argv[1], int(sys.argv[2])
HERE = os.path.dirname(os.path.abspath(__file__))
OURS = ["dotnet", os.path.join(FOLDER, "bin", "BonVerify.Benchmarks.dll")]
PYTHON = "/usr/bin/python3"


def run(command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout.split()


def weights(count, bits):
    path = os.path.join(FOLDER, f"weights-{count}-{bits}")
    if not os.path.exists(path):
        with open(path, "w", encoding="ascii") as file:
            subprocess.run(OURS + ["weights", str(count), str(bits)], check=True, stdout=file)
    return path


def alternately(contestants):
    """The fastest time of each over all rounds, and its value."""
    best = {}
    for _ in range(ROUNDS):
        for name, command in contestants.items():
            seconds, value = run(command)[:2]
            if name not in best or float(seconds) < best[name][0]:
                best[name] = float(seconds), value
    return best


def arb(path, n, count, bits=128):
    return [os.path.join(FOLDER, "arb_kl"), path, n, bits, max(1, 100_000 // count)]


def kl_rows():
    for count, n in [(10, 64), (1000, 2), (1000, 64), (1000, 1000), (100_000, 64), (1_000_000, 64), (1_000_000, 1000)]:
        path = weights(count, 20)
        yield count, n, alternately({
            "fast": OURS + ["measure", "fast", path, n, 0.5],
            "certified": OURS + ["measure", "certified", path, n, 0.5],
            "numpy": [PYTHON, os.path.join(HERE, "peers", "numpy_kl.py"), path, n, max(5, 2_000_000 // count)],
            "arb": arb(path, n, count),
        })


def measure_rows():
    for measure in ("win_rate", "total_variation", "chi_squared", "reverse_kl", "estimator_mean", "expected_reward"):
        for count, n in [(1000, 2), (1000, 64), (100_000, 64)]:
            path = weights(count, 20)
            yield measure, count, n, alternately({
                "ours": OURS + ["measure", measure, path, n, 0.5],
                "numpy": [PYTHON, os.path.join(HERE, "peers", "numpy_measures.py"), measure, path, n, max(5, 2_000_000 // count)],
            })


def large_rows():
    for count, n in [(1000, 2), (1000, 64), (1000, 1000), (100_000, 64)]:
        path = weights(count, 128)
        yield count, n, alternately({
            "certified": OURS + ["measure", "certified", path, n, 0.5],
            "arb": arb(path, n, count),
        })


def exact_rows():
    for bits in (20, 43):
        path = weights(1000, bits)
        for quantity in ("win-rate", "exact-chi-squared", "pmf"):
            yield quantity, bits, alternately({
                "ours": OURS + ["measure", quantity, path, 1000, 1],
                "gmp": [os.path.join(FOLDER, "gmp_exact"), quantity, path, 1000, 20],
            })


def cpu():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        info = dict(line.split(":", 1) for line in lines if ":" in line)
    names = {key.strip(): value.strip() for key, value in info.items()}
    vectors = "AVX-512" if "avx512f" in names.get("flags", "") else "AVX2" if "avx2" in names.get("flags", "") else "no AVX2"
    return f"{names.get('model name', platform.machine())}, family {names.get('cpu family')} model {names.get('model')}, {vectors}"


def main():
    print(f"{datetime.date.today()}, {cpu()}, one thread, load {os.getloadavg()[0]:.1f}, fastest of {ROUNDS} alternating rounds.\n")
    print("KL, nanoseconds per outcome:\n")
    print("| outcomes | n | fast | certified | NumPy | Arb 128 bits | NumPy/fast | NumPy/certified | Arb/certified |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count, n, best in kl_rows():
        ns = {name: seconds * 1e9 / count for name, (seconds, _) in best.items()}
        values = {name: float(value) for name, (_, value) in best.items()}
        if abs(values["certified"] - values["arb"]) > 1e-15 * values["arb"] or abs(values["fast"] - values["arb"]) > 2e-15 * values["arb"]:
            sys.exit(f"values differ: {best}")
        print(f"| {count:,} | {n} | {ns['fast']:.2f} | {ns['certified']:.2f} | {ns['numpy']:.1f} | {ns['arb']:.0f} | "
              f"{ns['numpy'] / ns['fast']:.1f} | {ns['numpy'] / ns['certified']:.1f} | {ns['arb'] / ns['certified']:.0f} |", flush=True)
    path = weights(1000, 20)
    seconds, _ = run([PYTHON, os.path.join(HERE, "peers", "mpmath_kl.py"), path, 64, 128, 2])
    print(f"\nmpmath's intervals at 128 bits, 1,000 outcomes, n = 64: {float(seconds) * 1e9 / 1000:,.0f} ns per outcome.\n")
    print("Other measures, certified and NumPy's uncertified, nanoseconds per outcome:\n")
    print("| measure | outcomes | n | certified | NumPy | NumPy/certified |")
    print("|---|---:|---:|---:|---:|---:|")
    for measure, count, n, best in measure_rows():
        ours, numpy = best["ours"][0] * 1e9 / count, best["numpy"][0] * 1e9 / count
        value, peer = float(best["ours"][1]), float(best["numpy"][1])
        # NumPy's reverse KL is infinite where a mass underflows.
        if abs(value - peer) > 1e-9 * abs(value) and math.isfinite(peer):
            sys.exit(f"values differ: {best}")
        print(f"| {measure} | {count:,} | {n} | {ours:.2f} | {numpy:.1f} | {numpy / ours:.1f} |", flush=True)
    print("\nKL of rational policies, weights of 128 bits, nanoseconds per outcome:\n")
    print("| outcomes | n | certified | Arb 128 bits | Arb/certified |")
    print("|---:|---:|---:|---:|---:|")
    for count, n, best in large_rows():
        ours, peer = best["certified"][0] * 1e9 / count, best["arb"][0] * 1e9 / count
        if abs(float(best["certified"][1]) - float(best["arb"][1])) > 1e-15 * float(best["arb"][1]):
            sys.exit(f"values differ: {best}")
        print(f"| {count:,} | {n} | {ours:.1f} | {peer:.0f} | {peer / ours:.0f} |", flush=True)
    print("\nExact, 1,000 outcomes, n = 1000, milliseconds:\n")
    print("| quantity | bits of a weight | BonVerify | GMP in C | GMP/BonVerify |")
    print("|---|---:|---:|---:|---:|")
    for quantity, bits, best in exact_rows():
        ours, gmp = best["ours"][0] * 1e3, best["gmp"][0] * 1e3
        if abs(float(best["ours"][1]) - float(best["gmp"][1])) > 1e-15 * float(best["gmp"][1]):
            sys.exit(f"values differ: {best}")
        print(f"| {quantity} | {bits} | {ours:.2f} | {gmp:.2f} | {gmp / ours:.2f} |", flush=True)


main()
