"""A griffe extension for the reference pages: the doctests of a docstring become code blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from griffe import Extension

if TYPE_CHECKING:
    from griffe import Object


class DoctestBlocks(Extension):
    """Fence every doctest, so that Markdown does not read it as a quotation."""

    def on_object(self, *, obj: Object, **kwargs: Any) -> None:  # noqa: ARG002 - griffe's signature
        """Rewrite the docstring of each object once it is collected."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(text: str) -> str:
    """Return the text with each run of doctest lines, outputs included, inside a fence."""
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        starts = line.lstrip().startswith(">>> ")
        if starts and not inside:
            lines += ["```pycon", line]
            inside = True
        elif inside and not line.strip():
            lines += ["```", line]
            inside = False
        else:
            lines.append(line)
    return "\n".join([*lines, "```"] if inside else lines)
