"""What no document may exceed: checked on the raw text, before a parser spends anything on it."""

from __future__ import annotations

import re

from slacal.documents.faults import misspelt, place, refusal
from slacal.errors import BadDocument, WrongType

MAX_BYTES = 1_048_576  # of UTF-8 text
MAX_DEPTH = 32  # mappings and lists inside each other
MAX_NODES = 50_000  # mappings, lists and scalars, keys not counted
MAX_LINES = 50_000  # of YAML: as many as there may be values
MAX_LINE = 20_000  # characters of a line of YAML, whose parser takes a microsecond for each
MAX_KEY = 256  # characters of one key; paths in messages are made of keys
MAX_WHOLE = 2**63 - 1  # beyond it numbers differ from reader to reader
MAX_FAULTS = 100  # gathered before the reading stops

BYTE_ORDER_MARK = "\ufeff"
# Tabs and line ends apart, control characters have no place in a policy, and in a terminal they can do harm.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BRACKET = re.compile(r"[\[{\]}]")


def fit_text(source: object, name: str) -> str:
    """Return the document's text; its length, its encoding and its characters are checked.

    Raises: BadDocument, WrongType. Cost: linear, a document that is too long costs nothing.
    """
    if not isinstance(source, str | bytes):
        raise WrongType("text", source, "is neither text nor bytes", "give the document's text")
    _check_length(len(source), name)
    text = source if isinstance(source, str) else _decoded(source, name)
    if text.startswith(BYTE_ORDER_MARK):
        raise refusal(name, "U+FEFF", "starts with a byte-order mark", "save it as UTF-8 without BOM", "encoding")
    if unfit := UNFIT.search(text):
        problem = f"holds the character U+{ord(unfit[0]):04X}"
        raise BadDocument(name, [misspelt(text, place(text, unfit.start()), problem, "delete it", "character")])
    _check_length(len(text.encode()), name)
    return text


def _check_length(length: int, name: str) -> None:
    if length > MAX_BYTES:
        problem = f"bytes are more than the {MAX_BYTES:,} that are read"
        raise refusal(name, length, problem, "split the document", "too-long")


def _decoded(source: bytes, name: str) -> str:
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        wrong = source[error.start : error.start + 4]
        line = source.count(b"\n", 0, error.start) + 1
        raise refusal(name, wrong, f"is not UTF-8 on line {line}", "save it as UTF-8", "encoding") from None


def check_brackets(skeleton: str, name: str) -> None:
    """Refuse brackets that nest too deep and too many of them; `skeleton` is the text without strings and comments."""
    if max(map(skeleton.count, ",=[{")) > 2 * MAX_NODES:  # twice, for TOML's tables of lists: [[...]]
        raise too_many_nodes(name)
    if _nests_too_deep(skeleton):
        raise too_deep(name)


def check_lines(text: str, name: str) -> None:
    """Refuse too many lines, too long ones, and a line with too many brackets: a slow parser would read them all."""
    lines = text.splitlines()
    if text.count("[") + text.count("{") > MAX_DEPTH and any(map(_nests_too_deep, lines)):
        raise too_deep(name)
    if len(lines) > MAX_LINES:
        problem = f"lines are more than the {MAX_LINES:,} that are read"
        raise refusal(name, len(lines), problem, "split the document", "too-long")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            problem = f"has {len(line):,} characters, more than the {MAX_LINE:,} that are read"
            raise BadDocument(name, [misspelt(text, (number, 1), problem, "fold it over several lines", "too-long")])


def _nests_too_deep(text: str) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            return True
    return False


def too_deep(name: str) -> BadDocument:
    """Return the error of a document that nests deeper than `MAX_DEPTH`."""
    problem = f"levels deep is more than the {MAX_DEPTH} that are read"
    return refusal(name, MAX_DEPTH + 1, problem, "put fewer mappings and lists inside each other", "too-deep")


def too_many_nodes(name: str) -> BadDocument:
    """Return the error of a document with more than `MAX_NODES` values."""
    problem = f"values are more than the {MAX_NODES:,} that are read"
    return refusal(name, MAX_NODES + 1, problem, "split the document", "too-many-values")
