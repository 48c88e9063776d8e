"""What a parser of the standard library made, as a plain tree: the step that JSON and TOML share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from slacal.documents.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from slacal.documents.path import Steps
    from slacal.documents.tree import Document, Plain, Scalar

Raw: TypeAlias = "Pairs | dict[str, Raw] | list[Raw] | Scalar | date | time"


class Pairs(tuple[tuple[str, "Raw"], ...]):
    """The members of a mapping as written, repeated keys and all."""

    __slots__ = ()


def plain_document(raw: Raw, name: str) -> Document:
    """Return the document whose parsed content is `raw`. Raises: BadDocument."""
    intake = Intake(name)
    return intake.finish(_plain(raw, intake, ()))


def _plain(raw: Raw, intake: Intake, steps: Steps) -> Plain:
    intake.enter()
    if isinstance(raw, Pairs):
        return _mapping(raw, intake, steps)
    if isinstance(raw, dict):
        return _mapping(raw.items(), intake, steps)
    if isinstance(raw, list):
        intake.nest(steps)
        return [_plain(item, intake, (*steps, index)) for index, item in enumerate(raw)]
    return intake.scalar(raw, steps)


def _mapping(members: Iterable[tuple[str, Raw]], intake: Intake, steps: Steps) -> dict[str, Plain]:
    intake.nest(steps)
    content: dict[str, Plain] = {}
    for written, value in members:
        key = intake.key(written, steps, content)
        content[key] = _plain(value, intake, (*steps, key))
    return content
