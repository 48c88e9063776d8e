"""Scope: the table of what is included, as documents write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

from slacal.documents.tree import text_at
from slacal.engine import scope as engine
from slacal.engine.scope import Cell, CellKind, Row
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.policies.faults import check_keys, read_each
from slacal.policies.piece import Piece, Text, checked_by, choice_fault
from slacal.policies.written import is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.policies.book import Book

CANCEL = "cancel"
_WORDS = [word for word in get_args(CellKind) if word != "conditional"]
_MEND = f"write {', '.join(_WORDS)}, or {{if: text}}"


def _table(written: object, _: Book) -> tuple[tuple[str, Row], ...]:
    rows = _named(written, "write {row: {column: included}}")
    return tuple(zip(rows, read_each(rows.items(), _row), strict=True))


def _row(written: object) -> Row:
    if not is_mapping(written) or "if" in written:
        return _cell(written)
    cells = _named(written, _MEND)
    return tuple(zip(cells, read_each(cells.items(), _cell), strict=True))


def _cell(written: object) -> Cell:
    if is_mapping(written):
        check_keys(written, ("if",))
        (note,) = read_each([("if", written.get("if"))], _text)
        return Cell("conditional", note)
    if not isinstance(written, str):
        raise WrongType("", thawed(written), "is not a cell", _MEND)
    if written not in _WORDS:
        raise choice_fault(written, [*_WORDS, "{if: text}"])
    return Cell(written)  # type: ignore[arg-type]  # one of the words


def _named(written: object, mend: str) -> Mapping[str, Any]:
    """Return a mapping that has names, none of them blank."""
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping", mend)
    if not written:
        raise BadInput("", {}, "is empty, and states nothing", mend, "empty")
    if blank := [name for name in written if not name.strip()]:
        raise BadInput("", blank[0], "is no name", "write the text of the fact", "empty")
    return written


def _text(written: object) -> str:
    text = text_at(thawed(written), "")
    if not text.strip():
        raise BadInput("", text, "is empty", "write some words", "empty")
    return text


def _converts(written: object, _: Book) -> str:
    """Return the service into which what is excluded is converted; "" for ``cancel``."""
    if written == CANCEL:
        return ""
    if not is_mapping(written) or not written:
        raise BadInput("", thawed(written), "is not a choice", "write cancel, or {convert: service}", "not-a-choice")
    check_keys(written, ("convert",))
    return read_each(written.items(), _text)[0]


class Scope(Piece):
    """What each tier includes of each service: a table whose rows and columns two facts choose."""

    rows: Text
    columns: Text
    table: Annotated[Any, checked_by(_table)]
    excluded: Annotated[Any, checked_by(_converts)] = CANCEL

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:  # noqa: ARG003 - a hook
        if written.get("columns") is not None and written.get("columns") == written.get("rows"):
            problem = "is the fact of the rows too"
            yield BadInput("columns", thawed(written["columns"]), problem, "name another fact", "clash")

    def compiled(self, book: Book) -> engine.Scope:
        """Return the table that the engine looks up."""
        return engine.Scope(self.rows, self.columns, _table(self.table, book), _converts(self.excluded, book))
