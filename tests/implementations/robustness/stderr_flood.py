"""Right answers beside a megabyte of log for each of the first fifty."""
import sys
from robust import reply, requests

for count, request in enumerate(requests()):
    if count < 50:
        sys.stderr.write(("x" * 1023 + "\n") * 1024)
    print(reply(request), flush=True)
