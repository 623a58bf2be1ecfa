// A stable descending sort and strict cells: the first listed of equals wins.
import { BestOfN, serve } from "./bestofn.mjs";

serve(class extends BestOfN {
  cells() {
    return [...this.p.keys()].filter(i => this.p[i] > 0).sort((a, b) => this.r[b] - this.r[a]).reverse().map(i => [i]);
  }
});
