"""Every refusal of a calendar, in the words in which it is said; a new one without an example here is found."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from tests.calendars.told import calls_of, examples, places_here, value_of

from slacal import BadDocument
from slacal.errors import SlacalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.policies.told import Example, Place

EXAMPLES = examples("refusals.txt")
ERRORS = {
    "BadDocument", "BadInput", "BeyondData", "BeyondHorizon", "NeverCloses", "NeverOpens", "UnknownName", "WrongType",
}  # fmt: skip
DOORS = {
    "all_of", "check_call", "check_choice", "check_covers", "check_option", "check_type", "date_of", "each_of",
    "mapping_of", "path_of", "year_of",
}  # fmt: skip
SAYS = {"_refuse", "_unexpected", "built", "fault", "kind", "refuse"}  # what makes one here


def words(known: object) -> str:
    """Return how a message lists what the package of holidays knows in the version that is installed."""
    return ", ".join(map(repr, known))  # type: ignore[call-overload]


GERMANY = holidays.country_holidays("DE")
STATES = [*GERMANY.subdivisions, *GERMANY.subdivisions_aliases]
LANGUAGES = words(GERMANY.supported_languages)
#: What lists the names of a package, and is as long as they are.
LISTED = [
    ('PublicHolidays("DE", "BX")',
     f"unknown-name subdivision='BX' is no subdivision of DE; write one of {words(STATES[:20])}, ..."),
    ('PublicHolidays("DE", 5)', f"wrong-type subdivision=5 is not text; write one of {words(STATES)}"),
    ('PublicHolidays("DE", categories="bank")',
     f"unknown-name categories='bank' is no category of DE; write one of {words(GERMANY.supported_categories)}"),
    ('PublicHolidays("DE", language="fr")',
     f"unknown-name language='fr' is not among the languages of DE; write one of {LANGUAGES}"),
    ('PublicHolidays("DE", language=5)', f"wrong-type language=5 is not text; write one of {LANGUAGES}"),
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _a_file_that_is_not_utf_8(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "table.csv").write_bytes("date,type\n2026-05-04,day_off,\xe4".encode("latin-1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


def told(expression: str) -> list[str]:
    """Return the lines that a call is refused with."""
    with pytest.raises(SlacalError) as refused:
        value_of(expression)
    faults = refused.value.faults if isinstance(refused.value, BadDocument) else (refused.value,)
    return [f"{fault.code} {fault}" for fault in faults]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_call_is_refused_in_these_words(example: Example) -> None:
    assert told(example.said) == example.told


@pytest.mark.parametrize(("expression", "line"), LISTED)
def test_a_name_that_the_package_of_holidays_does_not_know_is_answered_with_those_it_knows(
    expression: str, line: str
) -> None:
    assert told(expression) == [line]


def test_no_refusal_is_without_an_example() -> None:
    met: set[Place] = set()
    with pytest.MonkeyPatch.context() as patch:
        made = SlacalError.__init__

        def noted(self: SlacalError, *parts: Any, **more: Any) -> None:
            met.update(places_here())
            made(self, *parts, **more)

        patch.setattr(SlacalError, "__init__", noted)
        for said in (*(one.said for one in EXAMPLES), *(said for said, _ in LISTED)):
            with suppress(SlacalError):
                value_of(said)
    refusals = calls_of(ERRORS | DOORS | SAYS)
    assert len(refusals) > 200
    assert refusals - met == set()
