"""The tests of the library, the mutants that each of them reaches, and the processes in which they run with a mutant."""
import collections
import hashlib
import json
import os
import queue
import subprocess
import sys

import workplace

# Slower tests are left out, and so is what comes after this many milliseconds: the quick ones are to be enough.
SLOW, ENOUGH = 1500, 2500
# A mutant that takes this many times as long as the test without it, and this many milliseconds, does not end.
PATIENCE, LEAST = 10, 5000
ENVIRONMENT = {**os.environ, "DOTNET_GCHeapHardLimit": "0x60000000", "DOTNET_DbgEnableMiniDump": "0"}


class Worker:
    """A process that runs tests with one mutant after the other; see MutateEach.cs."""

    def __init__(self, library):
        self.process = subprocess.Popen(
            ["dotnet", str(library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1, env=ENVIRONMENT)

    def ask(self, *words):
        try:
            print(*words, file=self.process.stdin, flush=True)
            return self.process.stdout.readline().strip()
        except BrokenPipeError:
            return ""

    def lines(self, *words):
        line = self.ask(*words)
        while line:
            yield line
            line = self.process.stdout.readline().strip()
        if self.process.poll() is not None:
            sys.exit(f"the tests ended with {self.process.returncode}")

    def end(self):
        self.process.kill()
        self.process.wait()


class Kept:
    """What a file keeps of tests from one run to the next: of each as long as the files of its class are as they were."""

    def __init__(self, file, sources, anew):
        self.file, self.sources, self.digests = file, sources, {}
        self.before = json.loads(file.read_text(encoding="utf-8")) if file.exists() and not anew else {}

    def key(self, name):
        """The test and a digest of what its class is written in: the file of its name and those of its parts, or any, where there is none."""
        kind = name.split("#")[0].rpartition(".")[0]
        if kind not in self.digests:
            path = self.sources.joinpath(*kind.split("."))
            files = sorted(path.parent.glob(f"{path.name}.*cs")) or sorted(self.sources.rglob("*.cs"))
            self.digests[kind] = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
        return f"{name} {self.digests[kind]}"

    def of(self, names):
        return {name: self.before[self.key(name)] for name in names if self.key(name) in self.before}

    def keep(self, told):
        self.file.write_text(json.dumps({self.key(name): value for name, value in told.items()}), encoding="utf-8")


class Tests:
    """The tests of the library: how long each takes, and which mutants it reaches."""

    def __init__(self, library, mutants, sources, anew):
        """`library` is that of the tests, with all mutants beside it; `mutants` is the folder of what is kept with these, `sources` that of the tests."""
        self.library, self.reached, self.once = library, {}, set()
        worker = Worker(library)
        names = worker.ask("list").split(" ")
        worker.end()
        clock = Kept(workplace.OUT / "times.json", sources, anew)
        known = clock.of(names)
        known |= dict((name, told[0]) for name, told in self.told("time", [name for name in names if known.get(name, "failed") == "failed"]))
        clock.keep(known)

        # Some rules of the code do not hold for what Stryker makes of it.
        for name in [name for name in names if known[name] == "failed"]:
            print(f"{name} fails without any mutant and is left out", flush=True)
        self.times = {name: int(known[name]) for name in names if known[name] != "failed"}
        self.quick = sorted((name for name in self.times if self.times[name] <= SLOW), key=self.times.get)

        reached, once = Kept(mutants / "reached.json", sources, anew), mutants / "once.json"
        self.once = set(json.loads(once.read_text(encoding="utf-8"))) if once.exists() and not anew else set()
        self.reached = reached.of(self.quick)
        self.measure([name for name in self.quick if name not in self.reached])
        reached.keep(self.reached)
        once.write_text(json.dumps(sorted(self.once)), encoding="utf-8")
        self.of = collections.defaultdict(list)
        for name in self.quick:
            for number in self.reached[name]:
                self.of[number].append(name)

    def told(self, word, *passes):
        """What a process of its own tells of tests, the lists one after the other."""
        if not passes[0]:
            return
        worker = Worker(self.library)
        for names in passes:
            for line in worker.lines(word, *names):
                name, *rest = line.split(" ")
                if word == "reach" and rest == ["failed"]:
                    sys.exit(f"{name} fails without any mutant")
                yield name, list(filter(None, rest))
        worker.end()

    def measure(self, names):
        # What is made once in a process is reached the first time alone.
        told = list(self.told("reach", names, names))
        for (name, first), (_, then) in zip(told, told[len(names):]):
            first, then = set(map(int, first)), set(map(int, then))
            self.once |= first - then
            self.reached[name] = sorted(first | then)

    def reaching(self, mutant, anyway=False):
        """Those of the folder that mirrors the mutant's come first, and each time the quickest; all of them, if it is made once and any may be first."""
        folder = mutant.file.split("/")[0].removesuffix(".cs")
        return sorted(self.quick if anyway else self.of[mutant.number], key=lambda name: (not name.startswith(folder), self.times[name]))


class Campaign:
    """Puts mutants to tests."""

    def __init__(self, tests):
        self.tests, self.sound, self.workers = tests, set(), queue.SimpleQueue()

    def enough(self, tests):
        left = ENOUGH
        for name in tests:
            left -= self.tests.times[name]
            if left >= 0:
                yield name

    def words(self, tests):
        return [f"{max(LEAST, PATIENCE * self.tests.times[name])}:{name}" for name in tests]

    def first(self, number, tests):
        """What a mutant does in a process of its own, from the start."""
        worker = Worker(self.tests.library)
        told = worker.ask("first", number, *self.words(tests)) or "killed crash"
        worker.end()
        word, _, test = told.partition(" ")
        if word == "spoilt":
            # What was made with the mutant is kept, so the test fails without it as well; in a process without any mutant it must pass.
            if test not in self.sound:
                worker = Worker(self.tests.library)
                if worker.ask("first", -1, *self.words([test])) != "survived":
                    sys.exit(f"{test} fails alone, without any mutant")
                worker.end()
                self.sound.add(test)
            return f"killed {test}"
        return told

    def quickly(self, number, tests):
        """What it does in a process that has tried others before."""
        worker = Worker(self.tests.library) if self.workers.empty() else self.workers.get()
        told = worker.ask("next", number, *self.words(tests))
        if told.startswith(("killed", "survived")):
            self.workers.put(worker)
        else:
            worker.end()
        return told

    def fate(self, mutant, thorough):
        tests = list(self.enough(self.tests.reaching(mutant)))
        if not tests:
            return "unreached"
        told = self.quickly(mutant.number, tests)
        if told == "survived" and mutant.number in self.tests.once:
            # What a test finds made already, the first one to ask for it makes: any may come first.
            return self.first(mutant.number, list(self.enough(self.tests.reaching(mutant, anyway=True))))
        if told.startswith(("killed", "slow")) or told == "survived" and not thorough:
            return told
        return self.first(mutant.number, tests)
