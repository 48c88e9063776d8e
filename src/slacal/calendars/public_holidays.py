"""PublicHolidays: a frozen choice from the `holidays` package (rule C7), resolved once a year into plain dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from slacal.calendars.holiday_package import HolidayYear, Recipe, checked, known_years, recipe_of, resolved
from slacal.calendars.transferred import transferred_of, transferred_text
from slacal.display import printed
from slacal.errors.doors import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from slacal.calendars.transferred import Transferred, TransferredLike

__all__ = ["HolidayYear", "PublicHolidays"]


class HolidayOptions(TypedDict, total=False):
    """What may be said about public holidays beside the country."""

    categories: Iterable[str] | str
    observed: bool
    language: str | None
    transferred: TransferredLike


@dataclass(frozen=True, slots=True, init=False, repr=False)
class PublicHolidays:
    """The public holidays of a country, of a part of it, or of a market, as the `holidays` package knows them.

    ``categories`` are the package's (``"public"``, ``"bank"``, ...); ``observed=False`` leaves out days in lieu of a
    holiday on a weekend; ``language`` names the holidays, by default in the country's own and never by the
    environment; ``transferred`` is the reading of working days that were moved to a weekend (rule C5), of which
    ``"ignore"`` undoes the transfers whole. Equal when they say the same: codes and aliases become canonical.

    Raises: UnknownName, with the nearest name known, when built. Cost: half a second once, for the package.

    >>> PublicHolidays("DE", "Bayern") == PublicHolidays.parse("DE-BY")
    True
    >>> PublicHolidays("RU", language="en_US").year(2026).off[date(2026, 11, 4)]
    'Unity Day'
    """

    country: str
    subdivision: str | None
    categories: tuple[str, ...]
    observed: bool
    language: str | None
    transferred: Transferred

    def __init__(
        self,
        country: str,
        subdivision: str | None = None,
        *,
        categories: Iterable[str] | str = ("public",),
        observed: bool = True,
        language: str | None = None,
        transferred: TransferredLike = "replaced",
    ) -> None:
        recipe = checked(country, subdivision, categories, language, observed=observed)
        for field, value in recipe._asdict().items():
            object.__setattr__(self, field, value)
        object.__setattr__(self, "transferred", transferred_of(transferred))

    @classmethod
    def parse(cls, code: str, **options: Unpack[HolidayOptions]) -> PublicHolidays:
        """Read ``RU`` or ``DE-BY``: a country and, after a dash, its subdivision.

        >>> PublicHolidays.parse("de-by")
        PublicHolidays('DE', 'BY')
        """
        country, _, subdivision = code.partition("-") if isinstance(code, str) else (code, "", "")
        return cls(country, subdivision or None, **options)

    @classmethod
    def of(cls, holidays: object, *, transferred: TransferredLike = "replaced") -> PublicHolidays:
        """Keep the recipe of an object of the `holidays` package: its country, subdivision, categories and so on.

        Raises: BadInput for a sum of countries, for a class of one's own, and for an object with dates of its own.

        >>> import holidays
        >>> PublicHolidays.of(holidays.country_holidays("DE", subdiv="BY", language="de"))
        PublicHolidays('DE', 'BY')
        """
        country, subdivision, categories, observed, language = recipe_of(holidays)
        return cls(
            country, subdivision, categories=categories, observed=observed, language=language, transferred=transferred
        )

    @property
    def code(self) -> str:
        """The country and its subdivision, as `parse` reads them."""
        return self.country if self.subdivision is None else f"{self.country}-{self.subdivision}"

    def year(self, year: int) -> HolidayYear:
        """Return the days off of a year, and what it exchanged; empty outside `known_years`, without a warning.

        With ``transferred="ignore"`` no day was ever exchanged, so days off given in exchange are no days off.

        >>> year = PublicHolidays("RU").year(2025)
        >>> year.workdays[date(2025, 11, 1)], year.exchanged[date(2025, 11, 3)]
        (datetime.date(2025, 11, 3), datetime.date(2025, 11, 1))
        """
        return resolved(self._recipe(), year_of(year), transfers=self.transferred != "ignore")

    def known_years(self) -> tuple[int, int]:
        """Return the first and the last year for which the package's data can be trusted.

        Where days are moved by decree, that is the last year of which the package knows the decree.
        """
        return known_years(self._recipe(), transfers=self.transferred != "ignore")

    def known_dates(self) -> tuple[date, date]:
        """Return the first and the last date of `known_years`, both included."""
        first, last = self.known_years()
        return date(first, 1, 1), date(last, 12, 31)

    def _recipe(self) -> Recipe:
        return Recipe(self.country, self.subdivision, self.categories, self.observed, self.language)

    _repr_pretty_ = printed

    def __repr__(self) -> str:
        said = [repr(self.country)] + [repr(self.subdivision)] * (self.subdivision is not None)
        said += [f"categories={self.categories!r}"] * (self.categories != ("public",))
        said += ["observed=False"] * (not self.observed)
        said += [f"language={self.language!r}"] * (self.language is not None)
        said += [f"transferred={transferred_text(self.transferred)!r}"] * (self.transferred != "replaced")
        return f"PublicHolidays({', '.join(said)})"


PublicHolidays.__module__ = "slacal"
