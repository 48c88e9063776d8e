"""What a promise reads and a log never brings: a report on it would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.reads import facts_read, kinds_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.terms import Terms


def silences(terms: Terms, facts: frozenset[str], kinds: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each thing that the terms read and a log with these facts and kinds never brings."""
    for what, missing in (
        ("fact", sorted(facts_read(terms.targets) - facts)),
        ("event", sorted(kinds_read(terms.targets) - kinds)),
    ):
        if missing:
            names = ", ".join(missing)
            several = f"{what}s" if len(missing) > 1 else f"an {what}" if what == "event" else f"a {what}"
            yield f"the policy reads {several} that this log never brings: {names}"
