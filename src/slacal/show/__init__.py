"""See it: values as text and pictures. Everything is shown in hours, never in days of open time.

Each function returns a `Picture`: a notebook draws it, ``print`` gives it as text, `Picture.save` writes a page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slacal.show.calendar_picture import calendar as calendar
    from slacal.show.cycle_picture import cycle as cycle
    from slacal.show.evaluation_picture import evaluation as evaluation
    from slacal.show.picture import Picture as Picture
    from slacal.show.policy_picture import policy as policy
    from slacal.show.week_picture import week as week
    from slacal.show.year_picture import year as year

# No file has the name of a function: importing the file would put it into the function's place.
_HOME = {
    "Picture": "picture",
    "calendar": "calendar_picture",
    "cycle": "cycle_picture",
    "evaluation": "evaluation_picture",
    "policy": "policy_picture",
    "week": "week_picture",
    "year": "year_picture",
}

__all__ = ["Picture", "calendar", "cycle", "evaluation", "policy", "week", "year"]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'slacal.show' has no attribute {name!r}")
    found = getattr(import_module(f"slacal.show.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
