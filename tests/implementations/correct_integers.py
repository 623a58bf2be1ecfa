"""Integer arithmetic on the weights, where they are sent; knows the masses and the win rate only."""
import json
import sys


def masses(request):
    weights, rewards, n = request["weights"], request["rewards"], request["n"]
    below = 0
    for reward in sorted(set(rewards)):
        tied = [i for i, r in enumerate(rewards) if r == reward]
        level = sum(weights[i] for i in tied)
        yield tied, level, below, (below + level) ** n - below ** n
        below += level


for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"]}
    if request["quantity"] not in ("pmf", "win_rate") or "weights" not in request or request["n"] > 100:
        answer["unsupported"] = True
    else:
        total = sum(request["weights"])
        scale = total ** request["n"]
        if request["quantity"] == "win_rate":
            answer["value"] = sum(best * (2 * below + level) for _, level, below, best in masses(request)) / (2 * total * scale)
        else:
            answer["value"] = [0.0] * len(request["weights"])
            for tied, level, _, best in masses(request):
                for i in tied:
                    answer["value"][i] = best * request["weights"][i] / (level * scale) if level else 0.0
    print(json.dumps(answer), flush=True)
