"""What pictures of calendars say, in English and in Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slacal.show.words import Labels

_OF_DAYS: Labels = {
    "open_time": ("{0} open", "открыто {0}"),
    "head.day": ("day", "день"),
    "head.clock": ("hours of the day", "часы суток"),
    "head.open": ("open", "открыто"),
    "head.hours": ("hours", "часы"),
    "closed": ("closed", "закрыто"),
    "unknown": ("not known", "неизвестно"),
    "long_day": ("clocks change: a day of {0}", "перевод часов: в сутках {0}"),
    "strip.caption": ("Open hours of each day", "Открытые часы по дням"),
}
_OF_YEARS: Labels = {
    "month.sums": ("{0} days, {1}", "{0} дн., {1}"),
    "days": ("business day|business days|business days", "рабочий день|рабочих дня|рабочих дней"),
    "head.month": ("month", "месяц"),
    "head.days": ("business days", "рабочих дней"),
    "legend": ("Open hours of a day", "Открытые часы в сутки"),
    "legend.unusual": ("named below", "названо ниже"),
    "legend.exact": ("{0}", "{0}"),
    "legend.upto": ("to {0}", "до {0}"),
    "unusual": ("Exceptions to the plain week", "Исключения из обычной недели"),
    "head.dates": ("dates", "даты"),
    "head.why": ("why", "почему"),
    "usual_layer": ("Decided, where nothing else is said, by: {0}", "Источник, если не сказано иное: {0}"),
    "and_more": ("and {0} more", "и ещё {0}"),
}
_OF_CALENDARS: Labels = {
    "calendar": ("Calendar", "Календарь"),
    "always": ("Never closes: 24 hours, every day", "Не закрывается: 24 часа, каждый день"),
    "never": ("Never opens", "Никогда не открывается"),
    "pattern": ("The plain week", "Обычная неделя"),
    "rota": ("Week {0} of {1}, in turn since {2}", "Неделя {0} из {1}, по очереди с {2}"),
    "sources": ("Holidays", "Праздники"),
    "holidays.public": ("public holidays of {0}", "праздники: {0}"),
    "holidays.production": ("production calendar of {0}", "производственный календарь: {0}"),
    "holidays.table": ("a production calendar of its own", "свой производственный календарь"),
    "holidays.dates": ("{0}", "{0}"),
    "dates": ("date of its own|dates of its own|dates of its own", "своя дата|свои даты|своих дат"),
    "known": ("known {0}", "известны {0}"),
    "week.dated": ("Hours of parts of the year", "Часы частей года"),
    "week.ph": ("On public holidays", "По праздникам"),
    "special": ("Special days", "Особые дни"),
    "yearly": ("every {0}", "ежегодно {0}"),
    "like": ("as on {0}", "как {0}"),
    "close_earlier": ("closes {0} earlier", "закрытие на {0} раньше"),
    "open_later": ("opens {0} later", "открытие на {0} позже"),
    "off": ("closed", "закрыто"),
    "any": ("Open where any of {0} calendars is", "Открыт, когда открыт любой из {0} календарей"),
    "all": ("Open where all of {0} calendars are", "Открыт, когда открыты все {0} календаря"),
    "except": ("Open where the first is and the others are not", "Открыт, когда открыт первый и закрыты остальные"),
    "any.one": ("The same hours with the dates of {0}", "Те же часы с датами зоны {0}"),
    "part": ("Part {0}", "Часть {0}"),
    "part.base": ("Base", "Основа"),
    "part.minus": ("Taken out", "Исключено"),
    "versions": ("Versions, one after the other", "Редакции, одна за другой"),
    "until": ("Until {0}", "До {0}"),
    "then": ("From {0}", "С {0}"),
    "given": ("Open in {0} alone", "Открыт только: {0}"),
    "stretches": (
        "given stretch|given stretches|given stretches",
        "заданный отрезок|заданных отрезка|заданных отрезков",
    ),
    "frozen": ("Frozen: {0}", "Заморожен: {0}"),
    "spans": ("Open stretches", "Открытые отрезки"),
    "head.when": ("when", "когда"),
    "head.what": ("what", "что"),
    "from": ("from", "с"),
    "to": ("to", "по"),
    "now": ("At {0}", "На {0}"),
    "now.open": ("Open until {0}", "Открыто до {0}"),
    "now.closed": ("Closed until {0}", "Закрыто до {0}"),
    "now.open_on": ("Open, no end known", "Открыто, конца не видно"),
    "now.closed_on": ("Closed, no opening known", "Закрыто, открытия не видно"),
    "opens": ("opens", "открытие"),
    "closes": ("closes", "закрытие"),
    "changes": ("Next changes", "Ближайшие перемены"),
    "ahead": ("Next exceptions", "Ближайшие исключения"),
    "overnight": ("a closed date removes the shifts that start on it", "закрытая дата убирает смены, начатые в неё"),
}
LABELS: Labels = {**_OF_DAYS, **_OF_YEARS, **_OF_CALENDARS}
