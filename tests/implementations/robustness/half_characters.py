"""Before each answer a line whose property name is half a character, which JSON can write and Unicode cannot."""
from robust import reply, requests

for request in requests():
    print('{"\\ud800": 1}')
    print(reply(request), flush=True)
