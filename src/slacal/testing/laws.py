"""Every law by name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from slacal.errors import UnknownName, WrongType, nearest
from slacal.testing.law import Case, Law, LawBroken, Verdict
from slacal.testing.laws_of_columns import LAWS_OF_COLUMNS
from slacal.testing.laws_of_days import LAWS_OF_DAYS
from slacal.testing.laws_of_edges import LAWS_OF_EDGES
from slacal.testing.laws_of_oracle import LAWS_OF_ORACLE
from slacal.testing.laws_of_tickets import LAWS_OF_TICKETS
from slacal.testing.laws_of_time import LAWS_OF_TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CALENDAR_LAWS", "LAWS", "POLICY_LAWS", "Case", "Law", "LawBroken", "Verdict", "law_named"]

_OF_CALENDARS = (*LAWS_OF_TIME, *LAWS_OF_EDGES, *LAWS_OF_DAYS, *LAWS_OF_ORACLE, *LAWS_OF_COLUMNS)
CALENDAR_LAWS: Mapping[str, Law] = MappingProxyType({law.name: law for law in _OF_CALENDARS})
"""The laws of calendars, by name."""

POLICY_LAWS: Mapping[str, Law] = MappingProxyType({law.name: law for law in LAWS_OF_TICKETS})
"""The laws of policies and their tickets, by name."""

LAWS: Mapping[str, Law] = MappingProxyType({**CALENDAR_LAWS, **POLICY_LAWS})
"""All laws, by name."""


def law_named(law: Law | str) -> Law:
    """Return the law of a name, and a law as it is. Raises: UnknownName, WrongType.

    >>> law_named("invers")
    Traceback (most recent call last):
    slacal.UnknownName: law='invers' is not the name of a law; did you mean 'inverse'?
    """
    if isinstance(law, Law):
        return law
    if not isinstance(law, str):
        raise WrongType("law", law, "is not the name of a law", "pass a name, such as 'inverse'")
    if law not in LAWS:
        raise UnknownName("law", law, "is not the name of a law", nearest(law, LAWS, f"take one of {', '.join(LAWS)}"))
    return LAWS[law]
