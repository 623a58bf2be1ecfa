"""Right answers from a child process; twenty others hide: each has a session of its own, no parent and an empty environment."""
import os
import subprocess
import sys

if not os.environ.get("HIDDEN"):
    for _ in range(20):
        subprocess.run(
            ["sh", "-c", f"trap '' TERM HUP INT; setsid env -i /bin/sleep {sys.argv[1]} < /dev/null > /dev/null 2>&1 &"], check=True)
subprocess.run([sys.executable, __file__.replace("hides_children.py", "garbage.py")], check=True)
