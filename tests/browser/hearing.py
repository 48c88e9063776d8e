"""What a tab of the browser reports, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def kept(texts: list[str], part: str) -> Callable[[object], None]:
    """Return what keeps a part of each report that the browser makes."""
    return lambda report: texts.append(getattr(report, part))
