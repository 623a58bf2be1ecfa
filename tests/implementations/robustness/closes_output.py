"""Answers ten requests, closes its output and stays."""
import os
import time
from robust import reply, requests

for count, request in enumerate(requests()):
    print(reply(request), flush=True)
    if count == 9:
        os.close(1)
        time.sleep(600)
