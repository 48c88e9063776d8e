"""A pytest plugin that collects the tests once, and then forks for each mutant; tools/mutants.py starts it.

Which tests reach the changed function, and how long they take, mutmut has found out before. Of these the ones go first
that have noticed changes of the same function, then those that have noticed changes of its file, then the quickest.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from collections import Counter, defaultdict
from itertools import chain, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest
from tests.cold import caches, make_cold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SURVIVED, KILLED, UNREACHED = "survived", "killed", "no tests"
NOTHING = ""  # a mutant that changes nothing: every test must pass
EVERYTHING = "fail"  # one that makes every changed function fail: a test must notice, or they all run other code
CHECKS = (EVERYTHING, NOTHING)


class Running(NamedTuple):
    """A process that tests a mutant, the pipe on which it names the test that noticed, and where it may write files."""

    mutant: str
    pipe: int
    room: TemporaryDirectory[str]


class Loop:
    """The mutants' tests, and what has been learned of them so far."""

    def __init__(self, session: pytest.Session, plan: dict[str, Any]) -> None:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        self.tests_of: dict[str, list[str]] = plan["tests_of"]
        self.seconds: dict[str, float] = plan["seconds"]
        self.patience: float = plan["patience"]
        self.kills: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.running: dict[int, Running] = {}
        self.caches = caches()

    def fates(self, mutants: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Yield each mutant with its fate and the test that noticed it, in the order in which they end."""
        for mutant in chain(CHECKS, mutants):
            if mutant not in CHECKS and not self.tests_of.get(function_of(mutant)):
                yield mutant, UNREACHED, ""
                continue
            if len(self.running) >= (os.cpu_count() or 1):
                yield self._ended()
            self._start(mutant)
        while self.running:
            yield self._ended()

    def order(self, mutant: str) -> list[str]:
        """Return the tests to run, first those that are likely to notice."""
        if mutant in CHECKS:
            return sorted(self.items, key=self._time)
        near, far = self.kills[function_of(mutant)], self.kills[file_of(mutant)]
        tests = self.items.keys() & self.tests_of[function_of(mutant)]
        return sorted(tests, key=lambda test: (-near[test], -far[test], self._time(test), test))

    def _time(self, test: str) -> float:
        return self.seconds.get(test, 0.0)

    def _start(self, mutant: str) -> None:
        pipe, tell = os.pipe()
        room = TemporaryDirectory(prefix="mutant-")
        process = os.fork()
        if not process:
            try:
                self._test(mutant, tell, room.name)
            finally:
                os._exit(3)  # whatever came up does not come up in the unchanged code
        os.close(tell)
        self.running[process] = Running(mutant, pipe, room)

    def _test(self, mutant: str, tell: int, room: str) -> NoReturn:
        """Run the tests of a mutant until one fails; its alarm ends a test that takes too long."""
        os.environ.update(PYTEST_DEBUG_TEMPROOT=room, MUTANT_UNDER_TEST=mutant)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        items = [self.items[test] for test in self.order(mutant)]
        for item, following in zip_longest(items, items[1:]):
            for empty in self.caches:
                empty()
            signal.setitimer(signal.ITIMER_REAL, self.patience * (1 + self._time(item.nodeid)))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.session.testsfailed:
                os.write(tell, item.nodeid.encode())
                os._exit(1)
        os._exit(0)

    def _ended(self) -> tuple[str, str, str]:
        """Wait for a process, and say what became of its mutant."""
        process, status = os.wait()
        mutant, pipe, room = self.running.pop(process)
        with os.fdopen(pipe, "rb") as file:
            test = file.read().decode()
        room.cleanup()
        if mutant in CHECKS and (status == 0) is (mutant == EVERYTHING):
            said = (
                f"the unchanged code fails in {test}" if status else "all tests pass where each changed function fails"
            )
            pytest.exit(f"nothing can be learned: {said}", returncode=3)
        self.learn(mutant, test)
        return mutant, KILLED if status else SURVIVED, test

    def learn(self, mutant: str, test: str) -> None:
        """Remember the test that noticed a mutant, if one did."""
        if test:
            self.kills[function_of(mutant)][test] += 1
            self.kills[file_of(mutant)][test] += 1


def function_of(mutant: str) -> str:
    """Return the function that a mutant changes."""
    return mutant.partition("__mutmut_")[0]


def file_of(mutant: str) -> str:
    """Return the module that a mutant changes."""
    return function_of(mutant).rpartition(".")[0]


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Let no property look for the smallest example that notices a change: one will do."""
    from hypothesis import Phase, settings  # not before: pytest rewrites it as its plugin comes

    settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, required=True, help="JSON: mutants, tests_of, seconds, patience, fates")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Go through the mutants in place of the tests, and write a line for each."""
    plan = json.loads(Path(str(session.config.getoption("mutants"))).read_text("utf-8"))
    make_cold()
    gc.freeze()  # so that the processes share what is there
    with Path(plan["fates"]).open("w", encoding="utf-8") as file:
        for fate in Loop(session, plan).fates(plan["mutants"]):
            print(json.dumps(fate), file=file, flush=True)
    return True
