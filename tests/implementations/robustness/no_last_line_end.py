"""Answers a hundred requests, the last one without a line end, and ends."""
import sys
from robust import reply, requests

for count, request in enumerate(requests()):
    print(reply(request), end="\n" if count < 99 else "", flush=True)
    if count == 99:
        sys.exit()
