"""The page of statements, the catalogue's words, and both side by side.

    page.py PROOFS        write the table of PROOFS/README.md anew

theories/Statements.v has a heading for every claim and under it the theorems;
CLAIMS.md has the words of the catalogue.  Python 3, standard library only.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

HEADING = re.compile(r"\(\*\* \*\* ([a-z0-9-]+) \*\)")
THEOREM = re.compile(r"\bTheorem ([A-Za-z_0-9']+)\s*:\s(.*?)\.\s*\nProof\b(.*?)\bQed\.", re.S)
BEGIN, END = "<!-- side by side: written by tools/page.py -->", "<!-- end -->"


class Statement(NamedTuple):
    name: str
    text: str
    proof: str


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


def headings(text):
    """The statements under each heading of the page, in order: a list of (claim, [Statement])."""
    parts = HEADING.split(text)
    return [(claim, [Statement(*match.groups()) for match in THEOREM.finditer(without_comments(body))])
            for claim, body in zip(parts[1::2], parts[2::2])]


def catalogue(text):
    """Status and words of each claim in CLAIMS.md: {id: (status, statement)}."""
    claims = {}
    for match in re.finditer(r"^## ([a-z0-9-]+)\n\n(.*) \*([^*;]+);[^\n]*\*$", text, re.M):
        claims[match.group(1)] = (match.group(3).lower(), match.group(2))
    return claims


def side_by_side(proofs):
    """The table of README.md: the catalogue's words on the left, the statements on the right."""
    claims = catalogue((Path(proofs) / "CLAIMS.md").read_text())
    rows = ["<table>", "<tr><th>in words</th><th>in Coq</th></tr>"]
    for claim, statements in headings((Path(proofs) / "theories" / "Statements.v").read_text()):
        if claim not in claims:
            continue
        status, words = claims[claim]
        false = " *Refuted.*" if status == "refuted" else ""
        rows += ["<tr><td>", "", f"`{claim}`{false}", "", words, "", "</td><td>", "", "```coq"]
        rows += [f"{s.name} :\n  {s.text.strip()}" for s in statements]
        rows += ["```", "", "</td></tr>"]
    return "\n".join(rows + ["</table>"])


def table_of(readme):
    """The table that README.md has now."""
    return readme.split(BEGIN + "\n", 1)[1].split("\n" + END, 1)[0]


if __name__ == "__main__":
    path = Path(sys.argv[1]) / "README.md"
    before, rest = path.read_text().split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{side_by_side(sys.argv[1])}\n{END}{rest.split(END, 1)[1]}")
