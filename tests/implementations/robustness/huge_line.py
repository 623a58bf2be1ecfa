"""Some answers are 64 MB long."""
import sys
from robust import is_chosen, reply, requests

for request in requests():
    if is_chosen(request):
        for _ in range(64):
            sys.stdout.write("1" * (1 << 20))
        print(flush=True)
    else:
        print(reply(request), flush=True)
