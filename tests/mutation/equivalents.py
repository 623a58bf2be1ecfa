"""The mutants that are listed as no different from the library, each kind with its reason."""


class Equivalents:
    def __init__(self):
        self.reasons = {}

    def reason(self, mutant):
        return self.reasons.get((mutant.file, mutant.whole, mutant.nth, mutant.before, mutant.after))


def read(path):
    """`file`, `because` and `at` hold until they are said anew; `before --> after` is a mutant. (2) behind it is the second of such on lines like that."""
    known, file, at, because = Equivalents(), "", "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if word == "file":
            file, at, because = rest, "", ""
        elif word == "at":
            at = rest
        elif word == "because":
            at, because = "", rest
        else:
            text, nth = line, 1
            if text.endswith(")") and text[text.rindex("(") + 1:-1].isdigit() and text[:text.rindex("(")].endswith(" "):
                text, nth = text[:text.rindex("(") - 1], int(text[text.rindex("(") + 1:-1])
            before, _, after = text.partition(" --> ")
            if not (file and at and because and after):
                raise SystemExit(f"{path}: no file, line, reason or replacement: {line}")
            known.reasons[file, at, nth, before, after] = because
    return known
