"""Loads for as many seconds as its argument says before it answers."""
import sys
import time
from robust import reply, requests

time.sleep(float(sys.argv[1]))
for request in requests():
    print(reply(request), flush=True)
