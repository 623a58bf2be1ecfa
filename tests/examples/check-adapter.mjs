#!/usr/bin/env node
// Puts your best-of-n code before `bonverify check`: replace the two functions by calls of it.
//
//     bonverify check -- node tests/examples/check-adapter.mjs
import { createInterface } from "node:readline";

const quantities = {
  // The formula that is widely used, and wrong.
  kl: ({ n }) => Math.log(n) - (n - 1) / n,

  win_rate: ({ probabilities, rewards, n }) => {
    let [below, rate] = [0, 0];
    for (const level of [...new Set(rewards)].sort((a, b) => a - b)) {
      const mass = probabilities.filter((_, i) => rewards[i] === level).reduce((s, p) => s + p, 0);
      const cumulative = Math.min(1, below + mass);
      rate += (cumulative ** n - below ** n) * (below + cumulative) / 2;
      below = cumulative;
    }
    return rate;
  },
};

createInterface({ input: process.stdin }).on("line", line => {
  const { id, quantity, ...input } = JSON.parse(line);
  let answer = { unsupported: true };
  try {
    answer = quantity in quantities ? { value: quantities[quantity](input) } : answer;
  } catch (error) {
    answer = { error: String(error) };
  }
  console.log(JSON.stringify({ id, ...answer }));
});
