"use strict";
// A number as its sign and the logarithm of its size: exponents go far beyond those of doubles.
function key(text) {
  const match = /^[≥≤~\s]*(-?)(\d[\d,]*(?:\.\d+)?)(?:e([+-]?\d+))?(?:\/(\d+))?/i.exec(text.trim());
  if (!match) return text === "infinite" || text === "Infinity" ? [1, Infinity] : null;
  const size = Number(match[2].replaceAll(",", "")) / Number(match[4] ?? 1);
  if (size === 0) return [0, 0];
  const logarithm = Math.log10(size) + Number(match[3] ?? 0);
  return match[1] ? [-1, -logarithm] : [1, logarithm];
}

// What is no number comes last.
function compare(a, b) {
  const [x, y] = [key(a), key(b)];
  if (x && y) return x[0] - y[0] || x[1] - y[1];
  return x ? -1 : y ? 1 : a.localeCompare(b, "en");
}

for (const head of document.querySelectorAll("thead th")) {
  head.firstChild.addEventListener("click", () => {
    const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", direction);
    const body = head.closest("table").tBodies[0];
    const column = head.cellIndex;
    const rows = [...body.rows].sort((a, b) => compare(a.cells[column].textContent, b.cells[column].textContent));
    if (direction === "descending") rows.reverse();
    body.append(...rows);
  });
}

for (const button of document.querySelectorAll(".copy button")) {
  button.addEventListener("click", async () => {
    const code = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      // A page that was opened from a file may not write to the clipboard everywhere: the text is marked instead.
      getSelection().selectAllChildren(code);
    }
  });
}
