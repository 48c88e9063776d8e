"""Each test begins cold: for tools/mutants.py, which runs a change against those tests that called what it changes.

What stands in a cache is not called again: without this the first test to ask would be the only one that is run.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from slacal.calendars import horizon
from slacal.calendars.calendar import Calendar
from slacal.calendars.quick import NOT_YET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COLLECTED = pytest.StashKey["list[Calendar]"]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Put aside what collecting has made, so that no test need look through all of it."""
    session.config.stash[COLLECTED] = _calendars()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Make each test begin cold."""
    collected = item.config.stash[COLLECTED]
    make_cold(collected)


def make_cold(calendars: Iterable[Calendar] = ()) -> None:
    """Empty every cache of the library; these calendars and those that are found forget what they have compiled."""
    empty_caches()
    for each in (*calendars, *_calendars()):
        with suppress(AttributeError):
            object.__delattr__(each, "_horizon")
        object.__setattr__(each, "_quick", NOT_YET)
    horizon._fresh()


def _calendars() -> list[Calendar]:
    return [each for each in gc.get_objects() if type(each) is Calendar]


def empty_caches() -> None:
    """Empty every cache of a function of the library."""
    for empty in caches():
        empty()


def caches() -> list[Callable[[], None]]:
    """Return what empties the caches of the modules that have been imported."""
    modules = [module for name, module in sys.modules.items() if name.startswith("slacal.")]
    values = [value for module in modules for value in vars(module).values()]
    return [value.cache_clear for value in values if hasattr(value, "cache_clear")]
