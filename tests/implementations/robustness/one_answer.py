"""Answers one request and ends."""
from robust import reply, requests

print(reply(next(requests())), flush=True)
