// Exact integers from the weights, where they are sent; masses, win rate and total variation.
import { createInterface } from "node:readline";

// a/b to a double, with 64 bits of quotient.
const ratio = (a, b) => {
  if (a === 0n) return 0;
  const shift = BigInt(Math.max(0, 64 + b.toString(2).length - a.toString(2).length));
  const quotient = (a << shift) / b;
  return Number(quotient) * 2 ** -Number(shift / 2n) * 2 ** -Number(shift - shift / 2n);
};

const levels = ({ weights, rewards, n }) => {
  let below = 0n;
  return [...new Set(rewards)].sort((a, b) => a - b).map(reward => {
    const tied = [...weights.keys()].filter(i => rewards[i] === reward);
    const mass = tied.reduce((total, i) => total + BigInt(weights[i]), 0n);
    const start = below;
    below += mass;
    return { tied, mass, start, best: below ** BigInt(n) - start ** BigInt(n) };
  });
};

const quantities = {
  pmf: (request, total, scale) => {
    const q = request.weights.map(() => 0);
    for (const { tied, mass, best } of levels(request))
      for (const i of tied) q[i] = mass === 0n ? 0 : ratio(best * BigInt(request.weights[i]), mass * scale);
    return q;
  },
  win_rate: (request, total, scale) =>
    ratio(levels(request).reduce((s, { mass, start, best }) => s + best * (2n * start + mass), 0n), 2n * total * scale),
  total_variation: (request, total, scale) => {
    const excess = levels(request).map(({ mass, best }) => mass * (scale / total) - best);
    return ratio(excess.reduce((s, x) => s + (x > 0n ? x : 0n), 0n), scale);
  },
};

createInterface({ input: process.stdin }).on("line", line => {
  const request = JSON.parse(line);
  const known = quantities[request.quantity];
  if (!known || !request.weights || request.n > 100) {
    console.log(JSON.stringify({ id: request.id, unsupported: true }));
    return;
  }
  const total = request.weights.reduce((s, w) => s + BigInt(w), 0n);
  console.log(JSON.stringify({ id: request.id, value: known(request, total, total ** BigInt(request.n)) }));
});
