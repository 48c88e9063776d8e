"""YAML 1.2 to a plain tree with lines: one document; no tags, anchors, aliases, merge keys or directives."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from slacal.documents.caps import check_lines
from slacal.documents.faults import misspelt, place, refusal
from slacal.documents.intake import Intake
from slacal.documents.torn_text import TornText
from slacal.documents.tree import Lines
from slacal.documents.yaml_events import events
from slacal.documents.yaml_scalar import is_nothing, meaning
from slacal.errors import BadDocument

if TYPE_CHECKING:
    from slacal.documents.path import Steps
    from slacal.documents.tree import Document, Plain
    from slacal.documents.yaml_events import Event

_BEFORE_CONTENT = re.compile(r"\s*+(?:#[^\r\n\u2028\u2029]*+\s*+)*+")
_LEAF: MappingProxyType[str | int, Lines] = MappingProxyType({})


def read(text: str, name: str) -> Document:
    """Return the document written in `text`. Raises: BadDocument, MissingExtra."""
    _refuse_directives(text, name)
    check_lines(text, name)
    return _Reader(text, name).document()


def _refuse_directives(text: str, name: str) -> None:
    # A directive such as %YAML 1.1 would turn 19:00 into 1140; one that the parser ignores would mislead a reader.
    before = _BEFORE_CONTENT.match(text)
    at = before.end() if before else 0
    if text.startswith("%", at):
        fault = misspelt(text, place(text, at), "is a directive", "delete the line: YAML 1.2 is read", "directive")
        raise BadDocument(name, [fault])


class _Reader:
    """One reading of one text: takes the events in order and returns a value and its lines for each node."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._events = events(text, name)
        self._intake = Intake(name)

    def document(self) -> Document:
        """Return the only document of the text, with the lines of its values."""
        first = next(self._events, None)
        if first is None:
            raise refusal(self._name, "", "is empty", "write at least one 'key: value'", "empty")
        content, lines = self._node(first, (), first.line)
        if second := next(self._events, None):
            problem, mend = "starts a second document", "keep one document in a file, and delete this '---'"
            self._intake.fault((), "---", problem, mend, "second-document", second.line)
        return self._intake.finish(content, lines)

    def _node(self, event: Event, steps: Steps, line: int) -> tuple[Plain, Lines]:
        self._intake.enter()
        self._refuse_marks(event, steps)
        if event.kind == "mapping":
            return self._mapping(event, steps, line)
        if event.kind == "list":
            return self._list(steps, line)
        value = meaning(event.text) if event.bare else event.text
        return self._intake.scalar(value, steps, event.line), Lines(line, _LEAF)

    def _list(self, steps: Steps, line: int) -> tuple[list[Plain], Lines]:
        self._intake.nest(steps)
        items: list[Plain] = []
        inside: dict[str | int, Lines] = {}
        while (event := next(self._events)).kind != "end":
            index = len(items)
            item, inside[index] = self._node(event, (*steps, index), event.line)
            items.append(item)
        return items, Lines(line, inside)

    def _mapping(self, start: Event, steps: Steps, line: int) -> tuple[dict[str, Plain], Lines]:
        self._intake.nest(steps)
        content: dict[str, Plain] = {}
        inside: dict[str | int, Lines] = {}
        torn = TornText(self._text, steps, self._intake)
        while (key_event := next(self._events)).kind != "end":
            key = self._key(key_event, steps)
            value_event = next(self._events)
            if start.braced and torn.has_stray(key_event, value_event):
                self._intake.enter()
                continue
            first_line = inside[key].line if key in inside else 0
            key = self._intake.key(key, steps, content, (key_event.line, first_line))
            content[key], lines = self._node(value_event, (*steps, key), key_event.line)
            inside.setdefault(key, lines)
        torn.close()
        return content, Lines(line, inside)

    def _key(self, event: Event, steps: Steps) -> str:
        """Return a key as written: ``2026-12-31:`` and ``1:`` are text, too."""
        self._refuse_marks(event, steps)
        if event.kind != "scalar":
            mend = "write a text before the colon; a text in braces or brackets goes in quotes"
            self._intake.fault(steps, event.kind, "is no key: keys are text", mend, "key", event.line)
            raise self._intake.refusal()
        if event.bare and event.text == "<<":
            mend = "write the values out where they belong"
            self._intake.fault((*steps, "<<"), "<<", "is a merge key", mend, "merge-key", event.line)
        elif event.bare and is_nothing(event.text):
            problem, mend = "is a key that means nothing", "give it a name, or put it in quotes"
            self._intake.fault(steps, event.text, problem, mend, "key", event.line)
        return event.text

    def _refuse_marks(self, event: Event, steps: Steps) -> None:
        fault = self._intake.fault
        if event.kind == "alias":
            fault(steps, f"*{event.anchor}", "is an alias", "write the value out here", "alias", event.line)
        elif event.anchor:
            fault(steps, f"&{event.anchor}", "is an anchor", "delete it", "anchor", event.line)
        if event.tag:
            fault(steps, event.tag, "is a tag", "delete it; text goes in quotes", "tag", event.line)
