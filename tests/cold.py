"""Each test begins cold: for tools/mutants.py, which runs a change against those tests that called what it changes.

What stands in a cache is not called again: without this the first test to ask would be the only one that is run.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

import pytest

from slacal.calendars import horizon
from slacal.calendars.calendar import Calendar
from slacal.calendars.quick import NOT_YET


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Empty every cache of the library, and forget what calendars have compiled."""
    empty_caches()
    for each in gc.get_objects():
        if type(each) is Calendar:
            with suppress(AttributeError):
                object.__delattr__(each, "_horizon")
            object.__setattr__(each, "_quick", NOT_YET)
    horizon._fresh()


def empty_caches() -> None:
    """Empty every cache of a function of the library."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("slacal."):
            for value in [*vars(module).values()]:
                getattr(value, "cache_clear", _nothing)()


def _nothing() -> None:
    """Stand for a cache that is not there."""
