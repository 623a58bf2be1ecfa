// Stable formulas, every result rounded to single precision: right to the seven digits that it has.
import { BestOfN, serve } from "./bestofn.mjs";

const single = x => Array.isArray(x) ? x.map(Math.fround) : Math.fround(x);

serve(class extends BestOfN {
  pmf() { return single(super.pmf()); }
  kl() { return single(super.kl()); }
  win_rate() { return single(super.win_rate()); }
  expected_reward() { return single(super.expected_reward()); }
  kl_estimator() { return single(super.kl_estimator()); }
  pass_at_k() { return single(super.pass_at_k()); }
});
