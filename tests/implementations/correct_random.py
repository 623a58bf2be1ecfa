"""Draws at random and says so, with counts, with standard errors or with intervals: the first argument. A second one biases them."""
import json
import random
import sys
from bestofn import BestOfN, refuse

MODE, BIAS = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
DRAWS = 400
dice = random.Random(7)


def reply(request):
    refuse(request)
    one = BestOfN(request)
    if MODE == "counts" and request["quantity"] == "pmf":
        q = one.pmf()
        q[0] += BIAS
        drawn = dice.choices(range(len(q)), weights=q, k=DRAWS)
        return {"counts": [drawn.count(i) for i in range(len(q))]}
    if MODE != "counts" and request["quantity"] == "win_rate":
        error = 0.1
        value = dice.gauss(one.win_rate() + BIAS, error)
        if MODE == "errors":
            return {"value": value, "standard_error": error}
        width = 1.959963984540054 * error
        return {"lower": value - width, "upper": value + width, "confidence": 0.95}
    return {"unsupported": True}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = reply(request)
    except (ArithmeticError, ValueError) as error:
        answer = {"error": str(error)}
    print(json.dumps({"id": request["id"], **answer}), flush=True)
