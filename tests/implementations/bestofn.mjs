// Best-of-n in doubles, right and stable; the implementations beside this file change one thing each.
import { createInterface } from "node:readline";

const sum = values => {
  let [total, lost] = [0, 0]; // Neumaier's compensated sum
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
};

export class BestOfN {
  constructor(request) {
    Object.assign(this, { request, n: request.n, p: request.probabilities, r: request.rewards });
  }

  cells() {
    const support = [...this.p.keys()].filter(i => this.p[i] > 0);
    const rewards = [...new Set(support.map(i => this.r[i]))].sort((a, b) => a - b);
    return rewards.map(reward => support.filter(i => this.r[i] === reward));
  }

  shapes() {
    const cells = this.cells();
    const masses = cells.map(cell => sum(cell.map(i => this.p[i])));
    return cells.map((cell, i) => {
      const [mass, below, above] = [masses[i], sum(masses.slice(0, i)), sum(masses.slice(i + 1))];
      const cumulative = sum(masses.slice(0, i + 1));
      const logF = above < 0.5 ? Math.log1p(-above) : Math.log(cumulative);
      const share = Math.min(1, mass / cumulative);
      const hit = i === 0 || share === 1 ? 1 : -Math.expm1(this.n * Math.log1p(-share));
      const logRatio = (this.n - 1) * logF + Math.log(hit / share);
      return { cell, mass, below, cumulative, best: Math.exp(this.n * logF) * hit, logRatio };
    });
  }

  pmf() {
    const q = this.p.map(() => 0);
    for (const { cell, mass, best } of this.shapes()) for (const i of cell) q[i] = best * (this.p[i] / mass);
    return q;
  }

  kl() {
    // t ln t - t + 1 by its series next to t = 1
    const psi = s => Math.abs(s) < 0.01
      ? s * s * (1 / 2 + s * (1 / 3 + s * (1 / 8 + s * (1 / 30 + s / 144))))
      : Math.exp(s) * s - Math.expm1(s);
    return sum(this.shapes().map(({ mass, logRatio }) => mass * psi(logRatio)));
  }

  win_rate() {
    return sum(this.shapes().map(({ best, below, cumulative }) => best * (below + cumulative) / 2));
  }

  expected_reward() {
    return sum(this.pmf().map((q, i) => q * this.r[i]));
  }

  kl_bound() {
    return Math.log(this.n) - (this.n - 1) / this.n;
  }

  kl_estimator() {
    const epsilon = this.request.epsilon;
    if (epsilon === 1) return 0;
    const logMiss = Math.log1p(-epsilon);
    const hit = -Math.expm1(this.n * logMiss);
    return Math.exp(this.n * logMiss) * (this.kl_bound() + (this.n - 1) * logMiss) + hit * Math.log(hit / epsilon);
  }

  pass_at_k() {
    const { total, correct, k } = this.request;
    if (correct > total - k) return 1;
    let log = 0; // ln C(total - correct, k)/C(total, k)
    for (let i = 0; i < Math.min(correct, k); i++) log += Math.log1p(-Math.max(correct, k) / (total - i));
    return -Math.expm1(log);
  }
}

// Throws where nothing is defined: k > total, an empty list, a mass that is negative or missing.
const refuse = ({ n, total, correct = 0, k, probabilities, rewards = [], epsilon = 1, pool_size }) => {
  const numbers = [...(probabilities ?? []), ...rewards, epsilon];
  if (!((n ?? k) >= 1 && (n ?? k) <= (total ?? pool_size ?? Infinity)) || numbers.includes(null) || !(epsilon > 0 && epsilon <= 1)) throw new RangeError("out of range");
  if (correct < 0 || correct > (total ?? 0)) throw new RangeError("correct is not from 0 to total");
  if (probabilities && !(Math.min(...probabilities) >= 0 && Math.max(...probabilities) > 0 && probabilities.length)) throw new RangeError("no probabilities");
};

export const answer = (implementation, request) => {
  if (typeof implementation.prototype[request.quantity] !== "function") return { unsupported: true };
  try {
    refuse(request);
    return { value: new implementation(request)[request.quantity]() };
  } catch (error) {
    return { error: String(error) };
  }
};

export const serve = implementation => createInterface({ input: process.stdin }).on("line", line => {
  const request = JSON.parse(line);
  console.log(JSON.stringify({ id: request.id, ...answer(implementation, request) }));
});
