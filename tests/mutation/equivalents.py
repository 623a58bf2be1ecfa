"""The mutants that are listed as no different from the library, each kind with its reason."""
import collections
import fnmatch


class Equivalents:
    def __init__(self):
        self.entries = collections.defaultdict(list)

    def reason(self, mutant):
        return next((reason for file, at, before, after, reason in self.entries["all"]
                     if fnmatch.fnmatchcase(mutant.file, file) and (not at or at in mutant.whole)
                     and mutant.before == before and after in (mutant.after, "*")), None)


def read(path):
    """`file`, `because` and `at` hold until they are said anew; `before --> after` is a mutant, and `before --> *` every one of that text."""
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
            before, _, after = line.partition(" --> ")
            if not (file and because and after):
                raise SystemExit(f"{path}: no file, reason or replacement: {line}")
            known.entries["all"].append((file, at, before, after, because))
    return known
