"""Entitlement: who is covered from when until when, as documents write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

from slacal.engine import entitlements as engine
from slacal.engine.entitlements import Ends, Length, Renewal, Since, StartField
from slacal.engine.limits import BusinessDays, Given, OpenTime
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.policies.amount import NO_ZONE, amount_or_given, check_zoned, fact_named
from slacal.policies.condition import condition_of
from slacal.policies.faults import check_keys, read_each
from slacal.policies.moment import moment_of
from slacal.policies.piece import Piece, checked_by, choice_fault
from slacal.policies.written import is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

OPEN = "open"
_MEND = "write an amount such as '3 months', '1 year' or '30 calendar days'"


def _start(written: object, book: Book) -> Moment | StartField:
    """Read a moment, or ``{fact: field}``: the date that a fact holds."""
    if not is_mapping(written) or "fact" not in written:
        return moment_of(written, book)
    check_keys(written, ("fact",))
    (field,) = read_each(written.items(), fact_named)
    if not book.date_zone:
        raise BadInput("", thawed(written), *NO_ZONE)
    return StartField(field)


def _length(written: object, book: Book) -> Length | Given:
    amount = amount_or_given(written, book.date_zone)
    check_zoned(amount, book)
    for one in (amount.otherwise if isinstance(amount, Given) else amount, amount):
        if isinstance(one, OpenTime | BusinessDays):
            raise BadInput("", one.text, "is counted on a calendar, and cover is not", _MEND)
    return amount  # type: ignore[return-value]  # neither of the two that are refused


def _lasts(written: object, book: Book) -> Length | Given | None:
    return None if written == OPEN else _length(written, book)


def _fixed(written: object, book: Book) -> Length:
    length = _length(written, book)
    if isinstance(length, Given):
        raise BadInput("", thawed(written), "is taken from a fact, and must stand here itself", _MEND, "not-fixed")
    return length


def _since(written: object, _: Book) -> Since:
    known = list(get_args(Since))
    if written not in known:
        raise choice_fault(thawed(written), known)
    return written  # type: ignore[return-value]  # one of the words


_RENEWAL: Mapping[str, Callable[[object, Book], Any]] = {
    "on": moment_of,
    "from": _since,
    "lasts": _length,
    "at_least": _fixed,
}
_NEEDED = {"on": "add on: the event that renews", "from": "add from: old_end or event"}


def _renewal(written: object, book: Book) -> dict[str, Any]:
    """Read the parts of ``{on, from, lasts, at_least}``."""
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping", "write {on: event, from: old_end, lasts: 1 year}")
    check_keys(written, _RENEWAL)
    keys = [key for key in _RENEWAL if key in written or key in _NEEDED]

    def read(key: str) -> tuple[str, Any]:
        if key not in written:
            raise BadInput("", None, "is missing", _NEEDED[key], "missing")
        return key, _RENEWAL[key](written[key], book)

    return dict(read_each([(key, key) for key in keys], read))


def _ends(written: object, book: Book) -> None:
    known = list(get_args(Ends))
    if written not in known:
        raise choice_fault(thawed(written), known)
    if written == "end_of_day" and not book.date_zone:
        raise BadInput("", thawed(written), *NO_ZONE)


class Entitlement(Piece):
    """Who is covered, from when, and for how long; a renewal without a length of its own lasts as long."""

    when: Annotated[Any, checked_by(condition_of)] = None
    start: Annotated[Any, checked_by(_start)]
    lasts: Annotated[Any, checked_by(_lasts)]
    ends: Annotated[Ends, checked_by(_ends)] = "instant"
    renew: Annotated[Any, checked_by(_renewal)] = None

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:  # noqa: ARG003 - a hook
        for key in ("ends", "renew"):
            if key in written and written.get("lasts") == OPEN:
                problem = "says nothing here: it is about a term that ends"
                yield BadInput(key, thawed(written[key]), problem, "leave it out", "clash")
        renew = written.get("renew")
        if is_mapping(renew) and "at_least" in renew and not is_mapping(renew.get("lasts", written.get("lasts"))):
            problem = "says nothing here: it is about a length that a fact gives"
            yield BadInput("renew.at_least", thawed(renew["at_least"]), problem, "leave it out", "clash")

    def compiled(self, name: str, book: Book) -> engine.Entitlement:
        """Return the entitlement that the engine follows."""
        lasts = _lasts(self.lasts, book)
        renew = None
        if self.renew is not None and lasts is not None:
            said = _renewal(self.renew, book)
            renew = Renewal(said["on"], said["from"], said.get("lasts", lasts), said.get("at_least"))
        return engine.Entitlement(
            name,
            when=None if self.when is None else condition_of(self.when, book),
            start=_start(self.start, book),
            lasts=lasts,
            ends=self.ends,
            renew=renew,
            zone=book.date_zone or "UTC",
        )
