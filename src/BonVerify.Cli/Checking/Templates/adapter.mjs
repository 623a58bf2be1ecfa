// Puts your best-of-n code before `bonverify check`. Replace the bodies by calls of your code; delete what you do not have.
//
//     bonverify check --smoke -- node adapter.mjs
//     bonverify check -- node adapter.mjs
import { createInterface } from "node:readline";

class Unsupported extends Error {}

const quantities = {
  // The best-of-n mass of each outcome, in the order given; equal rewards are ties.
  pmf({ probabilities, rewards, n }) { throw new Unsupported(); },
  // KL(best-of-n | reference) in nats.
  kl({ probabilities, rewards, n }) { throw new Unsupported(); },
  // P(best-of-n beats one draw of the reference) + P(tie)/2.
  win_rate({ probabilities, rewards, n }) { throw new Unsupported(); },
  // The unbiased estimate of pass@k.
  pass_at_k({ total, correct, k }) { throw new Unsupported(); },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = { id: request.id };
  try {
    const compute = quantities[request.quantity];
    if (!compute) throw new Unsupported();
    answer.value = compute(request);
  } catch (error) { // an error is an answer too, and the right one where nothing is defined
    if (error instanceof Unsupported) answer.unsupported = true;
    else answer.error = String(error);
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
