"""Faults of each kind, planted to see the gate reject them.

A plant writes a small broken thing into a folder of its own and runs the step of the
gate that must find it; the step must report it in the words expected.  Python 3,
standard library only.
"""

import os
import re
import shutil

import gate as g


def plant_all(gate, proofs, built, work):
    folder = work / "plants"
    for number, (what, expected, plant) in enumerate(PLANTS):
        place = folder / str(number)
        place.mkdir(parents=True)
        inner = g.Gate(show=False)
        try:
            plant(inner, Place(proofs, built, place))
            found = [line for line in inner.lines if line.startswith("FAIL")]
            good = any(re.search(expected, line) for line in found)
            gate.verdict(good, f"the gate rejects {what}" if good else f"the gate lets {what} pass: {found}")
        except Exception as fault:  # pylint: disable=broad-except
            gate.verdict(False, f"{what} could not be planted: {fault!r}")
        shutil.rmtree(place)


class Place:
    """A folder for one plant, with what it takes from the real thing."""

    def __init__(self, proofs, built, folder):
        self.proofs, self.built, self.folder = proofs, built, folder

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def compiled(self, name, text):
        """A file of its own, compiled."""
        path = self.write(name, text)
        result = g.coqc(self.folder, path)
        if result.returncode != 0:
            raise RuntimeError(f"{name} should compile: {result.stderr}")

    def texts(self, **changes):
        """A copy of the texts that the step about statements reads, with some of them changed."""
        for name in ("theorems.tsv", "constants.tsv", "CLAIMS.md", "README.md", "statements.sha256", "theories/Statements.v"):
            text = (self.proofs / name).read_text()
            change = changes.get(os.path.basename(name).split(".")[0])
            changed = change(text) if change else text
            if change and changed == text:
                raise RuntimeError(f"nothing to change in {name}")
            self.write(name, changed)
        return self.folder


def in_sources(text):
    def plant(gate, place):
        place.write("_CoqProject", "-R theories BonVerify\ntheories/Planted.v\n")
        place.write("theories/Planted.v", text)
        g.sources(gate, place.folder)
    return plant


def in_project(line):
    def plant(gate, place):
        place.write("_CoqProject", "-R theories BonVerify\n" + line + "\ntheories/Sound.v\n")
        place.write("theories/Sound.v", "Lemma sound : True.\nProof. exact I. Qed.\n")
        g.sources(gate, place.folder)
    return plant


def unlisted(gate, place):
    place.write("_CoqProject", "-R theories BonVerify\ntheories/Listed.v\n")
    place.write("theories/Listed.v", "")
    place.write("theories/Unlisted.v", "")
    g.sources(gate, place.folder)


def stale(gate, place):
    """An object left from before, newer than a source that no longer compiles."""
    place.write("_CoqProject", "-R theories BonVerify\ntheories/Stale.v\n")
    place.compiled("theories/Stale.v", "Lemma one : 1 = 1.\nProof. reflexivity. Qed.\n")
    source = place.write("theories/Stale.v", "Lemma one : 1 = 2.\nProof. reflexivity. Qed.\n")
    os.utime(source, (0, 0))
    g.build(gate, place.folder, place.folder / "built", 1)


def axioms_of(text, name):
    def plant(gate, place):
        place.compiled("Planted.v", text)
        g.axioms(gate, place.folder, place.folder, [f"BonVerify.Planted.{name}"])
    return plant


def in_texts(**changes):
    def plant(gate, place):
        g.statements(gate, place.texts(**changes))
    return plant


def in_constants(change):
    def plant(gate, place):
        g.constants(gate, place.texts(constants=change))
    return plant


def in_table(change):
    def plant(gate, place):
        g.logarithm_table(gate, place.texts(Statements=change), place.proofs.parent / g.LOGARITHM_TABLE)
    return plant


def line(old, new):
    """The row that begins so, replaced."""
    return lambda text: re.sub(rf"^{re.escape(old)}.*\n", lambda _: new, text, flags=re.M)


# A theorem that no other file uses, in the place of which the page must refuse what follows.
THEOREM = re.compile(r"Theorem mixture_kl J c n :.*?Qed\.", re.S)
PREMISES = ("(forall j, (j < J)%nat -> 0 <= c j) -> rsum c J = 1 -> (forall j, (j < J)%nat -> (1 <= n j)%nat) ->\n"
            "  kl K (mixture J c n) p <= rsum (fun j => c j * KL K p (n j)) J.\n")
TRIVIAL = ("Proof. assert (used := Hp). intros _ _ _. rewrite (rsum_ext _ (fun _ => 0)), rsum_zero by (intros; unfold KL; ring). "
           "unfold kl. lra. Qed.\n")


def on_the_page(replacement):
    """The theorem is replaced, its file compiles, and the page is compiled against it."""
    def plant(gate, place):
        theories = place.folder / "theories"
        shutil.copytree(place.built / "theories", theories)
        path = theories / "Neighbours.v"
        text = path.read_text()
        if not THEOREM.search(text):
            raise RuntimeError("mixture_kl is not where it was")
        path.write_text(THEOREM.sub(lambda _: replacement, text))
        result = g.coqc(theories, path)
        if result.returncode != 0:
            raise RuntimeError(f"the plant should compile: {result.stderr}")
        result = g.coqc(theories, theories / "Statements.v")
        gate.verdict(result.returncode == 0, "the page compiles" if result.returncode == 0
                     else " ".join(result.stderr.split()))
    return plant


KL = "# w\tn\tlower\tupper\n"
GOOD = "3,2,1\t5\t7.16944035983451e-1\t7.16944035983451e-1\n"


def in_numbers(text, wanted=1):
    def plant(gate, place):
        golden = place.write("kl.tsv", text)
        minimum, g.MINIMUM_NUMBERS = g.MINIMUM_NUMBERS, wanted
        try:
            g.numbers(gate, place.built / "theories", place.folder, golden)
        finally:
            g.MINIMUM_NUMBERS = minimum
    return plant


def in_certificates(text):
    def plant(gate, place):
        g.certificates(gate, place.write("kl.tsv", text))
    return plant


def no_golden_file(gate, place):
    gate.step("numbers", g.certificates, place.folder / "absent.tsv")


def breaks(gate, _):
    gate.step("a step", lambda inner: inner.absent)


def silent(gate, _):
    gate.step("a step", lambda inner: None)


SECTION = "Section S.\nVariable x : nat.\nEnd S.\n"

# What is planted, the words in which it must be reported, and the plant.
PLANTS = [
    ("an axiom in the sources", "line 1: Axiom", in_sources("Axiom planted : 0 = 1.\n")),
    ("an unfinished proof in the sources", "line 2: Admitted", in_sources("Theorem false : 0 = 1.\nProof. Admitted.\n")),
    ("a hypothesis outside a section", "line 4: Hypothesis outside", in_sources(SECTION + "Hypothesis free : 0 = 1.\n")),
    ("a command against the kernel, cut by a line break", "Unset Guard Checking", in_sources("Unset Guard\n  Checking.\n")),
    ("a module that is only declared, cut by a line break", "Declare Module",
     in_sources("Module Type T.\nEnd T.\nDeclare\n  Module M : T.\n")),
    ("an axiom between strings that look like a comment", "line 2: Axiom",
     in_sources('Set Warnings "(*".\nAxiom planted : 0 = 1.\nSet Warnings "*)".\n')),
    ("a command that is expected to fail", "line 1: Fail", in_sources("Fail Lemma l : True.\n")),
    ("a section that is closed twice", "closes nothing", in_sources(SECTION + "End S.\n")),
    ("a flag that weakens the kernel", "_CoqProject", in_project("-arg -type-in-type")),
    ("a file that is not built", "differ by .*Unlisted", unlisted),
    ("an object left from before, in place of a broken source", "the build stopped", stale),
    ("a theorem that rests on an axiom", "assumes .*planted",
     axioms_of("Axiom planted : 0 = 1.\nTheorem false : 0 = 1.\nProof. exact planted. Qed.\n", "false")),
    ("a theorem whose proof was given up", "assumes .*false", axioms_of("Theorem false : 0 = 1.\nProof. Admitted.\n", "false")),
    ("a theorem that does not exist", "no such theorem", axioms_of("", "absent")),
    ("a number listed as a theorem", "no proposition", axioms_of("Definition one := 1.\n", "one")),
    ("a row without a remark", "is not a claim, a theorem", in_texts(theorems=line("pmf\tBonVerify.Ties.pmf\t", "pmf\tBonVerify.Ties.pmf\n"))),
    ("a row cut by spaces", "is not a claim, a theorem",
     in_texts(theorems=line("pmf\tBonVerify.Ties.pmf\t", "pmf  BonVerify.Ties.pmf  law\n"))),
    ("a row that names no theorem of this project", "is not a claim, a theorem",
     in_texts(theorems=line("pmf\tBonVerify.Ties.pmf\t", "pmf\tCoq.Init.Logic.I\tlaw\n"))),
    ("an empty line among the rows", "is not a claim, a theorem", in_texts(theorems=line("pmf\tBonVerify.Ties.pmf\t", "\n"))),
    ("a row that names the theorem of another claim", "win_rate_one proves nothing under the heading kl-monotone",
     in_texts(theorems=lambda text: text.replace("kl-monotone\tBonVerify.Monotonicity.kl_monotone", "kl-monotone\tBonVerify.WinRate.win_rate_one"))),
    ("a theorem listed twice", "lists BonVerify.WinRate.win_rate_one again",
     in_texts(theorems=lambda text: text + "sandwich\tBonVerify.WinRate.win_rate_one\tagain\n")),
    ("a theorem of the page that is not listed", "not in the table: kl_monotone",
     in_texts(theorems=line("kl-monotone\t", ""))),
    ("a table that stops in the middle", "not complete", in_texts(theorems=lambda text: text[:-1])),
    ("a claim of the catalogue that is not on the page", "not on the page: kl-monotone",
     in_texts(Statements=lambda text: text.replace("(** ** kl-monotone *)", ""))),
    ("a page that was changed", "the page of statements has changed",
     in_texts(Statements=lambda text: text.replace("KL K p n <= ln (INR n)", "KL K p n <= 2 * ln (INR n)"))),
    ("a heading that is no claim", "nor outside it, or both: kl-monotonous",
     in_texts(Statements=lambda text: text.replace("(** ** kl-monotone *)", "(** ** kl-monotonous *)"))),
    ("words and statements that have gone apart", "README.md is stale",
     in_texts(CLAIMS=lambda text: text.replace("KL(n) \\<= KL(n+1). *", "KL(n) \\< KL(n+1). *"))),
    ("a constant that its lemma does not prove", "that bounds by it", in_constants(lambda text: text.replace("Square\t4", "Square\t3"))),
    ("a number of the logarithm that is not the code's", "differ in the logarithm's High",
     in_table(lambda text: text.replace("-139632251855", "-139632251854"))),
    ("a theorem weakened to True", "Neighbours.mixture_kl", on_the_page("Theorem mixture_kl : True.\nProof. exact I. Qed.\n")),
    ("a theorem with a premise that nothing satisfies", "mixture_kl.* while it is expected to have type",
     on_the_page("Theorem mixture_kl J c n : 0 = 1 -> " + PREMISES + "Proof. assert (used := Hp). intros H. exfalso. lra. Qed.\n")),
    ("a theorem about definitions of its own", "mixture_kl.* while it is expected to have type",
     on_the_page("Definition kl (K : nat) (r p : nat -> R) : R := 0.\nDefinition KL (K : nat) (p : nat -> R) (n : nat) : R := 0.\n"
                 "Theorem mixture_kl J c n : " + PREMISES + TRIVIAL)),
    ("a theorem about notations of its own", "mixture_kl.* while it is expected to have type",
     on_the_page("Notation kl := (fun (_ : nat) (_ _ : nat -> R) => 0).\nNotation KL := (fun (_ : nat) (_ : nat -> R) (_ : nat) => 0).\n"
                 "Theorem mixture_kl J c n : " + PREMISES + TRIVIAL.replace("unfold KL; ", "").replace("unfold kl. ", ""))),
    ("a wrong value", "weights 1,1, n = 2.*not certified", in_numbers(KL + GOOD + "1,1\t2\t2.5e-1\t2.5e-1\n")),
    ("values that are too few", "1 values to certify, at least 2", in_numbers(KL + GOOD, wanted=2)),
    ("a value cut by spaces", "is not weights, n and an enclosure", in_certificates(KL + GOOD + GOOD.replace("\t", " "))),
    ("a value that is no number", "is not weights, n and an enclosure", in_certificates(KL + GOOD.replace("7.1", "x.1"))),
    ("one value many times", "repeats 3,2,1, n = 5", in_certificates(KL + GOOD * 50)),
    ("a wide value", "too wide", in_certificates(KL + "1,1\t2\t1.0e-1\t9.0e-1\n")),
    ("an enclosure with its ends exchanged", "empty or too wide", in_certificates(KL + "1,1\t2\t1.4e-1\t1.3e-1\n")),
    ("a file of values that is not there", "the step broke", no_golden_file),
    ("a step that breaks", "the step broke", breaks),
    ("a step that says nothing", "the step said nothing", silent),
]
