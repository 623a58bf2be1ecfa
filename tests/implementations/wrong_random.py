"""Random answers, marked as such, whose law is another one: as correct_random.py, biased."""
import runpy
import sys

sys.argv.append("1.0")
runpy.run_path(__file__.replace("wrong_random", "correct_random"), run_name="__main__")
