"""The assertions behind proofs/check.

    gate.py [--golden FILE] [-j JOBS]

Builds a clean copy of the sources, asserts that they prove what theorems.tsv and
the page of statements say, certifies values of KL, and plants faults to see itself
fail.  One line "ok" or "FAIL" for each check, then "N passed, N failed"; exit code 0
or 1.  A check that breaks, or a step that says nothing, has failed.  Python 3,
standard library only.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from pathlib import Path

import page

ALLOWED_AXIOMS = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
    "Classical_Prop.classic",
}

# Words that leave a statement without proof, weaken the kernel, let a command fail in
# silence, or bring in text that is not scanned.
FORBIDDEN = (r"\b(?:Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Primitive|bypass_check|Load|Redirect|Fail"
             r"|Declare\s+(?:Module|Instance|ML)|Admit\s+Obligations|Add\s+(?:Rec\s+)?(?:LoadPath|ML)"
             r"|Unset\s+(?:Guard|Positivity|Universe)\s+Checking)\b")
# Words that are harmless inside a Section (they become premises of what follows it).
SECTION_ONLY = r"\b(?:Hypothes[ie]s|Variables?|Context)\b"
BLOCK = r"\b(?:Section|Module(?:\s+(?:Type|Import|Export))?|End)\s+[A-Za-z_0-9']+[^.]*\."
WORDS = re.compile(f"(?P<forbidden>{FORBIDDEN})|(?P<local>{SECTION_ONLY})|(?P<block>{BLOCK})")

# What _CoqProject may say besides the names of the files.
PROJECT_LINES = {"", "-R theories BonVerify", "-arg -w -arg -ambiguous-paths"}

CLAIM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
NAME = re.compile(r"BonVerify\.([A-Z][A-Za-z0-9]*)\.([A-Za-z][A-Za-z_0-9]*)\Z")
OUTSIDE = "# Outside the catalogue"
LOGARITHM_TABLE = "src/BonVerify/FloatingPoint/Pairs/LogarithmTable.cs"

WEIGHTS = re.compile(r"[1-9][0-9]*(,[1-9][0-9]*)*\Z")
COUNT = re.compile(r"[1-9][0-9]*\Z")
DECIMAL = re.compile(r"(0|[1-9]\.[0-9]+(e-?[0-9]+)?)\Z")
MINIMUM_NUMBERS = 50
MAXIMUM_NUMBERS = 60
MAXIMUM_BITS = 64  # of the sum of the weights
DIGITS = 15
WIDEST = Decimal("1e-20")  # of a reference enclosure, relative to its upper end


class Gate:
    """The verdicts so far."""

    def __init__(self, show=True):
        self.show = show
        self.lines = []

    def verdict(self, good, text):
        self.lines.append(("ok    " if good else "FAIL  ") + text)
        if self.show:
            print(self.lines[-1], flush=True)

    def step(self, name, function, *arguments):
        """Runs a step; one that breaks, or gives no verdict, has failed."""
        before = len(self.lines)
        try:
            function(self, *arguments)
        except Exception as fault:  # pylint: disable=broad-except
            self.verdict(False, f"{name}: the step broke: {fault!r}")
        if len(self.lines) == before:
            self.verdict(False, f"{name}: the step said nothing")

    @property
    def failed(self):
        return sum(line.startswith("FAIL") for line in self.lines)

    @property
    def passed(self):
        return len(self.lines) - self.failed


def run(command, directory=None):
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def coqc(directory, source):
    return run(["coqc", "-w", "none", "-R", str(directory), "BonVerify", str(source)])


# The sources


def sources(gate, proofs):
    """_CoqProject lists the files that are there and sets no flag; nothing in them is unproved."""
    lines = (proofs / "_CoqProject").read_text().split("\n")
    listed = [line for line in lines if line not in PROJECT_LINES]
    present = sorted(f"theories/{path.name}" for path in (proofs / "theories").rglob("*.v"))
    differ = sorted(set(listed) ^ set(present)) or (listed if len(listed) != len(present) else [])
    gate.verdict(not differ, f"_CoqProject lists all {len(present)} files and sets no flag of its own" if not differ
                 else f"_CoqProject and theories/ differ by {differ}")
    for path in sorted((proofs / "theories").rglob("*.v")):
        findings = scan(path.read_text())
        gate.verdict(not findings, f"{path.name}: " + ("; ".join(findings) or "everything proved"))


def scan(text):
    text, open_blocks, findings = page.without_comments(text), [], []
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
    return findings


def build(gate, proofs, target, jobs):
    """Compiles a copy that holds the sources alone, so that no object left from before takes part."""
    (target / "theories").mkdir(parents=True)
    for path in (proofs / "theories").glob("*.v"):
        shutil.copy(path, target / "theories")
    shutil.copy(proofs / "_CoqProject", target)
    make = run(["coq_makefile", "-f", "_CoqProject", "-o", "Makefile.coq"], target)
    if make.returncode == 0:
        make = run(["make", "-f", "Makefile.coq", "-j", str(jobs)], target)
    gate.verdict(make.returncode == 0, "a clean copy of all files compiles" if make.returncode == 0
                 else "the build stopped: " + " ".join((make.stdout + make.stderr).split()[-60:]))


# The table of theorems and the page of statements


def rows_of(gate, table):
    """The rows of the table, and the headings outside the catalogue; every line must be well formed."""
    rows, outside, faults, seen = [], set(), [], {}
    text = table.read_text()
    for number, line in enumerate(text.split("\n")[:-1], 1):
        if line.startswith("#"):
            outside = outside or (set() if not line.startswith(OUTSIDE) else {None})
            continue
        fields = line.split("\t")
        if len(fields) != 3 or not CLAIM.match(fields[0]) or not NAME.match(fields[1]) or not fields[2].strip():
            faults.append(f"line {number} is not a claim, a theorem of BonVerify and a remark: {line!r}")
            continue
        claim, theorem, _ = fields
        if theorem in seen:
            faults.append(f"line {number} lists {theorem} again, after {seen[theorem]}")
        seen[theorem] = claim
        rows.append((claim, theorem))
        if outside:
            outside.add(claim)
    if not text.endswith("\n") or "\r" in text:
        faults.append("the last line is not complete, or a line ends with a carriage return")
    gate.verdict(not faults and bool(rows), f"{table.name}: {len(rows)} rows, each a claim, a theorem and a remark, no theorem twice"
                 if not faults else f"{table.name}: {'; '.join(faults)}")
    return rows, outside - {None}


def statements(gate, proofs):
    """The page is the pinned one, and every row of the table is a theorem under the heading of its claim."""
    rows, outside = rows_of(gate, proofs / "theorems.tsv")
    text = (proofs / "theories" / "Statements.v").read_text()
    digest = hashlib.sha256(text.encode()).hexdigest()
    pinned = (proofs / "statements.sha256").read_text().strip()
    gate.verdict(digest == pinned, "the page of statements is the pinned one" if digest == pinned
                 else f"the page of statements has changed: read it, then pin {digest}")
    headings = page.headings(text)
    names = [claim for claim, _ in headings]
    gate.verdict(len(set(names)) == len(names) and all(found for _, found in headings),
                 f"the page has {len(names)} headings, each with a theorem")
    words = page.catalogue((proofs / "CLAIMS.md").read_text())
    settled = {claim for claim, (status, _) in words.items() if status in ("theorem, machine-checked", "refuted")}
    missing = sorted(settled - set(names))
    gate.verdict(bool(settled) and not missing, f"all {len(settled)} claims that are machine-checked or refuted are on the page"
                 if not missing else f"not on the page: {', '.join(missing)}")
    strangers = sorted(set(names) - set(words) - outside) + sorted(outside & set(words))
    gate.verdict(not strangers, "every heading is a claim of the catalogue or listed outside it"
                 if not strangers else f"neither in the catalogue nor outside it, or both: {', '.join(strangers)}")
    proved = {(claim, s.name): s.proof for claim, found in headings for s in found}
    for claim, theorem in rows:
        module, name = NAME.match(theorem).groups()
        proof = proved.pop((claim, name), None)
        good = proof is not None and re.search(rf"\b{module}\.{name}\b", proof)
        gate.verdict(bool(good), f"{theorem} settles {claim} on the page" if good
                     else f"{theorem} proves nothing under the heading {claim}")
    gate.verdict(not proved, "every theorem of the page is in the table" if not proved
                 else f"not in the table: {', '.join(sorted(name for _, name in proved))}")
    current = page.side_by_side(proofs)
    fresh = page.table_of((proofs / "README.md").read_text()) == current
    gate.verdict(fresh, "README.md has the catalogue's words and the page side by side" if fresh
                 else "README.md is stale: run tools/page.py")


def constants(gate, proofs):
    """The constant of each lemma about floating point stands in the statement of its theorem."""
    found = {s.name: s.text for claim, statements_ in page.headings((proofs / "theories" / "Statements.v").read_text())
             if claim == "floating-point" for s in statements_}
    faults, rows = [], 0
    for number, line in enumerate((proofs / "constants.tsv").read_text().split("\n")[:-1], 1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        rows += 1
        if len(fields) != 4 or not re.search(rf"<= {re.escape(fields[2])} \* ", found.get(fields[3], "")):
            faults.append(f"line {number} is not a lemma, a constant, its value and a theorem that bounds by it: {line!r}")
    gate.verdict(not faults and rows > 0, f"constants.tsv: {rows} constants, each in the statement of its theorem" if not faults
                 else f"constants.tsv: {'; '.join(faults)}")


def logarithm_table(gate, proofs, source):
    """The numbers of the logarithm on the page are those of the code, exactly."""
    page_text, code = (proofs / "theories" / "Statements.v").read_text(), source.read_text()
    faults = []
    for name, constant, scale in (("reciprocal", "Reciprocal", 53), ("minus_ln_high", "High", 42), ("minus_ln_low", "Low", 104)):
        ours = re.search(rf"Definition {name} .*?\[(.*?)\]%Z i / 2 \^ {scale}\.", page_text, re.S)
        theirs = re.search(rf"double\[\] {constant} =\s*\[(.*?)\];", code, re.S)
        if not ours or not theirs or [int(x) for x in ours[1].split(";")] != [
                Fraction(float(x)) * 2 ** scale for x in theirs[1].split(",") if x.strip()]:
            faults.append(constant)
    for name, constant, scale in (("ln2_high", "Ln2High", 42), ("ln2_low", "Ln2Low", 98)):
        ours = re.search(rf"Definition {name} : R := (\d+) / 2 \^ {scale}\.", page_text)
        theirs = re.search(rf"double {constant} = (\S+);", code)
        if not ours or not theirs or int(ours[1]) != Fraction(float(theirs[1])) * 2 ** scale:
            faults.append(constant)
    gate.verdict(not faults, "the numbers of the logarithm on the page are those of the code" if not faults
                 else f"the page and the code differ in the logarithm's {', '.join(faults)}")


# Axioms


def modules_of(directory):
    return [path.stem for path in sorted(Path(directory).glob("*.v"))]


def assumptions(directory, work, names):
    """The axioms behind the named theorems together, or None when one is unknown or no proposition."""
    source = work / "Assumptions.v"
    source.write_text(
        "From BonVerify Require " + " ".join(modules_of(directory)) + ".\n"
        + "".join(f"Definition statement_{i} : Prop := ltac:(let T := type of (@{name}) in exact T).\n"
                  for i, name in enumerate(names))
        + "Definition listed := (" + ", ".join("@" + name for name in names) + ", tt).\n"
        + "Print Assumptions listed.\n")
    result = coqc(directory, source)
    if result.returncode != 0:
        return None
    if "Closed under the global context" in result.stdout:
        return set()
    # An axiom begins its own line; its type follows on the same or on indented lines.
    found = {line.split()[0] for line in result.stdout.split("\n")
             if line and not line[0].isspace() and line.strip() != "Axioms:"}
    return found or {"(no answer of Print Assumptions)"}


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
        return {names[0]: "no such theorem, or no proposition"}
    extra = sorted(found - ALLOWED_AXIOMS)
    more = f" and {len(extra) - 3} more" if len(extra) > 3 else ""
    return {names[0]: f"assumes {', '.join(extra[:3])}{more}"}


def axioms(gate, directory, work, names):
    """Every theorem exists, is a proposition, and rests on the axioms of the reals."""
    faults = faulty(directory, work, names)
    for name in names:
        gate.verdict(name not in faults, f"{name}: " + faults.get(name, "rests on the axioms of the reals alone"))


# Values of KL


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


def certificates(gate, golden):
    """The reference values that the kernel can take on: (weights, n, lower, upper) to 15 digits, outward."""
    lines = golden.read_text().split("\n")
    columns = max((line.count("\t") for line in lines if line.startswith("#")), default=0) + 1
    faults, cases, seen = [], [], set()
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or (line == "" and number == len(lines)):
            continue
        fields = line.split("\t")
        if len(fields) != columns or columns < 4 or not all(
                rule.match(field) for rule, field in zip((WEIGHTS, COUNT, DECIMAL, DECIMAL), fields)):
            faults.append(f"line {number} is not weights, n and an enclosure: {line[:60]!r}")
            continue
        weights, n, lower, upper = fields[:4]
        if (weights, n) in seen:
            faults.append(f"line {number} repeats {weights}, n = {n}")
        seen.add((weights, n))
        if not 0 <= Decimal(upper) - Decimal(lower) <= WIDEST * Decimal(upper):
            faults.append(f"line {number} is empty or too wide: [{lower}, {upper}]")
            continue
        weights = [int(w) for w in weights.split(",")]
        if len(weights) <= 5 and int(n) <= 12 and Decimal(lower) != 0 and sum(weights).bit_length() <= MAXIMUM_BITS:
            cases.append((weights, int(n), outward(lower, ROUND_FLOOR), outward(upper, ROUND_CEILING)))
    gate.verdict(not faults, f"{golden.name}: {len(seen)} different values, each well formed and narrow" if not faults
                 else f"{golden.name}: {'; '.join(faults)}")
    # An even selection, so that all sizes of policy and of n take part.
    wanted = min(len(cases), MAXIMUM_NUMBERS)
    gate.verdict(wanted >= MINIMUM_NUMBERS, f"{wanted} values to certify, at least {MINIMUM_NUMBERS} wanted")
    return [cases[i * len(cases) // wanted] for i in range(wanted)]


def certified(gate, directory, work, cases):
    """The kernel proves each enclosure, by interval arithmetic on integers."""
    source = work / "KlNumbers.v"
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
    result = coqc(directory, source)
    for i, (weights, n, lower, upper) in enumerate(cases):
        good = f"certified {i}." in result.stdout
        gate.verdict(good, f"KL of weights {','.join(map(str, weights))}, n = {n}, in [{lower}, {upper}]"
                     + ("" if good else ": not certified"))
    found = {line.split()[0] for line in result.stdout.split("\n")
             if line and not line[0].isspace() and not line.startswith(("Axioms:", "certified"))}
    good = result.returncode == 0 and bool(found) and found <= ALLOWED_AXIOMS
    gate.verdict(good, "the certified values rest on the axioms of the reals alone" if good
                 else "the certified values: " + " ".join(result.stderr.split()[-20:]))


def numbers(gate, directory, work, golden):
    certified(gate, directory, work, certificates(gate, golden))


def main():
    here = Path(__file__).resolve().parent.parent
    arguments = argparse.ArgumentParser(prog="proofs/check")
    arguments.add_argument("--golden", type=Path, default=here.parent / "tests" / "data" / "golden" / "kl.tsv")
    arguments.add_argument("-j", dest="jobs", type=int, default=1)
    options = arguments.parse_args()

    import faults  # which imports this module

    gate = Gate()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        target = work / "built"
        gate.step("sources", sources, here)
        gate.step("build", build, here, target, options.jobs)
        if gate.failed:
            print(f"{gate.passed} passed, {gate.failed} failed")
            return 1
        gate.step("statements", statements, here)
        gate.step("constants", constants, here)
        gate.step("table", logarithm_table, here, here.parent / LOGARITHM_TABLE)
        rows, _ = rows_of(Gate(show=False), here / "theorems.tsv")
        on_the_page = [f"BonVerify.Statements.{s.name}" for _, found in page.headings(
            (here / "theories" / "Statements.v").read_text()) for s in found]
        gate.step("axioms", axioms, target / "theories", work, [theorem for _, theorem in rows])
        gate.step("axioms of the page", axioms, target / "theories", work, on_the_page)
        gate.step("numbers", numbers, target / "theories", work, options.golden)
        gate.step("planted faults", faults.plant_all, here, target, work)
    print(f"{gate.passed} passed, {gate.failed} failed")
    return 1 if gate.failed else 0


if __name__ == "__main__":
    sys.exit(main())
