// Math.fround everywhere: single precision.
import { BestOfN, serve } from "./bestofn.mjs";

serve(class extends BestOfN {
  pmf() {
    const q = this.p.map(() => 0);
    let below = 0;
    for (const cell of this.cells()) {
      const mass = Math.fround(cell.reduce((s, i) => Math.fround(s + Math.fround(this.p[i])), 0));
      const cumulative = Math.fround(below + mass);
      const best = Math.fround(Math.fround(cumulative ** this.n) - Math.fround(below ** this.n));
      for (const i of cell) q[i] = Math.fround(best * Math.fround(Math.fround(this.p[i]) / mass));
      below = cumulative;
    }
    return q;
  }
});
