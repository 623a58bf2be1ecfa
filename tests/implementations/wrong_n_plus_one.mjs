// Counts the first draw twice: the best of n + 1.
import { BestOfN, serve } from "./bestofn.mjs";

serve(class extends BestOfN {
  constructor(request) {
    super(request);
    this.n += 1;
  }
});
