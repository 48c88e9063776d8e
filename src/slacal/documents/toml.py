"""TOML to a plain tree, by the standard library; its dates and times become text as ISO 8601 writes them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from slacal.documents.caps import MAX_DEPTH, check_brackets, too_deep
from slacal.documents.faults import misspelt, refusal
from slacal.documents.plain import plain_document
from slacal.documents.written_float import float_of
from slacal.errors import BadDocument, SlacalError

if TYPE_CHECKING:
    from slacal.documents.tree import Document

_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
# tomllib takes time with the square of the dots in one key.
_LONG_KEY = re.compile(rf"(?:\.[^.\n=,\[\]{{}}]*+){{{MAX_DEPTH}}}")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
_MEND = "TOML wants texts in quotes, each key once, and 'key = value' on a line of its own"


def read(text: str, name: str) -> Document:
    """Return the document written in `text`. Raises: BadDocument."""
    skeleton = _STRING_OR_COMMENT.sub("_", text)
    if _LONG_KEY.search(skeleton):
        raise too_deep(name)
    check_brackets(skeleton, name)
    try:
        raw = tomllib.loads(text, parse_float=float_of)
    except tomllib.TOMLDecodeError as error:
        raise BadDocument(name, [_syntax_fault(text, str(error))]) from None
    except ValueError:  # whole numbers of thousands of digits
        raise refusal(name, "...", "holds a number that is too long", "write fewer digits", "number") from None
    return plain_document(raw, name)


def _syntax_fault(text: str, message: str) -> SlacalError:
    match = _PLACE.search(message)
    lines = text.split("\n")
    where = (int(match[1]), int(match[2])) if match and match[1] else (len(lines), len(lines[-1]) + 1)
    return misspelt(text, where, f"is not TOML: {_PLACE.sub('', message)}", _MEND)
