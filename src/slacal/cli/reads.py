"""What a promise reads and a log never brings: a report on it would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.facts import as_text
from slacal.engine.reads import facts_read, kinds_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.facts import Scalar
    from slacal.engine.terms import Terms
    from slacal.formats.event_log import EventLog

_MOST_NAMED = 8


def silences(terms: Terms, facts: frozenset[str], kinds: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each thing that the terms read and a log with these facts and kinds never brings."""
    for what, missing in (
        ("fact", sorted(facts_read(terms.targets) - facts)),
        ("event", sorted(kinds_read(terms.targets) - kinds)),
    ):
        if missing:
            names = ", ".join(missing)
            several = f"{what}s" if len(missing) > 1 else f"an {what}" if what == "event" else f"a {what}"
            mend = f"; is it in a column of another name? --fact {missing[0]}=COLUMN" if what == "fact" else ""
            yield f"the policy reads {several} that this log never brings: {names}{mend}"


def never_reached(terms: Terms, log: EventLog) -> Iterator[str]:
    """Yield a sentence for each target that waits for a value which its fact never has in the log.

    Told of moments that read one fact alone, which the log brings.
    """
    for target in terms.targets:
        for word, moment in (("starts", target.start), ("stops", target.stop)):
            if moment.kinds() & log.kinds or len(moment.fields()) != 1:
                continue
            (fact,) = moment.fields()
            values = _values(log, fact) if fact in log.facts else ()
            if values and not any(moment.stands({fact: value}) for value in (None, *values)):
                yield f"{target.name} never {word} in this log: {fact} is only {_named(values)}"


def _values(log: EventLog, fact: str) -> tuple[Scalar, ...]:
    told = log.columns
    return (*told.facts[fact].values, *(text for name, text in told.sets.items() if name == fact))


def _named(values: tuple[Scalar, ...]) -> str:
    """Return the first values as a list in a sentence."""
    more = f" and {len(values) - _MOST_NAMED:,} more" if len(values) > _MOST_NAMED else ""
    return ", ".join(as_text(value) for value in values[:_MOST_NAMED]) + more
