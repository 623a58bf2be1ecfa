"""Answers a hundred requests, closes its input and stays."""
import os
import time
from robust import reply, requests

for count, request in enumerate(requests()):
    print(reply(request), flush=True)
    if count == 99:
        os.close(0)
        time.sleep(600)
