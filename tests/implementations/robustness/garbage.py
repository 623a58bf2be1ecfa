"""Prints its debugging output among the answers, which are right."""
from robust import reply, requests

for request in requests():
    print("DEBUG", request["id"])
    print("{\"id\": ")
    print(reply(request), flush=True)
