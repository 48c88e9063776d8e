"""Described: a calendar as a value. Its description, its shared live part, its copies, documents and fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from slacal.calendars.arguments import ordinal_of
from slacal.calendars.coverage import warn_beyond
from slacal.calendars.horizon import horizon_of
from slacal.calendars.hours import FOR_EVER
from slacal.display import html_of, printed
from slacal.errors import BadInput
from slacal.spans.wall import wall_micros

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from os import PathLike

    from slacal.calendars.fingerprint import Fingerprint
    from slacal.calendars.horizon import Horizon
    from slacal.calendars.hours import Description
    from slacal.calendars.review import Finding


class Described:
    """The part of a calendar that is a value. The live part lies beside the fields, where nothing compares it."""

    __slots__ = ("_horizon",)
    _horizon: Horizon
    description: Description

    @property
    def horizon(self) -> Horizon:
        """The compiled years, shared with every equal calendar: for the engine and the batch, not for users."""
        try:
            return self._horizon
        except AttributeError:
            object.__setattr__(self, "_horizon", horizon_of(self.description))
            return self._horizon

    @property
    def zone(self) -> str:
        """The IANA name of the zone of this calendar's dates."""
        return str(self.horizon.hours.zone.key)

    _repr_pretty_ = printed

    def _repr_html_(self) -> str:
        return html_of(self, "calendar")

    def __reduce__(self) -> tuple[type[Self], tuple[Description]]:
        return type(self), (self.description,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any]) -> Self:
        """Read a calendar from plain data, as `to_dict` writes it. Raises: BadDocument with every fault and its path.

        >>> Calendar.from_dict({"week": "Mo-Fr 09:00-17:00", "zone": "Europe/Berlin", "holidays": "DE-BE"})
        Calendar.weekly('Mo-Fr 09:00-17:00', zone='Europe/Berlin', holidays=[PublicHolidays('DE', 'BE')])
        """
        from slacal.calendars.document import loads_tree

        return cls(loads_tree(tree).description)  # type: ignore[call-arg] # the dataclass below has the field

    def to_dict(self) -> dict[str, Any]:
        """Return the calendar as plain data that `from_dict` reads back to an equal value; ``slacal`` is the form."""
        import json

        return dict(json.loads(self.dumps()))

    @classmethod
    def loads(cls, text: str, *, format: str = "json") -> Self:  # noqa: A002 - the field's word
        """Read a calendar document from JSON, YAML or TOML text. Raises: BadDocument; MissingExtra for YAML."""
        from slacal.documents import loads

        return cls.from_dict(loads(text, format=format).content)  # type: ignore[arg-type] # checked inside

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Read a calendar document from a file; its suffix says which format. Raises: as `loads`, and OSError."""
        from slacal.documents import load

        return cls.from_dict(load(path).content)  # type: ignore[arg-type] # checked inside

    def dumps(self) -> str:
        """Return the calendar as slacal's own JSON: everything it says, and the version of the form."""
        from slacal.calendars.document import dumps_tree

        return dumps_tree(self)  # type: ignore[arg-type] # every described value is a Calendar

    def prepare(self, first: date, last: date) -> Self:
        """Compile the dates [first, last) and load their holiday data ahead of time; returns the calendar itself."""
        self.horizon.reach(*self._instants(first, last))
        return self

    def fingerprint(self, first: date, last: date) -> Fingerprint:
        """Return a digest of what this calendar says of the dates [first, last), with the versions of its data."""
        from slacal.calendars.fingerprint import fingerprint

        low, high = self._instants(first, last)
        warn_beyond(self.horizon.hours, low, high)
        return fingerprint(self, first, last)  # type: ignore[arg-type] # every described value is a Calendar

    def freeze(self, first: date, last: date) -> Self:
        """Return the dates [first, last) as explicit spans that answer the same for ever.

        Open time, business days and reasons stay as they are on this machine today. A question outside those dates
        raises BeyondData.
        """
        from slacal.calendars.freezing import frozen

        low, high = self._instants(first, last)
        warn_beyond(self.horizon.hours, low, high)
        return type(self)(frozen(self, first, last))  # type: ignore[arg-type, call-arg] # it is a Calendar, with the field

    def review(self, first: date, last: date, *, differing_zones: frozenset[str] = frozenset()) -> list[Finding]:
        """Return what will hurt between two dates: typing errors, data that ends, hours that never come.

        `differing_zones` are those of ``slacal.environment.doctor()``, where it was asked.
        """
        from slacal.calendars.review import review

        self._instants(first, last)
        return review(self, first, last, differing_zones)  # type: ignore[arg-type] # every described value is a Calendar

    def _rests_on_dates(self, first: int, last: int) -> None:
        """Warn, or raise, when an answer about dates rests on holiday data that is not known (rule C8)."""
        known = self.horizon.hours.known
        if known.low > -FOR_EVER or known.high < FOR_EVER:
            zone = self.horizon.hours.zone
            warn_beyond(self.horizon.hours, wall_micros(first, 0, zone), wall_micros(last + 1, 0, zone))

    def _instants(self, first: date, last: date) -> tuple[int, int]:
        begin, end = ordinal_of(first, "first"), ordinal_of(last, "last")
        if end <= begin:
            raise BadInput("last", last, f"does not lie after first={first}", "dates are half-open: name the day after")
        zone = self.horizon.hours.zone
        return wall_micros(begin, 0, zone), wall_micros(end, 0, zone)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> dict[str, Any]:
        """Let a Calendar be a field of a pydantic model: a plain tree in, a plain tree out, nothing imported here."""
        check = {"type": "no-info", "function": cls._validated}
        out = {"type": "function-plain", "function": cls.to_dict}
        return {"type": "function-plain", "function": check, "serialization": out}

    @classmethod
    def _validated(cls, value: object) -> Self:
        return value if isinstance(value, cls) else cls.from_dict(value)  # type: ignore[arg-type] # checked inside
