"""Tell hypothesis how to draw slacal's types, at no cost for those who do not: the hook behind ``st.from_type``.

Hypothesis calls `register` when it is imported. A type is registered when its own module is, and its strategy is loaded
when the first value is drawn, so that neither slacal nor what it rests on is imported here.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from hypothesis.strategies import SearchStrategy

#: Where each type lives, and the strategy that draws it.
HOMES: Mapping[str, Mapping[str, str]] = {
    "slacal.calendars.calendar": {"Calendar": "strategies.calendars"},
    "slacal.calendars.weekly": {"WeeklyHours": "strategies.weekly_hours"},
    "slacal.calendars.special_day": {"SpecialDay": "strategies.special_days"},
    "slacal.calendars.public_holidays": {"PublicHolidays": "strategies_of_hours.public_holidays"},
    "slacal.calendars.production": {"ProductionCalendar": "strategies_of_hours.production_calendars"},
    "slacal.calendars.holiday_dates": {"HolidayDates": "strategies_of_hours.holiday_dates"},
    "slacal.calendars.day_rule": {"DayRule": "strategies.day_rules"},
    "slacal.calendars.review": {"Finding": "strategies_of_answers.findings"},
    "slacal.calendars.stretch": {
        "Day": "strategies_of_answers.days",
        "OpenSpan": "strategies_of_answers.open_spans",
        "Status": "strategies_of_answers.statuses",
        "Stretch": "strategies_of_answers.stretches",
    },
    "slacal.engine.event": {"Event": "strategies_of_histories.events"},
    "slacal.engine.history": {"History": "strategies_of_histories.histories"},
    "slacal.engine.cycle": {"Cycle": "strategies_of_answers.cycles"},
    "slacal.engine.target_result": {"TargetResult": "strategies_of_answers.target_results"},
    "slacal.engine.evaluation": {"Evaluation": "strategies_of_answers.evaluations"},
    "slacal.engine.explain": {"Explanation": "strategies_of_answers.explanations"},
    "slacal.engine.tracker": {"Tracker": "strategies_of_answers.trackers"},
    "slacal.policies.policy": {"Policy": "strategies_of_policies.policies"},
    "slacal.analysis.agenda": {"Agenda": "strategies_of_rooms.agendas"},
    "slacal.analysis.ahead": {"Upcoming": "strategies_of_rooms.upcoming"},
    "slacal.analysis.auditing": {
        "Audit": "strategies_of_rooms.audits",
        "Difference": "strategies_of_rooms.differences",
    },
    "slacal.analysis.contrast": {"Contrast": "strategies_of_rooms.contrasts"},
    "slacal.analysis.simulated": {
        "Figure": "strategies_of_rooms.figures",
        "Share": "strategies_of_rooms.shares",
        "Simulated": "strategies_of_rooms.simulated",
        "Wait": "strategies_of_rooms.waits",
    },
    "slacal.analysis.team": {"Team": "strategies_of_rooms.teams"},
    "slacal.batch.record_batches": {
        "LogStep": "strategies_of_rooms.log_steps",
        "PromisesStep": "strategies_of_rooms.promises_steps",
    },
    "slacal.show.picture": {"Picture": "strategies_of_rooms.pictures"},
}
_GIVEN_THE_TYPE = "strategies_of_rooms"  # no room may import another: what it draws is told to it


def register() -> None:
    """Register every type whose module is there, and the others as soon as they are imported."""
    for home in HOMES:
        if home in sys.modules:
            _register_types(sys.modules[home])
    if not any(isinstance(finder, _Registrar) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Registrar())


def _register_types(module: ModuleType) -> None:
    from hypothesis import strategies as st

    for name in HOMES[module.__name__]:
        found: type[Any] | None = getattr(module, name, None)
        if found is not None:  # None: the module is only just being imported
            st.register_type_strategy(found, _drawn)


def _drawn(drawn: type[Any]) -> SearchStrategy[Any]:
    """Return the strategy of a type; hypothesis asks when it first draws one."""
    where = next(types[drawn.__name__] for types in HOMES.values() if drawn.__name__ in types)
    room, name = where.split(".")
    strategy = getattr(import_module(f"slacal.testing.{room}"), name)
    return cast("SearchStrategy[Any]", strategy(drawn) if room == _GIVEN_THE_TYPE else strategy())


class _Registrar(MetaPathFinder):
    """Finds nothing by itself: has the modules of `HOMES` registered once they are loaded."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in HOMES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(Loader):
    """Loads as the module's own loader does, which it leaves in its place, then registers."""

    def __init__(self, own: Loader) -> None:
        self.own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self.own
        if module.__spec__ is not None:
            module.__spec__.loader = self.own
        self.own.exec_module(module)
        _register_types(module)
