"""Ignores the end of its input and every signal that can be ignored, and so does its child, which has a session of its own."""
import os
import signal
import subprocess
import sys
import time

folder, role = sys.argv[1:3]
for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
if role == "program":
    subprocess.Popen(
        [sys.executable, __file__, folder, "child"], start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, creationflags=getattr(subprocess, "DETACHED_PROCESS", 0))
with open(os.path.join(folder, role + ".part"), "w") as file:
    file.write(str(os.getpid()))
os.replace(os.path.join(folder, role + ".part"), os.path.join(folder, role))
while True:
    time.sleep(1)
