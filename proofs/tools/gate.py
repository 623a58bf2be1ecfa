"""The assertions behind proofs/check.

    gate.py scan DIR                      no unproved statement in the sources below DIR
    gate.py theorems DIR TSV WORK         every listed theorem exists and rests on allowed axioms
    gate.py numbers DIR GOLDEN WORK       reference values of KL, certified by the kernel

Every verdict is one line beginning with "ok" or "FAIL"; the exit code is 1
when there is a FAIL.  Python 3, standard library only.
"""

import re
import subprocess
import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from pathlib import Path

ALLOWED_AXIOMS = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
}

# Words that leave a statement without proof, weaken the kernel or bring in text that is not scanned.
FORBIDDEN = (r"\b(?:Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Primitive|bypass_check|Load|Redirect"
             r"|Declare\s+(?:Module|Instance|ML)|Admit\s+Obligations"
             r"|Unset\s+(?:Guard|Positivity|Universe)\s+Checking)\b")
# Words that are harmless inside a Section (they become premises of what follows it).
SECTION_ONLY = r"\b(?:Hypothes[ie]s|Variables?|Context)\b"
BLOCK = r"\b(?:Section|Module(?:\s+(?:Type|Import|Export))?|End)\s+[A-Za-z_0-9']+[^.]*\."
WORDS = re.compile(f"(?P<forbidden>{FORBIDDEN})|(?P<local>{SECTION_ONLY})|(?P<block>{BLOCK})")
NAME = re.compile(r"BonVerify(\.[A-Za-z_][A-Za-z_0-9']*){2,}\Z")

MINIMUM_NUMBERS = 50
MAXIMUM_NUMBERS = 60
MAXIMUM_BITS = 64  # of the sum of the weights
DIGITS = 15

failures = 0


def verdict(good, text):
    global failures
    failures += not good
    print(("ok    " if good else "FAIL  ") + text, flush=True)


def without_comments(text):
    """The source with comments (which nest in Coq) and strings blanked, line breaks kept."""
    out, depth, i, in_string = [], 0, 0, False
    while i < len(text):
        two = text[i:i + 2]
        if in_string:
            in_string = text[i] != '"'
        elif two == "(*":
            depth += 1
            i += 2
            continue
        elif two == "*)" and depth:
            depth -= 1
            i += 2
            continue
        elif text[i] == '"':
            in_string = True
        elif depth == 0:
            out.append(text[i])
            i += 1
            continue
        if text[i] == "\n":
            out.append("\n")
        i += 1
    return "".join(out)


def scan(directory):
    for path in sorted(Path(directory).rglob("*.v")):
        text, open_blocks, findings = without_comments(path.read_text()), [], []
        for match in WORDS.finditer(text):
            word = " ".join(match.group(0).split())
            line = f"line {text.count(chr(10), 0, match.start()) + 1}: {word}"
            if match.lastgroup == "forbidden":
                findings.append(line)
            elif match.lastgroup == "local" and "Section" not in open_blocks:
                findings.append(line + " outside a section")
            elif match.lastgroup == "block" and word.startswith("End"):
                if open_blocks:
                    open_blocks.pop()
                else:
                    findings.append(line + " closes nothing")
            elif match.lastgroup == "block" and ":=" not in word:
                open_blocks.append(word.split()[0])
        verdict(not findings, f"{path.name}: everything proved" if not findings
                else f"{path.name}: {'; '.join(findings)}")


def coqc(directory, source):
    """Compile a generated file; the answer is (exit code, standard output, standard error)."""
    run = subprocess.run(
        ["coqc", "-w", "none", "-R", directory, "BonVerify", str(source)],
        capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def modules_of(directory):
    return [path.stem for path in sorted(Path(directory).glob("*.v"))]


def assumptions(directory, work, names):
    """The axioms behind the named theorems together, or None when a name is unknown."""
    source = Path(work) / "Assumptions.v"
    source.write_text(
        "From BonVerify Require " + " ".join(modules_of(directory)) + ".\n"
        + "".join(f"Definition statement_{i} : Prop := ltac:(let T := type of (@{name}) in exact T).\n"
                  for i, name in enumerate(names))
        + "Definition listed := (" + ", ".join("@" + name for name in names) + ", tt).\n"
        + "Print Assumptions listed.\n")
    code, out, _ = coqc(directory, source)
    if code != 0:
        return None
    if "Closed under the global context" in out:
        return set()
    # An axiom begins its own line; its type follows on the same or on indented lines.
    return {line.split()[0] for line in out.split("\n")
            if line and not line[0].isspace() and line.strip() != "Axioms:"}


def theorems(directory, table, work):
    rows = [line.split("\t") for line in Path(table).read_text().split("\n")
            if line and not line.startswith("#")]
    for row in rows:
        if len(row) != 3 or not NAME.match(row[1]):
            verdict(False, f"{table}: not a claim, a theorem of BonVerify and a remark: {row}")
    rows = [row for row in rows if len(row) == 3 and NAME.match(row[1])]
    names = list(dict.fromkeys(row[1] for row in rows))
    claims = {name: ", ".join(dict.fromkeys(row[0] for row in rows if row[1] == name)) for name in names}
    faults = faulty(directory, work, names)
    for name in names:
        verdict(name not in faults, f"{name} ({claims[name]})" + faults.get(name, ""))


def faulty(directory, work, names):
    """What is wrong with each faulty theorem, found by halving: the axioms of many at once cost little more
    than those of one."""
    found = assumptions(directory, work, names)
    if found is not None and found <= ALLOWED_AXIOMS:
        return {}
    if len(names) > 1:
        middle = len(names) // 2
        return faulty(directory, work, names[:middle]) | faulty(directory, work, names[middle:])
    if found is None:
        return {names[0]: ": no such theorem, or no proposition"}
    extra = sorted(found - ALLOWED_AXIOMS)
    more = f" and {len(extra) - 3} more" if len(extra) > 3 else ""
    return {names[0]: f": assumes {', '.join(extra[:3])}{more}"}


def outward(text, rounding):
    value = Decimal(text)
    return value.quantize(Decimal(1).scaleb(value.adjusted() - DIGITS + 1), rounding=rounding)


def literal(value):
    """A decimal as a quotient of integers, which needs no notation for decimals."""
    numerator, denominator = value.as_integer_ratio()
    return f"({numerator})" if denominator == 1 else f"({numerator} / {denominator})"


def precision(weights, lower):
    """Bits for the interval tactic: the digits wanted, and what cancels in F^n - F'^n and in the sum."""
    return 80 + 2 * sum(weights).bit_length() - 4 * min(0, lower.adjusted())


def numbers(directory, golden, work):
    if not Path(golden).is_file():
        verdict(False, f"kernel-checked numbers: {golden} does not exist")
        return
    cases = []
    for line in Path(golden).read_text().split("\n"):
        if not line or line.startswith("#"):
            continue
        weights, n, lower, upper = line.split("\t")[:4]
        weights = [int(w) for w in weights.split(",")]
        if len(weights) <= 5 and int(n) <= 12 and Decimal(lower) != 0 \
                and sum(weights).bit_length() <= MAXIMUM_BITS:
            cases.append((weights, int(n), outward(lower, ROUND_FLOOR), outward(upper, ROUND_CEILING)))
    # An even selection, so that all sizes of policy and of n take part.
    wanted = min(len(cases), MAXIMUM_NUMBERS)
    cases = [cases[i * len(cases) // wanted] for i in range(wanted)]
    source = Path(work) / "KlNumbers.v"
    source.write_text(
        "Require Import Reals ZArith List. From BonVerify Require Import BestOfN Numbers.\n"
        "Import ListNotations. Open Scope R_scope.\n"
        + "".join(
            f"Lemma kl_{i} : {literal(lower)} <= KL {len(weights)} (weights [{'; '.join(map(str, weights))}]%Z) {n}"
            f" <= {literal(upper)}.\nProof. certify_kl {precision(weights, lower)}%positive. Qed.\n"
            f"Goal True. idtac \"certified {i}.\". Abort.\n"
            for i, (weights, n, lower, upper) in enumerate(cases))
        + "Definition all_numbers := (" + ", ".join(f"kl_{i}" for i in range(len(cases))) + ").\n"
        + "Print Assumptions all_numbers.\n")
    code, out, err = coqc(directory, source)
    for i, (weights, n, lower, upper) in enumerate(cases):
        good = f"certified {i}." in out
        verdict(good, f"KL of weights {','.join(map(str, weights))}, n = {n}, in [{lower}, {upper}]"
                + ("" if good else ": not certified"))
    found = {line.split()[0] for line in out.split("\n")
             if line and not line[0].isspace() and not line.startswith(("Axioms:", "certified"))}
    verdict(code == 0 and found <= ALLOWED_AXIOMS, "kernel-checked numbers rest on the allowed axioms alone"
            if code == 0 else "kernel-checked numbers: " + err.strip().split("\n")[-1])
    verdict(len(cases) >= MINIMUM_NUMBERS, f"{len(cases)} kernel-checked numbers, at least {MINIMUM_NUMBERS} wanted")


if __name__ == "__main__":
    try:
        {"scan": scan, "theorems": theorems, "numbers": numbers}[sys.argv[1]](*sys.argv[2:])
    except Exception as fault:  # a gate that breaks has not passed
        verdict(False, f"{sys.argv[1]}: the gate itself stopped: {fault!r}")
    sys.exit(1 if failures else 0)
