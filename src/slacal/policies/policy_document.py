"""PolicyDocument: what a policy says, read whole and checked whole, and compiled into what the engine works on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, PrivateAttr, ValidationError, ValidationInfo
from pydantic import model_validator as reads

from slacal.calendars.calendar import Calendar  # pydantic reads the annotation
from slacal.calendars.plain_date import date_of
from slacal.display import printed
from slacal.documents import load, loads
from slacal.documents.caps import MAX_DEPTH, MAX_FAULTS
from slacal.engine.terms import Terms  # pydantic reads the annotation
from slacal.errors import BadDocument, BadInput, SlacalError, WrongType
from slacal.errors.doors import mapping_of
from slacal.policies.amount import NO_ZONE
from slacal.policies.book import Book
from slacal.policies.calendar_document import CalendarDocument, check_zone
from slacal.policies.choice import choice_of
from slacal.policies.compiling import compiled_terms, with_later
from slacal.policies.dates import midnight
from slacal.policies.definitions import check_definitions
from slacal.policies.entitlement import Entitlement  # pydantic reads the annotation
from slacal.policies.faults import moved, under
from slacal.policies.names import names_in, naming_faults
from slacal.policies.piece import Piece, Text, as_pydantic, carried_by, checked_by, faults_of, one_of, plain
from slacal.policies.product_presets import ProductPreset
from slacal.policies.queue_order import Order  # pydantic reads the annotation
from slacal.policies.reach import unreached
from slacal.policies.rules import Rules
from slacal.policies.scope import Scope  # pydantic reads the annotation
from slacal.policies.supplying import checked_supply, digest_before_supply, supply_of
from slacal.policies.target import Target  # pydantic reads the annotation
from slacal.policies.usage import Usage  # pydantic reads the annotation
from slacal.policies.versions import check_versions, editions_of, version_faults
from slacal.policies.written import FrozenDict, frozen, in_order, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from pydantic.functional_validators import ModelWrapValidatorHandler

    from slacal.documents import Document, Format

_DOCUMENT = "policy"


def _check_effective_from(written: Any, _: Book) -> None:
    date_of(thawed(written), "")


class PolicyDocument(Piece):
    """The document of a policy: a frozen value, equal to another when both say the same."""

    _names: Book | None = PrivateAttr(default=None)  # None: built past its checks
    _alone: Terms | None = PrivateAttr(default=None)  # this version by itself, where no calendar is owed
    _later: tuple[tuple[int, PolicyDocument], ...] = PrivateAttr(default=())
    _bound: tuple[dict[str, Calendar], Terms] | None = PrivateAttr(default=None)
    _known_origin: str = PrivateAttr(default="")

    name: Text
    source: Text = ""
    version: Text = ""
    effective_from: Annotated[str, checked_by(_check_effective_from)] = ""
    assumptions: tuple[Text, ...] = ()
    zone: Annotated[str, checked_by(check_zone)] = ""
    preset: Annotated[ProductPreset | None, one_of(ProductPreset)] = None
    definitions: Annotated[Any, checked_by(check_definitions)] = FrozenDict[Any]()
    calendars: Annotated[dict[str, CalendarDocument], AfterValidator(FrozenDict)] = FrozenDict[CalendarDocument]()
    calendar: Annotated[Any, checked_by(choice_of)] = None
    entitlements: Annotated[dict[str, Entitlement], AfterValidator(FrozenDict)] = FrozenDict[Entitlement]()
    scope: Scope | None = None
    targets: Annotated[dict[str, Target], AfterValidator(FrozenDict)]
    usage: tuple[Usage, ...] = ()
    queue: tuple[Order, ...] = ()
    rules: Rules = Rules()
    then: Annotated[Any, checked_by(check_versions)] = None

    # -- reading -------------------------------------------------------------------------------------------------

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """Read a policy from a UTF-8 file; the suffix .yaml, .yml, .json or .toml names its format.

        Raises: BadDocument with every fault, its path and, in YAML, its line; UnknownName for another suffix;
        MissingExtra for YAML without ``slacal[yaml]``; OSError.
        """
        return cls._of_document(load(path))

    @classmethod
    def loads(cls, text: str | bytes, *, format: Format = "yaml") -> Self:  # noqa: A002  # the word of the interface
        """Read a policy from text, or from UTF-8 bytes. Raises: as `load`.

        >>> Policy.loads('{"name": "Support", "targets": {}}', format="json")
        Traceback (most recent call last):
        slacal.BadDocument: policy has 1 fault:
          targets={} promises nothing; add a target
        """
        return cls._of_document(loads(text, format=format, name=_DOCUMENT))

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any]) -> Self:
        """Read a policy from plain data: dicts, lists, text, numbers, true and false; dates may be `date` values.

        Raises: BadDocument with every fault and its path, in the order in which they stand in the document.

        >>> Policy.from_dict({"name": "Support", "targets": {"answer": {"goals": [{"within": "2 days"}]}}})
        Traceback (most recent call last):
        slacal.BadDocument: policy has 2 faults:
          targets.answer=['goals'] does not say what it measures; add measures: first_response, next_response, ...
          targets.answer.goals[0].within='2 days' does not say which days; write '2 business days' or '2 calendar days'
        """
        return cls._checked(tree)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Read a policy as pydantic does. Raises: pydantic's ValidationError, whose cause is our BadDocument.

        What only an option of pydantic refuses, such as ``strict``, has no cause.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            faults = carried_by(error)
            raise error from BadDocument(_DOCUMENT, faults) if faults else None

    @classmethod
    def _of_document(cls, document: Document) -> Self:
        try:
            return cls._checked(document.content)
        except BadDocument as bad:
            raise document.refuse(bad.faults) from None

    @classmethod
    def _checked(cls, written: Any) -> Self:
        """Return the policy, checked and compiled. Raises: BadDocument."""
        try:
            tree = frozen(written)
        except SlacalError as bad:
            raise BadDocument(_DOCUMENT, (moved(one, one.field or _DOCUMENT) for one in under((), bad))) from None
        if not is_mapping(tree):
            mend = "write name: and targets:, each on a line of its own"
            raise BadDocument(_DOCUMENT, [WrongType(_DOCUMENT, thawed(tree), "is not a mapping", mend)])
        policy, faults = cls._whole(tree)
        known = {(fault.field, fault.problem) for fault in faults}
        later: list[Self] = []
        for edition in editions_of(tree):
            if len(faults) >= MAX_FAULTS:
                break
            version, found = cls._whole(edition.tree)
            faults += edition.faults(found, known)
            known |= {(fault.field, fault.problem) for fault in found}
            later += [] if version is None else [version]
        if policy is None or faults:
            raise BadDocument(_DOCUMENT, in_order(faults, tree))
        policy._keep(later)  # noqa: SLF001 - its own
        return policy

    @classmethod
    def _whole(cls, tree: Mapping[str, Any]) -> tuple[Self | None, list[SlacalError]]:
        """Return one version, or what is wrong with it."""
        try:
            return cls.__pydantic_validator__.validate_python(tree, context=names_in(tree)), []
        except ValidationError as error:
            return None, faults_of(error, cls)

    def _keep(self, later: list[Self]) -> None:
        zone = self._names.date_zone if self._names else ""
        dates = [midnight(version["from"], zone) for version in self.then or ()]
        self._later = tuple(zip(dates, later, strict=True))

    @reads(mode="wrap")
    @classmethod
    def _read(cls, written: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if isinstance(info.context, Book):
            return cls._gathered(written, handler, info.context)
        if isinstance(written, cls):
            return written
        try:
            cls._checked(written)
        except BadDocument as bad:
            raise as_pydantic(cls.__name__, bad) from None
        return handler(frozen(written))

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:
        yield from naming_faults(written)
        if written.get("targets") == {}:
            yield BadInput("targets", {}, "promises nothing", "add a target", "empty")
        for key, kind in (("usage", "unit"), ("queue", "")):
            for fault in unreached(written.get(key), kind):
                yield from under((key,), fault)
        yield from version_faults(written)
        for key in ("effective_from", "then"):
            if written.get(key) and not book.date_zone:
                yield BadInput(key, thawed(written[key]), *NO_ZONE)

    def _check(self, book: Book) -> None:
        self._names = book
        self._alone = compiled_terms(self, book, {})

    # -- the value -----------------------------------------------------------------------------------------------

    @property
    def terms(self) -> Terms:
        """What the document means, compiled: what the engine works on. Kept after the first call.

        Raises: BadInput for a policy with a supplied calendar, see `terms_with`; BadDocument for a policy that was
        built past its checks, as ``model_construct`` does.
        """
        return self.terms_with(None)

    def terms_with(self, calendars: Mapping[str, Calendar] | None) -> Terms:
        """Return what the document means with the calendars that it leaves to be supplied. The last ones are kept.

        Raises: BadInput for one that is missing, UnknownName for one that the policy does not ask for, WrongType.
        """
        bound, given = self._bound, supply_of(calendars)
        if bound is None or bound[0] != given:
            bound = self._bound = self._terms_bound(given)
        return bound[1]

    def _terms_alone(self, supplied: Mapping[str, Calendar]) -> Terms:
        known = None if supplied else self._alone
        return known or compiled_terms(self, self._names or Book(), supplied)

    def _terms_bound(self, calendars: Mapping[str, Calendar] | None) -> tuple[dict[str, Calendar], Terms]:
        if self._names is None:
            return self._read_whole()._terms_bound(calendars)  # noqa: SLF001 - its own
        supplied = checked_supply(calendars, self._owed())
        return supplied, self._terms_of(supplied, self._origin() if supplied else "")

    def _read_whole(self) -> Self:
        """Return the policy; one that was built past its checks is read anew. Raises: BadDocument."""
        return self if self._names else self.from_dict(self.to_dict())

    def _versions(self) -> tuple[PolicyDocument, ...]:
        return (self, *(version for _, version in self._later))

    def _owed(self) -> frozenset[str]:
        return frozenset(name for one in self._versions() for name, each in one.calendars.items() if each.supplied)

    def _terms_of(self, supplied: Mapping[str, Calendar], supplied_to: str) -> Terms:
        terms, *others = (one._terms_alone(supplied) for one in self._versions())  # noqa: SLF001 - its own versions
        return with_later(terms, zip((since for since, _ in self._later), others, strict=True), supplied_to)

    def _origin(self) -> str:
        """Return the `Terms.origin` of what this policy evaluates, whatever calendars are supplied to it. Kept."""
        if not self._known_origin:
            self._known_origin = self._read_whole()._found_origin()  # noqa: SLF001 - its own
        return self._known_origin

    def _found_origin(self) -> str:
        if not self._owed():
            return self.terms.digest
        calendars = [one.to_dict().get("calendars") for one in self._versions()]
        return digest_before_supply(self._terms_of({}, ""), calendars)

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """Return the JSON Schema of a policy document, for editors; it ships as ``policies/policy.schema.json``.

        >>> Policy.json_schema()["title"]
        'slacal policy'
        """
        from slacal.policies.schema import policy_schema

        return policy_schema()

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain data that `from_dict` reads back to an equal policy; defaults stay unsaid."""
        tree: dict[str, Any] = plain(self)
        return tree

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:  # noqa: ARG002  # a frozen value has no deep copy
        """Return the policy with other fields, checked and compiled anew. Raises: BadDocument."""
        given = {} if update is None else mapping_of("update", update, "pass update={field: value}")
        try:
            changes = {key: plain(value) for key, value in given.items()}
        except RecursionError:
            raise BadInput("update", "...", f"is more than {MAX_DEPTH} levels deep", "nest it less") from None
        return self.from_dict({**self.to_dict(), **changes})

    def _spelled(self) -> str:
        """Return one spelling of the document; JSON keeps 1, 1.0 and true apart, which Python takes for equal."""
        return json.dumps(self.to_dict())

    def __eq__(self, other: object) -> bool:
        return self._spelled() == other._spelled() if isinstance(other, PolicyDocument) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._spelled())

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        return f"{type(self).__name__}.from_dict({self.to_dict()!r})"

    def __str__(self) -> str:
        return f"{self.name}{f' ({self.version})' if self.version else ''}: {', '.join(self.targets)}"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).from_dict, (self.to_dict(),)
