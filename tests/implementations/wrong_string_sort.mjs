// JavaScript sorts numbers as texts unless it is told otherwise.
import { BestOfN, serve } from "./bestofn.mjs";

serve(class extends BestOfN {
  cells() {
    const support = [...this.p.keys()].filter(i => this.p[i] > 0);
    return [...new Set(support.map(i => this.r[i]))].sort().map(reward => support.filter(i => this.r[i] === reward));
  }
});
