"""Answers what nobody asked, and what was asked, twice."""
from robust import reply, requests

for request in requests():
    print('{"id": "nobody", "value": 1}')
    print(reply(request))
    print(reply(request), flush=True)
