"""The trap of YAML's braces: a comma ends an unquoted text, and what follows it becomes a key without a value."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slacal.documents.intake import Intake
    from slacal.documents.path import Steps
    from slacal.documents.yaml_events import Event

_COLON = re.compile(r"\s*+:")
_LONGEST_MEND = 200


class TornText:
    """Watches the members of one mapping, and reports each text that its own commas have torn.

    ``{week: Mo-Fr 09:00-12:00,13:00-18:00}`` has the members ``week: Mo-Fr 09:00-12:00`` and ``13:00-18:00:``.
    """

    def __init__(self, text: str, steps: Steps, intake: Intake) -> None:
        """Watch the mapping at `steps`."""
        self._text = text
        self._steps = steps
        self._intake = intake
        self._member: tuple[Event, Event] | None = None
        self._end = 0

    def has_stray(self, key: Event, value: Event) -> bool:
        """Return whether the member is a key without a colon, so a fault and no member at all."""
        if value.text or not value.bare or value.begin < value.end or _COLON.match(self._text, key.end):
            self.close()
            self._member = (key, value) if value.bare and value.text else None
            return False
        if self._member:
            self._end = key.end
        else:
            mend = "write 'key: value' with a space after the colon, or a list in [ ]"
            self._intake.fault((*self._steps, key.text), key.text, "has no value", mend, "stray-key", key.line)
        return True

    def close(self) -> None:
        """Report the last text, if it is torn."""
        if not (self._member and self._end):
            return
        key, value = self._member
        whole = " ".join(self._text[value.begin : self._end].split())
        mend = f"put the text in quotes: {key.text}: {json.dumps(whole[:_LONGEST_MEND], ensure_ascii=False)}"
        problem = "is cut at its comma"
        self._intake.fault((*self._steps, key.text), whole, problem, mend, "torn-text", key.line)
        self._member, self._end = None, 0
