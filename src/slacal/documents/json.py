"""JSON to a plain tree, by the standard library; repeated keys, NaN and Infinity are refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from slacal.documents.caps import check_brackets
from slacal.documents.faults import misspelt
from slacal.documents.plain import Pairs, plain_document
from slacal.documents.written_float import float_of
from slacal.errors import BadDocument

if TYPE_CHECKING:
    from slacal.documents.tree import Document

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_LONGEST_WHOLE = 40  # digits: enough to be seen as too many, few enough to convert at once
_MEND = "JSON wants names and texts in double quotes, and no comma after the last one"


def read(text: str, name: str) -> Document:
    """Return the document written in `text`. Raises: BadDocument."""
    check_brackets(_STRING.sub("", text), name)
    try:
        raw = json.loads(text, object_pairs_hook=Pairs, parse_int=_whole, parse_float=float_of)
    except json.JSONDecodeError as error:
        problem = f"is not JSON: {error.msg}"
        raise BadDocument(name, [misspelt(text, (error.lineno, error.colno), problem, _MEND)]) from None
    return plain_document(raw, name)


def _whole(digits: str) -> int:
    return int(digits[:_LONGEST_WHOLE])
