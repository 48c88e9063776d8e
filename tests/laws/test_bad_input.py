"""Whatever is handed in, the answer is a value or one of our errors that says what to mend, and it comes at once."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

import signal
import time
import tracemalloc
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.laws.bad_entries import ENTRIES
from tests.laws.bad_values import CLASSES, drawn

from slacal.errors import BadDocument, SlacalError

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.laws.good_values import Entry

INPUTS = 1_000  # of each class; a tenth of them while you work, for twenty thousand take minutes
LONGEST_WAIT = 0.05  # seconds of work for a refusal, of a text of up to so many characters:
LONG = 50_000  # what is longer may take as much longer
MOST_MEMORY = 50_000_000  # bytes
LONGEST_MESSAGE = 500
EVERY = 20  # memory is traced for so many of the inputs, because that is slow, and for long texts
HANGS = 20  # seconds


class Fault(Exception):  # what a test found, named as the package names its own
    """A refusal that is not what was promised."""


@contextmanager
def guarded() -> Generator[None]:
    """Stop what hangs, where the system can."""

    def stop(*_: object) -> None:
        raise Fault("it hangs")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def refusal(entry: Entry, value: Any) -> SlacalError | None:
    """Return the error that a call raises, None where it answers. Raises: Fault for an error that is not ours."""
    try:
        entry.call(value)
    except SlacalError as error:
        return error
    except entry.passes:
        return None
    except Exception as error:
        raise Fault(f"{type(error).__name__}: {error!s:.200}") from error
    return None


def shape(value: Any, depth: int = 40) -> Any:
    """Return what a container holds, by identity: comparing bad values may raise."""
    if isinstance(value, dict) and depth:
        return [(id(key), shape(inner, depth - 1)) for key, inner in value.items()]
    if isinstance(value, list | tuple) and depth:
        return [shape(inner, depth - 1) for inner in value] if len(value) < LONG else len(value)
    return value.tobytes() if isinstance(value, np.ndarray) and value.dtype != object else id(value)


def check_words(error: SlacalError) -> None:
    """Check that an error and each fault in it name what they should, briefly."""
    for one in (error, *(error.faults if isinstance(error, BadDocument) else ())):
        if not (one.code and one.field and one.problem and one.mend):
            raise Fault(f"says too little: {(one.code, one.field, one.problem, one.mend)}")
        if len(str(one)) >= LONGEST_MESSAGE or not str(one).replace("\n", "").isprintable():
            raise Fault(f"says too much: {str(one)[:200]!r}")


def wait(entry: Entry, value: Any, times: int) -> float:
    """Return the least time that a refusal took, in seconds."""
    best = 1e9
    for _ in range(times):
        begun = time.process_time()
        refusal(entry, value)
        best = min(best, time.process_time() - begun)
    return best


def memory(entry: Entry, value: Any) -> int:
    """Return the most memory that a call held, in bytes."""
    tracemalloc.start()
    try:
        refusal(entry, value)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def size_of(value: Any, depth: int = 8) -> int:
    """Return how many characters of text a value holds, as far as it is easily seen."""
    if isinstance(value, str | bytes):
        return len(value)
    if type(value) in (list, tuple, dict) and depth:
        inside = [*value, *value.values()] if isinstance(value, dict) else value
        return max((size_of(one, depth - 1) for one in inside), default=0)
    return 0


def check(kind: str, name: str, seed: int) -> None:
    """Check one input. Raises: Fault."""
    entry = ENTRIES[name]
    value = drawn(kind, Random(f"{kind} {name} {seed}"), entry.good)  # noqa: S311  # repeatable, nothing secret
    before = shape(value)
    begun = time.process_time()
    error = refusal(entry, value)
    took = time.process_time() - begun
    if shape(value) != before:
        raise Fault("the argument was changed")
    if error is None:
        return
    check_words(error)
    if kind == "iterator":  # used up by the first call
        return
    allowed = LONGEST_WAIT * max(1, size_of(value) / LONG)
    if took > allowed and (took := wait(entry, value, 3)) > allowed:
        raise Fault(f"took {took:.3f} s, for {size_of(value):,} characters")
    if (seed % EVERY == 0 or size_of(value) > LONG) and (held := memory(entry, value)) > MOST_MEMORY:
        raise Fault(f"held {held:,} bytes")


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Have everything imported and read that a first call reads."""
    for entry in ENTRIES.values():
        refusal(entry, entry.good)


def faults_of(kind: str, count: int) -> list[str]:
    """Return what is wrong with the refusals of a class of bad values, spread over all doors."""
    names = list(ENTRIES)
    Random(kind).shuffle(names)  # noqa: S311  # repeatable, nothing secret
    found: list[str] = []
    for place in range(count):
        seed, at = divmod(place, len(names))
        try:
            with guarded():
                check(kind, names[at], seed)
        except Fault as fault:
            found.append(f"{names[at]}, seed {seed}: {fault}")
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", CLASSES)
def test_bad_input_is_refused_in_our_words_at_once(kind: str) -> None:
    faults = faults_of(kind, INPUTS // 10)
    assert not faults, "\n".join(faults)


@pytest.mark.exhaustive
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", CLASSES)
def test_bad_input_is_refused_at_every_door(kind: str) -> None:
    faults = faults_of(kind, INPUTS)
    assert not faults, "\n".join(faults)


@pytest.mark.filterwarnings("ignore")
def test_good_input_is_not_refused() -> None:
    refused = {name for name, entry in ENTRIES.items() if refusal(entry, entry.good) is not None}
    assert refused == {"Calendar.replace changes, unknown", "Policy.from_dict tree, key"}  # they put an unknown key
