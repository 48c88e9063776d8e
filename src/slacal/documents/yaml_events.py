"""YAML text as a plain row of events: the one file that knows ruamel.yaml, which is optional."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.documents.faults import misspelt, refusal
from slacal.errors import BadDocument, MissingExtra, SlacalError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {
    "MappingStartEvent": "mapping",
    "SequenceStartEvent": "list",
    "ScalarEvent": "scalar",
    "AliasEvent": "alias",
    "MappingEndEvent": "end",
    "SequenceEndEvent": "end",
}
_MENDS = (
    (r"mapping values are not allowed", "put quotes around a text that holds ': ', and check the indentation"),
    (r"character '\\t'", "indent with spaces, not tabs"),
    (r"cannot start any token", "put the text in quotes"),
    (r"end of stream|<stream end>", "close the quote or the bracket"),
    (r"expected ':'|<block end>", "check the indentation, and write 'key: value' with a space after the colon"),
)
_OTHERWISE = "check the indentation, the quotes and the brackets there"


class Event(NamedTuple):
    """One step of the parser: a value starts, or a mapping or list ends."""

    kind: str  # mapping, list, scalar, alias or end
    text: str  # of a scalar
    bare: bool  # a scalar without quotes: it may be a number, a boolean or nothing
    braced: bool  # a mapping or list in braces or brackets
    anchor: str  # of an anchor or an alias
    tag: str
    line: int  # from 1
    begin: int  # index of its first character in the text
    end: int  # index after its last one


def events(text: str, name: str) -> Iterator[Event]:
    """Yield the events of all documents in `text`, one after the other.

    Nothing is built: no alias is followed, no tag acts. Raises: MissingExtra, BadDocument.
    """
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
    except ImportError:
        problem = "needs ruamel.yaml, which is not installed"
        raise MissingExtra("format", "yaml", problem, 'pip install "slacal[yaml]"') from None
    parser: Any = YAML(typ="safe", pure=True)
    try:
        for step in parser.parse(text):
            if kind := _KINDS.get(type(step).__name__):
                yield _event(kind, step)
    except MarkedYAMLError as error:
        raise BadDocument(name, [_syntax_fault(text, error)]) from None
    except (YAMLError, ValueError, OverflowError):  # an escape beyond the last character
        raise refusal(name, "\\U", "holds an escape that is no character", "write the character", "syntax") from None


def _event(kind: str, step: Any) -> Event:
    start = step.start_mark
    return Event(
        kind,
        text=getattr(step, "value", ""),
        bare=kind == "scalar" and step.style is None,
        braced=bool(getattr(step, "flow_style", False)),
        anchor=getattr(step, "anchor", None) or "",
        tag=str(getattr(step, "tag", None) or ""),
        line=start.line + 1,
        begin=start.index,
        end=step.end_mark.index,
    )


def _syntax_fault(text: str, error: Any) -> SlacalError:
    problem: str = error.problem or error.context or "it cannot be read"
    mend = next((mend for sign, mend in _MENDS if re.search(sign, problem)), _OTHERWISE)
    mark = error.problem_mark or error.context_mark
    where: tuple[int, int] = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return misspelt(text, where, f"is not YAML: {problem}", mend)
