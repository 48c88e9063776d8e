"""From a checked document to its terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slacal.engine.rules import Rules
from slacal.engine.terms import Target, Terms, Version
from slacal.policies.dates import midnight
from slacal.policies.names import compiled_book
from slacal.policies.rules import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from slacal.calendars.calendar import Calendar
    from slacal.policies.book import Book
    from slacal.policies.policy_document import PolicyDocument


def compiled_terms(policy: PolicyDocument, names: Book, supplied: Mapping[str, Calendar]) -> Terms:
    """Return what one version means, with the calendars that the host gave; others that it owes never open."""
    rules = merged(names.product.rules, policy.rules)
    book = _book(policy, replace(names, rules=rules, supplied=supplied))
    books = {rules.get("coverage"): book}
    targets: list[Target] = []
    for name, target in policy.targets.items():
        coverage = merged(rules, target.rules).get("coverage")
        if coverage not in books:
            books[coverage] = _book(policy, replace(names, rules={**rules, "coverage": coverage}, supplied=supplied))
        targets.append(target.compiled(name, books[coverage]))
    return Terms(
        policy.name,
        tuple(targets),
        zone=book.date_zone or "UTC",
        version=policy.version,
        source=policy.source,
        assumptions=policy.assumptions,
        rules=Rules(**rules),
        effective_from=midnight(policy.effective_from, book.date_zone) if policy.effective_from else None,
        entitlements=tuple(one.compiled(name, book) for name, one in policy.entitlements.items()),
        scope=None if policy.scope is None else policy.scope.compiled(book),
        usage=tuple(one.compiled(book) for one in policy.usage),
        queue=tuple(one.compiled(book) for one in policy.queue),
    )


def _book(policy: PolicyDocument, names: Book) -> Book:
    return compiled_book(names, policy.definitions, policy.calendars, policy.calendar)


def with_later(terms: Terms, later: Iterable[tuple[int, Terms]], supplied_to: str) -> Terms:
    """Return the terms with the versions that follow them, and with the policy to which calendars were supplied."""
    versions = tuple(Version(since, each) for since, each in later)
    return replace(terms, later=versions, supplied_to=supplied_to) if versions or supplied_to else terms
