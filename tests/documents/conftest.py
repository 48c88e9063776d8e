"""What the tests of documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.documents import loads
from slacal.errors import BadDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.documents import Format


@pytest.fixture
def refused() -> Callable[..., list[tuple[str, str]]]:
    """Read a document that must be refused, and return the code and the field of each fault."""

    def faults_of(text: str | bytes, format: Format = "yaml") -> list[tuple[str, str]]:  # noqa: A002  as in loads
        with pytest.raises(BadDocument) as caught:
            loads(text, format=format)
        return [(fault.code, fault.field) for fault in caught.value.faults]

    return faults_of
