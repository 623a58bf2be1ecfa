// Answers in an order of its own, as a server with many workers does; says first who it is.
import { createInterface } from "node:readline";
import { BestOfN, answer } from "./bestofn.mjs";

console.log(JSON.stringify({ hello: { name: "unordered 1.0", quantities: ["pmf", "kl", "win_rate", "expected_reward", "kl_estimator", "pass_at_k"] } }));
createInterface({ input: process.stdin }).on("line", line => {
  const request = JSON.parse(line);
  const delay = (Number(request.id) * 7) % 5;
  setTimeout(() => console.log(JSON.stringify({ id: request.id, ...answer(BestOfN, request) })), delay);
});
