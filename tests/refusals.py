"""Whatever test meets a refusal, its parts must read as one sentence: field=value problem; mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from slacal.errors import SlacalError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def every_refusal_reads_as_one_sentence() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction] - pytest uses it
    with pytest.MonkeyPatch.context() as patch:
        plain = SlacalError.__init__

        def checked(self: SlacalError, *parts: Any, **more: Any) -> None:
            plain(self, *parts, **more)
            assert isinstance(self.field, str), "a field is a name or a path, and empty only for a whole document"
            for part in (self.problem, self.mend):
                assert is_a_clause(part), f"{part!r} does not go on after field=value"

        patch.setattr(SlacalError, "__init__", checked)
        yield


def is_a_clause(text: object) -> bool:
    """Tell whether a text can go on a sentence: it begins with a small letter, or with a name such as JSON."""
    if not isinstance(text, str):
        return False
    first, _, rest = text.partition(" ")
    return first.islower() or (first.isupper() and rest != rest.upper())
