"""Russian: the templates of every sentence of an explanation."""

from __future__ import annotations

import re

from slacal.engine.words import Language

_FRAME = {
    "headline": "{0}: {1:goal}, календарь «{2}» (время: {3}), {4:stage}, {5:outcome}, {6}",
    "due": "срок {0}",
    "no_due": "срока нет",
    "no_goal": "нет цели",
    "no_calendar": "нет календаря",
    "not_started": "{0}: отсчёт не начат",
    "ahead.open": "впереди, до срока: осталось отсчитать {0}",
    "ahead.real": "впереди, до срока: осталось отсчитать {0} рабочего времени",
    "sums": "израсходовано {0}, на паузе {1} рабочего времени",
    "remaining.open": "осталось {0}",
    "remaining.real": "осталось {0} календарного времени",
    "late.open": "опоздание {0}",
    "late.real": "опоздание {0} календарного времени",
    "because": "причина: {0:why}",
    "because_ended": "отсчёт прекращён, причина: {0:why}",
    "because_paused": "пауза, причина паузы: {0}",
    "if.named": ", {0}",
    "if.to": ": {0}",
    "if.of": " ({0})",
    "how.counted": "идёт",
    "how.closed": "закрыто",
    "how.paused": "пауза",
    "how.before": "до",
    "how.after": "после",
    "layer.special_day": "особый день",
    "layer.decree": "указ",
    "layer.production_calendar": "производственный календарь",
    "layer.transferred_workday": "перенесённый рабочий день",
    "layer.public_holiday": "праздник",
}
_STATES = {
    "stage.pending": "ожидает",
    "stage.running": "отсчёт идёт",
    "stage.paused": "на паузе",
    "stage.completed": "завершено",
    "stage.cancelled": "отменено",
    "stage.not_covered": "нет права на поддержку",
    "outcome.open": "пока открыто",
    "outcome.met": "выполнено в срок",
    "outcome.breached": "срок нарушен",
    "outcome.missed": "ориентир не выдержан",
    "outcome.none": "без оценки",
    "why.not_started": "отсчёт ещё не начат",
    "why.completed": "завершено",
    "why.cancelled": "отменено событием",
    "why.closed until reopened": "заявка была закрыта до повторного открытия",
    "why.done": "заявка закрыта",
    "why.no_goal": "не подходит ни одна цель",
    "why.out_of_scope": "услуга не входит в объём поддержки",
    "why.not_covered": "нет права на поддержку",
    "why.converted": "преобразовано",
    "why.goal_changed": "цель сменилась, отсчёт начат заново",
    "why.withdrawn": "в новой редакции этой цели больше нет",
    "why.not_in_force": "регламент ещё не вступил в силу",
    "why.no_date": "дата неизвестна",
    "why.no_commitment": "только измеряется, обязательства нет",
    "why.not regulated": "не регламентируется",
    "why.not stated": "не указано",
    "why.sla: none": "SLA нет",
}
_OF_TIME = {
    "P1.met_at_due": "завершено ровно в срок, {at}: выполнено",
    "P1.at": "в момент срока, {at}, ещё открыто: это уже нарушение (breach: at)",
    "P1.after": "в момент срока, {at}, ещё открыто: нарушение наступит только после него",
    "P1.closed": "опоздание, хотя рабочего времени после срока, {at}, не прошло: сравниваются моменты, а не часы",
    "P2.waits": "начато, когда по календарю «{0}» было закрыто ({1:day}); отсчёт идёт с открытия, {2}",
    "P2.waiting": "начато, когда по календарю «{0}» закрыто ({1:day}); отсчёт пойдёт с открытия",
    "P3.free": "паузы заняли {0}, и всё это нерабочее время: на срок они не влияют",
    "P3.open_time": "паузы заняли {0}; паузой считаются только {1} рабочего времени",
    "P3.exact": "срок в днях сдвинут ровно на рабочее время паузы, до {0} (after_pause: exact)",
    "P3.close": "срок в днях сдвинут паузой к концу того рабочего дня, {0} (after_pause: close)",
    "P3.start": "началось с паузы; дни всё равно считаются от начала (anchor: start)",
    "P3.first_counting": "началось с паузы; дни считаются с первого рабочего момента после неё"
    " (anchor: first_counting)",
    "P3.cap": "пауза «{0}» исчерпала предел ({1:goal}) в {at}; дальше отсчёт пошёл",
    "P3.cap_held": "пауза «{0}» исчерпала предел ({1:goal}) в {at}; дальше шла пауза «{2}»",
    "P4.paused": "пауза действовала уже в начале: {0}",
    "P4.stopped": "условие остановки выполнялось уже в начале: завершено сразу, ничего не израсходовано",
    "P5.open": "на паузе, осталось {0}, поэтому срока нет; если возобновить сейчас, срок будет {1}",
    "P5.projected": "на паузе; срок назван так, как если бы отсчёт возобновили сейчас: {0} (paused_due: projected)",
    "P5.reached": "срок, {at}, наступил до паузы и не меняется",
    "P6.pause_ends": "остановлено прямо из паузы «{0}»: пауза закончилась в {at}",
    "P7.never": "другие часы этой заявки сейчас стоят; эти не останавливаются никогда (pause: never)",
    "P8.stay": "срок назначен датой: паузы его не двигают (fixed_dates: stay)",
    "P8.extend": "срок назначен датой, {0}; паузы сдвинули его на {1} (fixed_dates: extend)",
    "P8.next_open": "дата, {0}, приходится на нерабочее время: срок перенесён на открытие, {1} (at_closed: next_open)",
    "P8.closed": "дата приходится на нерабочее время и остаётся прежней (at_closed: stay)",
    "P10.relaxed": "срок был нарушен {at}; действующая цель оценивается отдельно, но факт нарушения сохранён",
    "P22.fired": "предупреждение «{0:goal}» сработало {at}",
    "P22.open": "предупреждение «{0:goal}» ждёт срока, пока длится пауза",
}
_RUNS_ON = "{at} отсчёт продолжен; больше не действует: {0:why}; время между ними считается паузой"
_OF_CHANGE = {
    "P9.carry": "{at} цель сменилась: было {0:goal}, стало {1:goal}; израсходованное время сохранено"
    " (on_change: carry)",
    "P9.recompute": "{at} цель сменилась: было {0:goal}, стало {1:goal}; пересчитано, как если бы она действовала"
    " с начала (on_change: recompute)",
    "P9.restart": "{at} цель сменилась: было {0:goal}, стало {1:goal}; этот отсчёт закончен (on_change: restart)",
    "P9.restarted": "отсчёт начат {at}, когда сменилась цель (on_change: restart)",
    "P9.freeze": "{at} вместо {0:goal} полагалось бы {1:goal}, но цель не меняется (on_change: freeze)",
    "P9.tightest": "{at} цель сменилась: было {0:goal}, стало {1:goal}; из двух действует та, чей срок раньше"
    " (on_change: tightest)",
    "P9.prorate": "{at} цель сменилась: было {0:goal}, стало {1:goal}; осталась та же доля (on_change: prorate)",
    "P9.lost": "с {at} не подходит ни одна цель, раньше было {0:goal}: отсчёт стоит, пока не появится цель",
    "P9.runs_on": _RUNS_ON,
    "P11.resume": "{at} заявка открыта повторно: продолжается тот же отсчёт, время между ними считается паузой",
    "P11.cancelled": "отменено событием {at}",
    "P11.done": "{at} заявка закрыта, поэтому отсчёт отменён",
    "P11.runs_on": _RUNS_ON,
    "P11.once": "измеряется один раз: то, что произошло после завершения, ничего не меняет",
    "P11.new_cycle": "цикл {0}: у каждого свой отсчёт",
    "P12.first": "отсчёт начат с первого события без ответа ({0}); следующие его не сдвигают",
    "P13.event": "отсчёт начат с события, а не со срока предыдущего цикла (next_from: event)",
    "P13.previous_due": "отсчёт начат со срока предыдущего цикла (next_from: previous_due)",
    "P14.named": "отсчёт начинает {0}: через {1} после первого события заявки",
    "P14.pending": "отсчёт начнёт {0}; этого события ещё не было",
    "P15.from_start": "первая цель, {0:goal}, появилась {at}; она считается от начала",
    "P16.carry": "{at} сменился календарь: был «{0}», стал «{1}»; уже отсчитанное сохранено (calendar_change: carry)",
    "P16.recompute": "{at} сменился календарь: был «{0}», стал «{1}»; всё время пересчитано по новому"
    " (calendar_change: recompute)",
    "P16.snapshot": "{at} календарём стал «{1}», но отсчёт остаётся на календаре «{0}» (calendar_change: snapshot)",
    "P17.start": "действует та редакция регламента, что была в начале{0:if.named} (pin: start)",
    "P17.latest": "с {at} действует более поздняя редакция регламента{0:if.named} (pin: latest)",
    "P19.stop_first": "{at}: сначала учтена остановка, затем это начало",
    "P19.roles": "все события в {at} учтены вместе: сначала остановка, затем это начало (tie_order: roles)",
    "P20.orphan": "пауза «{0}» была закончена, не начавшись: это отмечено и ничего не меняет",
    "P20.united": "сразу несколько причин паузы, а пауза одна: {0}",
    "P21.set": "срок назначен вручную {at}{0:if.to}; паузы его не двигают",
    "P21.lifted": "назначенный вручную срок снят {at}",
    "P21.dropped": "назначенный вручную срок отменён сменой цели {at} (due_override: until_change)",
}
_OF_TERMS = {
    "P18.first": "{0:goal}: первая цель, условие которой выполнено, {1}",
    "P18.default": "{0:goal}: цель для случаев, не подошедших ни под одно условие выше",
    "P18.strictest": "{0:goal}: из подходящих целей та, чей срок раньше всех",
    "P18.all": "{0:goal}: одна из подходящих целей; у каждой свой отсчёт",
    "P18.no_goal": "ни одно условие не выполнено: обязательства нет",
    "P23.ola": "внутреннее обязательство между командами (OLA); обязательство перед клиентом считается отдельно",
    "P23.uc": "обязательство поставщика (UC); обязательство перед клиентом считается отдельно",
    "P23.each": "каждое пребывание измеряется отдельно",
    "P23.sum": "все пребывания складываются",
    "P24.start": "право на поддержку было, когда пошёл отсчёт, поэтому оно сохраняется (cover: start)",
    "P24.throughout": "право на поддержку проверяется в каждый момент (cover: throughout)",
    "P24.not_covered": "с {at} права на поддержку нет",
    "P24.runs_on": _RUNS_ON,
    "P25.out_of_scope": "с {at} услуга не входит в объём поддержки",
    "P25.converted": "с {at} услуга не входит в объём поддержки; преобразовано в «{0}»",
    "P25.runs_on": _RUNS_ON,
    "P25.conditional": "услуга входит в объём поддержки с условием: {0}",
    "P26.converted": "к своему пределу, {at}, ещё открыто: преобразовано в «{0}»",
    "P26.opened": "отсчёт начат {at}, когда в него преобразовали другое обязательство",
    "P27.counts": "израсходованное время учитывается в потреблении: с округлением вверх до {0} ч,"
    " не меньше {1} ч за {2:per}",
    "P28.order": "порядок очереди: {0}",
    "P29.assumes": "допущение: {0}",
    "P30.objective": "это ориентир, а не твёрдое обязательство: в общих итогах он не учитывается",
    "P30.none": "обязательства нет: время только измеряется",
    "P31.credits": "начатых единиц просрочки: {0}; компенсация {1}%{2:if.of}",
    "P31.capped": "начатых единиц просрочки: {0}; компенсация {1}%{2:if.of}, это предел",
    "per.request": "обращение",
    "per.session": "сеанс",
    "per.day": "день",
}
TEXTS = {**_FRAME, **_STATES, **_OF_TIME, **_OF_CHANGE, **_OF_TERMS}
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

_DAYS = {
    "Monday": "понедельник", "Tuesday": "вторник", "Wednesday": "среда", "Thursday": "четверг", "Friday": "пятница",
    "Saturday": "суббота", "Sunday": "воскресенье", "outside hours": "вне рабочих часов",
    "hours of that date": "часы этой даты", "shortened day": "сокращённый день", "special day": "особый день",
    "day off": "выходной", "day off of the production calendar": "выходной по производственному календарю",
    "non-working day by decree": "нерабочий день по указу",
}  # fmt: skip
_WORKING = {
    "Monday": "рабочий понедельник", "Tuesday": "рабочий вторник", "Wednesday": "рабочая среда",
    "Thursday": "рабочий четверг", "Friday": "рабочая пятница", "Saturday": "рабочая суббота",
    "Sunday": "рабочее воскресенье",
}  # fmt: skip
_TAILS = (
    (re.compile(r",? moved from (\d{4}-\d\d-\d\d)"), r", перенос с \1"),
    (re.compile(r" in place of (\d{4}-\d\d-\d\d)"), r" вместо \1"),
    (re.compile(r", shortened$"), ", сокращённый день"),
    (re.compile(r", not worked by this calendar$"), ", по этому календарю нерабочий день"),
)


def _day(text: str) -> str:
    """Return the reason of a calendar; names of holidays stay as their calendar gives them.

    >>> _day("day off moved from 2026-01-04"), _day("working Saturday in place of 2026-11-02")
    ('выходной, перенос с 2026-01-04', 'рабочая суббота вместо 2026-11-02')
    """
    head = re.split(r",? moved from | in place of |, shortened$|, not worked by", text, maxsplit=1)[0]
    tail = text[len(head) :]
    for pattern, russian in _TAILS:
        tail = pattern.sub(russian, tail)
    working = _WORKING.get(head.removeprefix("working ")) if head.startswith("working ") else None
    return (working or _DAYS.get(head, head)) + tail


_UNITS = {
    "minute": ("минута", "минуты", "минут"),
    "hour": ("час", "часа", "часов"),
    "day": ("день", "дня", "дней"),
    "week": ("неделя", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"),
    "year": ("год", "года", "лет"),
}
_KINDS = {"business": ("рабоч", "ий", "ая", "их"), "calendar": ("календарн", "ый", "ая", "ых")}
_AMOUNT = re.compile(r"(\d+)(\.\d+)? (?:(business|calendar) )?(minute|hour|day|week|month|year)s?\b")
_PHRASES = (
    ("end of business day", "конец рабочего дня"), ("not regulated", "не регламентируется"),
    ("not stated", "не указано"), ("sla: none", "SLA нет"), (", at ", " × "), (" before due", " до срока"),
    (" after due", " после срока"), (" after start", " после начала"),
)  # fmt: skip


def _goal(text: str) -> str:
    """Return a goal in the words of the policy, its amounts in Russian.

    >>> _goal("8 business hours"), _goal("2 business days"), _goal("1.5 calendar hours"), _goal("21 calendar minutes")
    ('8 рабочих часов', '2 рабочих дня', '1,5 календарных часа', '21 календарная минута')
    """
    for english, russian in _PHRASES:
        text = text.replace(english, russian)
    return _AMOUNT.sub(_amount, text)


def _amount(found: re.Match[str]) -> str:
    whole, rest, kind, unit = found.groups()
    form = 1 if rest else noun_form(int(whole))
    number = whole + (rest or "").replace(".", ",")
    if kind is None:
        return f"{number} {_UNITS[unit][form]}"
    stem, masculine, feminine, plural = _KINDS[kind]
    ending = plural if form else feminine if unit == "minute" else masculine
    if form == 1 and unit == "minute":
        ending = plural.replace("х", "е")  # две рабочие минуты
    return f"{number} {stem}{ending} {_UNITS[unit][form]}"


def noun_form(number: int) -> int:
    """Return which form a noun takes after a number: 0 as after 1, 1 as after 2, 2 as after 5."""
    if number % 10 == 1 and number % 100 != 11:  # noqa: PLR2004 - одиннадцать часов
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


RUSSIAN = Language(TEXTS, WEEKDAYS, "%d.%m.%Y", ("ч", "мин", "с"), _goal, _day)
