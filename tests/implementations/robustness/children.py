"""Right answers from a child process; another child outlives both unless it is ended. Its argument marks them."""
import subprocess
import sys

subprocess.Popen(["sleep", sys.argv[1]])
subprocess.run([sys.executable, __file__.replace("children.py", "garbage.py")], check=True)
