// Binomial coefficients as doubles: from 1030 samples on the middle ones are infinite, and their quotient is not a number.
import { BestOfN, serve } from "./bestofn.mjs";

const binomial = (n, k) => {
  let product = 1;
  for (let i = 1; i <= Math.min(k, n - k) && product < Infinity; i++) product *= (n - i + 1) / i;
  return product;
};

serve(class extends BestOfN {
  pass_at_k() {
    const { total, correct, k } = this.request;
    return total - correct < k ? 1 : 1 - binomial(total - correct, k) / binomial(total, k);
  }
});
