"""Ends in the middle of an answer."""
import sys
from robust import is_chosen, reply, requests

for request in requests():
    if is_chosen(request):
        sys.stdout.write(reply(request)[:-8])
        sys.stdout.flush()
        sys.exit(0)
    print(reply(request), flush=True)
