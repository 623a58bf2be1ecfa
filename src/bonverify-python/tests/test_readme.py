"""The pages say what the package does: every line of Python with a comment gives what that says."""

import math
import pathlib
import re
from fractions import Fraction

import pytest

import bonverify

HERE = pathlib.Path(__file__).parent
PAGES = [HERE / "../README.md", HERE / "../../../README.md"]
LINES = [
    (page.resolve().parent.name, line)
    for page in PAGES
    for block in re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line.startswith("bonverify.")
]


def test_there_are_lines():
    assert len(LINES) > 12 and len({page for page, _ in LINES}) == 2


@pytest.mark.parametrize("page, line", LINES)
def test_line_gives_what_its_comment_says(page, line):
    code, expected = re.split(r"  +# ", line, maxsplit=1)
    names = {"bonverify": bonverify, "Fraction": Fraction, "math": math}
    try:
        shown = repr(eval(code, names))
    except ValueError as error:
        shown = f"ValueError: {error}"
    assert shown == expected
