"""Some requests end it."""
import sys
from robust import is_chosen, reply, requests

for request in requests():
    if is_chosen(request):
        sys.exit("index out of range")
    print(reply(request), flush=True)
