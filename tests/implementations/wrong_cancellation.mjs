// F^n - F_-^n as it stands.
import { BestOfN, serve } from "./bestofn.mjs";

serve(class extends BestOfN {
  pmf() {
    const q = this.p.map(() => 0);
    let below = 0;
    for (const cell of this.cells()) {
      const mass = cell.reduce((s, i) => s + this.p[i], 0);
      const cumulative = Math.min(1, below + mass);
      for (const i of cell) q[i] = (cumulative ** this.n - below ** this.n) * (this.p[i] / mass);
      below = cumulative;
    }
    return q;
  }
});
