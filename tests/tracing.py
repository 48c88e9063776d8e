"""Coverage is taken where a test takes the same way in every run, and is not spent on long searches.

Left out are properties, whose examples are drawn, the pages, and what asks one question some hundred thousand times.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

LONG = (
    "tests/batch/test_equals_scalar.py",
    "tests/calendars/test_day_rows.py::test_rows_agree_with_the_timeline",
    "tests/calendars/test_hours_text_differential.py",
    "tests/calendars/test_values.py::test_every_question_on_every_calendar",
    "tests/cli/test_real_logs.py",
    "tests/conformance/test_every_clock_change.py",
    "tests/conformance/test_time_zones.py",
    "tests/examples/",
    "tests/laws/",
    "tests/notebooks/",
    "tests/policies/test_hostile_policies.py",
    "tests/test_architecture.py",
    "tests/test_docs.py",
    "tests/testing/test_face.py",
    "tests/testing/test_laws.py::test_a_law_is_broken_by",
    "tests/testing/test_laws_of_tickets.py",
    "tests/testing/test_register.py",
)
_FILLED = pytest.StashKey[bool]()  # whether caches may hold what no traced test has gone through
_IN_PROGRAMS = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")  # by these the programs that a test starts know


def _tracer() -> Any:
    coverage: Any = sys.modules.get("coverage")
    return coverage.Coverage.current() if coverage else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Import all that is imported late, since the test that comes first may be one that does not count; then hold."""
    tracer = _tracer()
    if tracer is None:
        return (yield)
    import slacal

    for module in pkgutil.walk_packages(slacal.__path__, "slacal."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    tracer.stop()
    try:
        return (yield)
    finally:
        tracer.start()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what was traced: a worker that takes long to end is killed after ten seconds, and would take it along."""
    tracer = _tracer()
    if tracer is not None:
        tracer.stop()
        tracer.save()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hold the tracer while a test runs that is not to count, and let the next one that counts find empty caches."""
    tracer = _tracer()
    if tracer is None:
        return (yield)
    if is_traced(item):
        if item.config.stash.get(_FILLED, True):
            for empty in _caches():
                empty()
        item.config.stash[_FILLED] = False
        return (yield)
    item.config.stash[_FILLED] = True
    tracer.stop()
    kept = {name: os.environ.pop(name) for name in _IN_PROGRAMS if name in os.environ}
    try:
        return (yield)
    finally:
        os.environ.update(kept)
        tracer.start()


@cache
def _caches() -> list[Callable[[], None]]:
    """Return what empties the caches of the library: what stands in one is not gone through again."""
    from tests.cold import caches  # it imports the library, which is to be seen

    return caches()


def is_traced(item: pytest.Item) -> bool:
    """Tell whether a test's way through the code counts."""
    return not item.nodeid.startswith(LONG) and item.get_closest_marker("hypothesis") is None
