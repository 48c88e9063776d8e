"""Words: the labels of pictures, their dates and amounts, in English and in Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from slacal.engine.words import hours_text
from slacal.engine.words_en import ENGLISH
from slacal.errors.doors import check_choice
from slacal.show.words_ru import RUSSIAN, noun_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, timedelta

    from slacal.engine.words import Language
    from slacal.show.text import LanguageName

Labels: TypeAlias = "Mapping[str, tuple[str, str]]"  # a code, and its template in English and in Russian


class Tongue(NamedTuple):
    """What pictures need of a language: the sentences of its explanations, labels, dates and counts."""

    name: LanguageName
    language: Language
    months: tuple[str, ...]
    dated: tuple[str, ...]
    short: tuple[str, ...]
    form: Callable[[int], int]

    def said(self, code: str, *values: str | int | timedelta) -> str:
        """Return the text of a code with its values put in; `Language` says how templates are written."""
        return self.language.said(code, *values)

    def counted(self, code: str, count: int) -> str:
        """Return a count and its noun; the label holds the forms after 1, after 2 and after 5, parted by bars.

        >>> from slacal.show.words import tongue
        >>> days = {"days": ("day|days|days", "день|дня|дней")}
        >>> tongue("en", days).counted("days", 1_261), tongue("ru", days).counted("days", 22)
        ('1,261 days', '22 дня')
        """
        return f"{count:,} {self.said(code).split('|')[self.form(count)]}"

    def hours(self, amount: timedelta) -> str:
        """Return an amount in hours, never in days; minutes appear only where there are any.

        >>> from slacal.show.words import tongue
        >>> tongue("en").hours(timedelta(days=3)), tongue("ru").hours(timedelta(minutes=450))
        ('72 h', '7 ч 30 мин')
        """
        text = hours_text(amount, self.language.units)
        return text.removesuffix(f" 00 {self.language.units[1]}")

    def weekday(self, on: date) -> str:
        """Return the short name of a date's weekday."""
        return self.language.weekdays[on.weekday()]

    def day(self, on: date) -> str:
        """Return a date within its year: ``20 Nov``."""
        return f"{on.day} {self.short[on.month - 1]}"

    def dates(self, first: date, last: date) -> str:
        """Return a range of dates, both included, each part said once.

        >>> from slacal.show.words import tongue
        >>> tongue("en").dates(date(2026, 11, 30), date(2026, 12, 6))
        '30 November – 6 December 2026'
        """
        end = f"{last.day} {self.dated[last.month - 1]} {last.year:04}"
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{end}"
        start = f"{first.day} {self.dated[first.month - 1]}"
        return f"{start} – {end}" if first.year == last.year else f"{start} {first.year:04} – {end}"


def _english_form(count: int) -> int:
    return 0 if count == 1 else 1


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_TONGUES = {
    "en": Tongue(
        "en", ENGLISH, _ENGLISH_MONTHS, _ENGLISH_MONTHS, tuple(month[:3] for month in _ENGLISH_MONTHS),
        _english_form,
    ),
    "ru": Tongue(
        "ru", RUSSIAN,
        ("январь", "февраль", "март", "апрель", "май", "июнь",
         "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
        ("января", "февраля", "марта", "апреля", "мая", "июня",
         "июля", "августа", "сентября", "октября", "ноября", "декабря"),
        ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
        noun_form,
    ),
}  # fmt: skip


def tongue(language: LanguageName, labels: Labels | None = None) -> Tongue:
    """Return a language that also knows `labels`. Raises: BadInput for a language that is not spoken here."""
    check_choice("language", language, _TONGUES)
    found = _TONGUES[language]
    place = 0 if language == "en" else 1
    more = {code: both[place] for code, both in (labels or {}).items()}
    return found._replace(language=found.language._replace(texts={**found.language.texts, **more}))
