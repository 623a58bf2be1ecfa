"""Never comes back from some requests."""
import time
from robust import is_chosen, reply, requests

for request in requests():
    if is_chosen(request):
        time.sleep(600)
    print(reply(request), flush=True)
