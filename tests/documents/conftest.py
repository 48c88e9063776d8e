"""What the tests of documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slacal.documents import loads
from slacal.errors import BadDocument, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from slacal.documents import Format


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, None, None]:
    """Skip a test that needs YAML where ruamel.yaml is not installed."""
    try:
        return (yield)
    except MissingExtra:
        pytest.importorskip("ruamel.yaml")
        raise


@pytest.fixture
def refused() -> Callable[..., list[tuple[str, str]]]:
    """Read a document that must be refused, and return the code and the field of each fault."""

    def faults_of(text: str | bytes, format: Format = "yaml") -> list[tuple[str, str]]:  # noqa: A002  as in loads
        with pytest.raises(BadDocument) as caught:
            loads(text, format=format)
        return [(fault.code, fault.field) for fault in caught.value.faults]

    return faults_of
