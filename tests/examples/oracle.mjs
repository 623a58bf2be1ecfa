// Tests a best-of-n win rate in JavaScript against the oracle, asking as it goes: one question, one answer.
//
//     node oracle.mjs                                              # with `bonverify` on the PATH
//     BONVERIFY="dotnet path/to/BonVerify.Cli.dll" node oracle.mjs
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

// The code under test: weights in ascending order of reward, no ties.
function winRate(weights, n) {
  const total = weights.reduce((sum, w) => sum + w, 0);
  let below = 0, result = 0;
  for (const w of weights) {
    const above = below + w / total;
    result += (above ** n - below ** n) * (above + below) / 2;
    below = above;
  }
  return result;
}

const [command, ...args] = (process.env.BONVERIFY ?? "bonverify").split(" ");
const oracle = spawn(command, [...args, "oracle", "--quantities", "win_rate"], { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: oracle.stdout })[Symbol.asyncIterator]();

let worst = 0, count = 0;
for (const weights of [[1, 1], [2, 1, 1, 1], [7, 0, 3]]) {
  for (const n of [1, 2, 5, 30]) {
    oracle.stdin.write(JSON.stringify({ weights, n }) + "\n");
    const { exact, nearest } = JSON.parse((await answers.next()).value).quantities.win_rate;
    const mine = winRate(weights, n);
    worst = Math.max(worst, Math.abs(mine - nearest) / nearest);
    count++;
    console.log(`${weights}, n = ${n}: ${mine}, exactly ${exact.slice(0, 40)}`);
  }
}

oracle.stdin.end();
console.log(`${count} cases, relative error at most ${worst}`);
process.exitCode = worst < 1e-13 ? 0 : 1;
