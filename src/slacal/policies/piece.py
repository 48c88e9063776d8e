"""Piece: what all mappings of a policy document have in common. One reading reports all of its faults.

pydantic checks the shape of a piece, field by field; each field's reader checks what it says, with the document's
names at hand (`Book`). Both kinds of fault leave the piece as one error, each with its path inside the piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self, get_args

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, ValidationInfo
from pydantic import model_serializer as writes
from pydantic import model_validator as reads

from slacal.documents.caps import MAX_FAULTS
from slacal.documents.path import steps_of
from slacal.documents.tree import text_at
from slacal.errors import BadInput, SlacalError, WrongType, nearest
from slacal.policies.book import Book
from slacal.policies.faults import stray_key, together, under
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic.functional_validators import ModelWrapValidatorHandler
    from pydantic_core import ErrorDetails, InitErrorDetails

    from slacal.documents.path import Steps
    from slacal.errors import BadDocument

_WANTED = {"tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping"}


class Refused(ValueError):
    """One of our errors on its way through pydantic, which knows ValueError alone."""

    def __init__(self, fault: SlacalError) -> None:
        """Carry `fault`."""
        super().__init__(f"{fault.problem}; {fault.mend}")
        self.fault = fault


def checked_by(read: Callable[[Any, Book], object]) -> PlainValidator:
    """Return a validator that keeps a field as it was written, and refuses it where `read` does."""

    def check(written: Any, info: ValidationInfo) -> Any:
        book = info.context
        if isinstance(book, Book) and len(book.refused) < MAX_FAULTS:
            try:
                read(written, book)
            except SlacalError as fault:
                book.refused.append(fault)
                raise Refused(fault) from None
        return written

    return PlainValidator(check)


def one_of(words: Any) -> PlainValidator:
    """Return a validator of a field that is one of the words of a Literal type."""
    known = list(get_args(words))

    def read(written: Any, _: Book) -> None:
        if written not in known:
            raise choice_fault(thawed(written), known)

    return checked_by(read)


def choice_fault(written: Any, known: list[str]) -> SlacalError:
    """Return the fault of a word that is none of those to choose from."""
    mend = nearest(written, known, f"write one of {', '.join(known)}")
    return BadInput("", written, "is not a choice", mend, "not-a-choice")


def _text(written: Any, _: Book) -> str:
    text = text_at(thawed(written), "")
    if not text.strip():
        raise BadInput("", written, "is empty", "write some words, or leave the key out")
    return text


Text = Annotated[str, checked_by(_text)]


def _key(name: str) -> str:
    """Return the key of a field: some keys, such as ``from``, are words of Python, and their fields end in ``_``."""
    return name.rstrip("_")


class Piece(BaseModel):
    """A mapping of a policy document: frozen, and without keys that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_key)

    def written(self) -> dict[str, Any]:
        """Return the keys that the document says, with their values; what is left at its default is not there."""
        return {_key(name): getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}

    @writes(mode="plain")
    def _plain(self) -> dict[str, Any]:
        tree: dict[str, Any] = plain(self)
        return tree

    @reads(mode="wrap")
    @classmethod
    def _read(cls, written: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        return cls._gathered(written, handler, info.context) if isinstance(info.context, Book) else handler(written)

    @classmethod
    def _gathered(cls, written: Any, handler: ModelWrapValidatorHandler[Self], book: Book) -> Self:
        """Return the piece. Raises: Refused with all of its faults."""
        faults = list(cls._clashes(written, book)) if is_mapping(written) else []
        try:
            piece = handler(written)
            if not faults:
                cls._check(piece, book)
        except ValidationError as error:
            faults = [*faults_of(error, cls), *faults]
        except SlacalError as fault:
            faults = [fault]
        else:
            if not faults:
                return piece
        raise Refused(together(faults))

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:  # noqa: ARG003  # for subclasses
        """Yield what is wrong between the keys, whatever stands behind them."""
        return iter(())

    def _check(self, book: Book) -> None:
        """Refuse what only the whole piece can tell, once each field is right by itself."""


def plain(value: Any) -> Any:
    """Return pieces of a document, alone or inside mappings and lists, as the plain data that they were read from."""
    inside = value.written() if isinstance(value, Piece) else value
    if is_mapping(inside):
        return {key: plain(one) for key, one in inside.items()}
    return [plain(one) for one in inside] if is_list(inside) else thawed(inside)


def faults_of(error: ValidationError, piece: type[Piece]) -> list[SlacalError]:
    """Return what pydantic and our readers found wrong in a piece, fields relative to it."""
    return [fault for line in error.errors()[:MAX_FAULTS] for fault in _of_line(line, piece)]


def carried_by(error: ValidationError) -> list[SlacalError]:
    """Return the faults of a whole document that `as_pydantic` put into an error; pydantic's own are not ours."""
    carried = [line.get("ctx", {}).get("error") for line in error.errors()]
    return [one.fault for one in carried if isinstance(one, Refused)]


def _of_line(line: ErrorDetails, piece: type[Piece]) -> Iterator[SlacalError]:
    steps: Steps = line["loc"]
    carried = line.get("ctx", {}).get("error")
    if isinstance(carried, Refused):
        return under(steps, carried.fault)
    if line["type"] == "extra_forbidden":
        known = map(_key, piece.model_fields) if len(steps) == 1 else ()  # those of a user's own class
        return under(steps[:-1], stray_key(str(steps[-1]), thawed(line["input"]), known))
    return under(steps, _shape_fault(line))


def _shape_fault(line: ErrorDetails) -> SlacalError:
    kind, written = line["type"], thawed(line["input"])
    if kind == "missing":
        return BadInput("", None, "is missing", f"add {line['loc'][-1]!r}", "missing")
    wanted = _WANTED.get(kind, "what the policy language has here")
    return WrongType("", written, f"is not {wanted}", f"write {wanted}")


def as_pydantic(title: str, bad: BadDocument) -> ValidationError:
    """Return pydantic's error with a line for each of our faults, which stand under ``error`` in its context."""
    lines: list[InitErrorDetails] = [
        {"type": "value_error", "loc": steps_of(one.field), "input": one.value, "ctx": {"error": Refused(one)}}
        for one in bad.faults
    ]
    return ValidationError.from_exception_data(title, lines)
