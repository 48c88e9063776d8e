"""Reach: what no ticket ever comes to, because a rule without a condition stands ahead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.errors import BadInput
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.errors import SlacalError


def unreached(written: object, kind: str = "") -> Iterator[SlacalError]:
    """Yield a fault for each rule of a list that has no ``when`` and is not the last of those alike in `kind`.

    >>> [fault.field for fault in unreached([{"by": ["due"]}, {"by": ["registered"]}])]
    ['[0]']
    """
    rules = [(place, rule) for place, rule in enumerate(written if is_list(written) else ()) if is_mapping(rule)]
    alike = [(place, rule, str(rule.get(kind))) for place, rule in rules]
    last = {word: place for place, _, word in alike}
    for place, rule, word in alike:
        if "when" not in rule and place < last[word]:
            problem = "has no when, so those after it are never reached"
            yield BadInput(f"[{place}]", thawed(rule), problem, "put it last", "unreachable")
