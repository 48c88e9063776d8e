"""Review: what in a policy will hurt, what it leaves open, and what it assumes, before a ticket meets it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from slacal.calendars.plain_date import date_of
from slacal.documents.path import path_text, steps_of
from slacal.errors import BadInput
from slacal.policies.calendar_document import calendar_uses
from slacal.policies.compiling import compiled_terms
from slacal.policies.draft import Draft, value_at
from slacal.policies.names import compiled_book
from slacal.policies.review_calendars import calendar_findings, unused_calendars
from slacal.policies.review_clock import clock_findings
from slacal.policies.review_limits import limit_findings
from slacal.policies.review_names import misspelt, never_brought, unused_terms
from slacal.policies.review_reach import reach_findings
from slacal.policies.review_silence import assumed, silent_findings
from slacal.policies.versions import Edition, editions_of
from slacal.policies.written import frozen, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slacal.calendars.review import Finding
    from slacal.policies.book import Book
    from slacal.policies.draft import Brings
    from slacal.policies.policy_document import PolicyDocument

_CHECKS = (reach_findings, clock_findings, limit_findings, calendar_findings, silent_findings)
_LEVELS = ("fault", "trap", "silent", "assumed")


def review(
    versions: Sequence[tuple[PolicyDocument, Book]], first: date, last: date, log: Brings | None = None
) -> tuple[Finding, ...]:
    """Return the findings about the versions of one policy, each with the names that it was read with.

    Traps come first, then what is silent, then what is assumed. Raises: WrongType, BadInput for dates out of order.
    """
    if date_of(last, "last") <= date_of(first, "first"):
        raise BadInput("last", str(last), f"is not after the first date, {first}", "name a later date")
    tree = frozen(versions[0][0].to_dict())
    drafts = list(_drafts(versions, tree.get("then", ()), first, last))
    trees = [draft.tree for draft in drafts]
    terms = [draft.terms for draft in drafts]
    found: list[Finding] = []
    known: set[tuple[str, str]] = set()
    editions = editions_of(tree)
    for number, draft in enumerate(drafts):
        here = [one for check in _CHECKS for one in check(draft)]
        here += [*misspelt(draft.tree), *unused_calendars(draft.tree, terms, trees), *unused_terms(draft.tree, trees)]
        here += [*never_brought(draft, log), *assumed(draft.tree)]
        new = [_with_value(one, draft.tree) for one in here if (one.field, one.problem) not in known]
        known |= {(one.field, one.problem) for one in new}
        found += [_moved(one, editions[:number]) for one in new]
    return tuple(sorted(in_order(found, tree), key=lambda one: _LEVELS.index(one.level)))


def _drafts(
    versions: Sequence[tuple[PolicyDocument, Book]], later: Sequence[Mapping[str, Any]], first: date, last: date
) -> Iterator[Draft]:
    since = [date.min, *(date_of(version["from"], "") for version in later), date.max]
    for (policy, names), (begins, ends) in zip(versions, pairwise(since), strict=True):
        terms = compiled_terms(policy, names, {})
        book = compiled_book(names, policy.definitions, policy.calendars, policy.calendar)
        tree = frozen(policy.to_dict())
        yield Draft(tree, terms, book, _supplied(tree), max(first, begins), min(last, ends))


def _supplied(tree: Mapping[str, Any]) -> frozenset[str]:
    """Return the calendars that the host gives, and those that are made of them."""
    calendars = tree.get("calendars", {})
    found = {name for name, written in calendars.items() if written.get("supplied")}
    more = found
    while more:
        more = {name for name, written in calendars.items() if found & set(calendar_uses(written))} - found
        found |= more
    return frozenset(found)


def _with_value(found: Finding, tree: Mapping[str, Any]) -> Finding:
    return found._replace(value=value_at(tree, steps_of(found.field)))


def _moved(found: Finding, editions: Sequence[Edition]) -> Finding:
    """Return the finding at the place of the last version that says what it is about."""
    for edition in reversed(editions):
        if edition.says(found.field):
            return found._replace(field=f"{path_text(('then', edition.place))}.{found.field}")
    return found
