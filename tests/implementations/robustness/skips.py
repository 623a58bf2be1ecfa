"""Leaves some requests without an answer."""
from robust import is_chosen, reply, requests

for request in requests():
    if not is_chosen(request):
        print(reply(request), flush=True)
