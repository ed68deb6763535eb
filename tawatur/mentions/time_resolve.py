"""From a normal form and the day of publication to an interval of days (codebook, section 3, field `when`).

Each form is one function of its values and one possible day of publication; `resolve` runs it for both ends of the
published interval and takes the hull. A form that needs no day of publication is computed without one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tawatur.mentions import time_calendar as cal
from tawatur.mentions.time_grammar import nested, values_of
from tawatur.model import Because, TimeRef, Unknown, When

Bounds = tuple[date | None, date | None]
_SOON = 45
"""A day without a year lies in the past, unless it is less than this many days ahead and the past one far behind."""


_SHIFT = {"before_last": -2, "last": -1, "current": 0, "same": 0, "next": 1}


class _NeedsDayError(Exception):
    """The form is relative and no day of publication is known."""


class _NoSuchDayError(Exception):
    """The calendar has no such day."""


def _known(day: date | None) -> date:
    if day is None:
        raise _NeedsDayError
    return day


def _make(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _NoSuchDayError(f"{day}.{month}.{year} is no day of the calendar") from error


def _one(day: date) -> Bounds:
    return day, day


def _day(v: dict[str, Any], day: date | None) -> Bounds:
    if "m" in v:
        return _date(v, day)
    named = cal.plus_days(_known(day), v["off"])
    if "wd" in v and named.weekday() != v["wd"]:
        return _one(cal.back_to(v["wd"], _known(day)))
    return _one(named)


def _year_of(v: dict[str, Any], day: date | None) -> int | None:
    """The year that the words give: written, or "of last year"; `None` if they give none."""
    if "y" in v:
        return int(v["y"])
    if "yrel" in v:
        return _known(day).year + _SHIFT[str(v["yrel"])]
    return None


def _nearest_year(month: int, number: int, rel: str, day: date) -> date:
    """A day and month without a year: the year that `rel` and the day of publication give."""
    tries = []
    for year in (day.year - 1, day.year, day.year + 1, day.year - 2, day.year - 3, day.year - 4):
        try:
            tries.append(date(year, month, number))
        except ValueError:
            continue
    if not tries:
        raise _NoSuchDayError(f"{number}.{month}. is no day of the calendar")
    past = max((t for t in tries if t <= day), default=min(tries))
    ahead = min((t for t in tries if t > day), default=past)
    if rel == "next":
        return ahead
    if rel == "current":
        return min(tries, key=lambda t: (abs((t - day).days), t))
    if rel == "last":
        before = [t for t in tries if (t.year, t.month) < (day.year, day.month)]
        return max(before, default=past)
    return ahead if (ahead - day).days <= _SOON and (day - past).days > 270 else past


def _date(v: dict[str, Any], day: date | None) -> Bounds:
    number = int(v["d"])
    if "m" not in v:
        rel = str(v.get("mrel", "current"))
        first = cal.plus_months(_known(day).replace(day=1), _SHIFT.get(rel, 0))
        return _one(_make(first.year, first.month, number))
    year = _year_of(v, day)
    if year is not None:
        return _one(_make(year, int(v["m"]), number))
    return _one(_nearest_year(int(v["m"]), number, str(v.get("mrel", "")), _known(day)))


def _weekday(v: dict[str, Any], day: date | None) -> Bounds:
    rel, known = v.get("rel"), _known(day)
    if rel == "next":
        return _one(cal.plus_days(cal.back_to(v["wd"], known), 7))
    before = {"last": -1, "before_last": -8}.get(str(rel), 0)
    return _one(cal.back_to(v["wd"], cal.plus_days(known, before)))


def _weekday_of(v: dict[str, Any], day: date | None) -> Bounds:
    shift = 7 * _SHIFT[str(v["rel"])]
    return _one(cal.plus_days(cal.week(cal.plus_days(_known(day), shift))[0], v["wd"]))


def _pair(v: dict[str, Any], day: date | None) -> Bounds:
    known = _known(day)
    if v.get("rel") == "next":
        known = cal.plus_days(cal.back_to(v["wd"], known), 7)
    first = cal.back_to(v["wd"], known)
    second = cal.plus_days(first, 1)
    return (second if v.get("part") == "late" else first), second


def _days(v: dict[str, Any], day: date | None) -> Bounds:
    last = _date({**v, "d": v["db"]}, day)[0]
    if last is None or int(v["d"]) > int(v["db"]):
        raise _NoSuchDayError("the second day lies before the first")
    return _make(last.year, last.month, int(v["d"])), last


def _month_start(v: dict[str, Any], number: int, day: date | None) -> date:
    year = _year_of(v, day)
    if year is not None:
        return _make(year, number, 1)
    known, rel = _known(day), v.get("rel", v.get("mrel", ""))
    first = _nearest_year(number, 1, str(rel), known)
    return first.replace(year=known.year) if rel in ("", "current") and number == known.month else first


def _month(v: dict[str, Any], day: date | None) -> Bounds:
    start = _month_start(v, int(v["m"]), day)
    days = cal.month(start.year, start.month)
    return cal.part_of(days, v["pos"]) if "pos" in v else days


def _months(v: dict[str, Any], day: date | None) -> Bounds:
    last = _month_start(v, int(v["mb"]), day)
    first = date(last.year - (v["m"] > v["mb"]), int(v["m"]), 1)
    return first, cal.month(last.year, last.month)[1]


def _season(v: dict[str, Any], day: date | None) -> Bounds:
    year, rel = _year_of(v, day), v.get("rel")
    if year is None:
        known = _known(day)
        year = known.year + (rel == "next" and cal.season(v["s"], known.year)[0] <= known)
        while rel != "next" and cal.season(v["s"], year)[1 if rel == "last" else 0] > known:
            year -= 1
    days = cal.season(v["s"], year)
    return cal.part_of(days, v["pos"]) if "pos" in v else days


def _year(v: dict[str, Any], day: date | None) -> Bounds:
    days = cal.year(int(v["y"]))
    return cal.part_of(days, v["pos"]) if "pos" in v else days


def _year_part(v: dict[str, Any], day: date | None) -> Bounds:
    year, parts, n = _year_of(v, day), int(v["of"]), int(v["n"])
    if year is None or not 1 <= n <= parts:
        raise _NoSuchDayError(f"a year has no part {n} of {parts}")
    start = cal.plus_months(date(year, 1, 1), 12 // parts * (n - 1))
    return start, cal.plus_days(cal.plus_months(start, 12 // parts), -1)


def _years(v: dict[str, Any], day: date | None) -> Bounds:
    return cal.year(int(v["y"]))[0], cal.year(int(v["yb"]))[1]


def _period(v: dict[str, Any], day: date | None) -> Bounds:
    known, unit = _known(day), str(v["unit"])
    shift = _SHIFT[str(v.get("rel", "current"))]
    moved = cal.plus(known, shift, unit)
    if unit == "week":
        days = cal.week(moved)
    elif unit == "month":
        days = cal.month(moved.year, moved.month)
    elif unit == "year":
        days = cal.year(moved.year)
    else:
        decade = moved.year // 10 * 10
        days = cal.year(decade)[0], cal.year(decade + 9)[1]
    return cal.part_of(days, v["pos"]) if "pos" in v else days


_HALF = {
    "minute": (1, "minute"), "hour": (1, "hour"), "day": (1, "hour"), "week": (3, "day"), "month": (15, "day"),
    "year": (6, "month"), "decade": (5, "year"),
}  # fmt: skip
"""Half of a unit, in whole smaller ones: "a year and a half" is a year and six months."""


def _back(v: dict[str, Any], day: date, sign: int = -1) -> date:
    """The day that lies a length before (or after) a day; a vague length by the codebook's table."""
    if "n" in v:
        moved = cal.plus(day, sign * int(v["n"]), str(v["unit"]))
        return cal.plus(moved, sign * _HALF[str(v["unit"])][0], _HALF[str(v["unit"])][1]) if "half" in v else moved
    return cal.plus_days(day, sign * cal.VAGUE_DAYS[str(v["unit"])])


def _span(v: dict[str, Any], day: date | None) -> Bounds:
    known = _known(day)
    ahead = v.get("rel") == "next" or ("rel" not in v and "n" not in v)
    return (known, _back(v, known, 1)) if ahead else (_back(v, known), known)


def _anchor(v: dict[str, Any], day: date | None) -> date:
    """The day that a relative form counts from: that of the time beside it, else the day of publication."""
    beside = nested(TimeRef("", tuple(v.items()), "day"), "anchor")
    if beside is not None:
        start = bounds(beside, day)[0]
        if start is not None:
            return start
    return _known(day)


def _ago(v: dict[str, Any], day: date | None) -> Bounds:
    start = _back(v, _anchor(v, day))
    return (start, start) if "n" in v and v["unit"] not in ("hour", "minute") else (start, _anchor(v, day))


def _since_ago(v: dict[str, Any], day: date | None) -> Bounds:
    return _back(v, _known(day)), None


def _ahead(v: dict[str, Any], day: date | None) -> Bounds:
    base = _anchor(v, day)
    end = _back(v, base, 1)
    return (end, end) if "n" in v else (base, end)


def _hijri(v: dict[str, Any], day: date | None) -> Bounds:
    number = v.get("h")
    if "hy" in v:
        days = cal.hijri(int(v["hy"]), number, v.get("d"))
        if days is None:
            raise _NoSuchDayError(f"the Hijri table has no year {v['hy']}")
    else:
        days = _recent_hijri(int(v["h"]), v.get("d"), _known(day), str(v.get("rel", v.get("mrel", ""))))
    return cal.part_of(days, v["pos"]) if "pos" in v else days


def _recent_hijri(number: int, of_month: int | None, day: date, rel: str) -> cal.Days:
    now = cal.hijri_year(day)
    if now is None:
        raise _NoSuchDayError(f"the Hijri table does not reach {day}")
    years = [now + 1, now, now - 1, now - 2]
    found = [days for y in years if (days := cal.hijri(y, number, of_month)) is not None]
    if rel == "next":
        return min((f for f in found if f[0] > day), default=found[0])
    bound = 1 if rel == "last" else 0
    return max((f for f in found if f[bound] <= day), default=found[-1])


_EIDS = {"fitr": (10, 1, 3), "adha": (12, 10, 4)}


def _eid(v: dict[str, Any], day: date | None) -> Bounds:
    known = _known(day)
    names = ["fitr", "adha"] if v["e"] == "any" else [str(v["e"])]
    starts = {name: _recent_hijri(_EIDS[name][0], _EIDS[name][1], known, str(v.get("rel", "")))[0] for name in names}
    name = max(starts, key=lambda k: starts[k])
    n = {"begin": 1}.get(str(v.get("n", "")), v.get("n"))
    if isinstance(n, int):
        return _one(cal.plus_days(starts[name], n - 1))
    return starts[name], cal.plus_days(starts[name], _EIDS[name][2] - 1)


def _named(v: dict[str, Any], day: date | None) -> Bounds:
    return _one(date.fromisoformat(str(v["e"])))


def _part(v: dict[str, Any], day: date | None) -> Bounds:
    return _one(_anchor(v, day))


def _inner(v: dict[str, Any], prefix: str, day: date | None) -> Bounds | None:
    ref = nested(TimeRef("", tuple(v.items()), "day"), prefix)
    return None if ref is None else bounds(ref, day)


def _since(v: dict[str, Any], day: date | None) -> Bounds:
    onset = _inner(v, "of", day)
    if onset is None:
        raise _NoSuchDayError("the text before it names no time that it could mean")
    if day is not None and onset[0] is not None and onset[0] > day and _undecided(v):
        onset = bounds(_earlier(v), day)
    until = _inner(v, "until", day)
    return onset[0], None if until is None else until[1]


def _undecided(v: dict[str, Any]) -> bool:
    """Whether a time after "since" could lie in the past as well: no year and no "next" beside it."""
    rel = v.get("of.mrel", v.get("of.rel"))
    return v["of.form"] in ("date", "month", "weekday") and rel != "next" and "of.y" not in v


def _earlier(v: dict[str, Any]) -> TimeRef:
    """The time after "since", read as past: "since August", written in July, is the August before."""
    of = {k[3:]: value for k, value in v.items() if k.startswith("of.")}
    return TimeRef(str(of.pop("form")), (*of.items(), ("rel", "last"), ("mrel", "last")), "day")


def _lasting(v: dict[str, Any], day: date | None) -> Bounds:
    start = _inner(v, "from", day)
    if start is None or start[0] is None:
        raise _NoSuchDayError("it has no first day")
    return start[0], _back(v, start[0], 1)


def _same(v: dict[str, Any], day: date | None) -> Bounds:
    found = _inner(v, "anchor", day)
    if found is None:
        raise _NoSuchDayError("the text before it names no time that it could mean")
    return found


def _range(v: dict[str, Any], day: date | None) -> Bounds:
    first, last = _inner(v, "from", day), _inner(v, "to", day)
    start, end = (None if first is None else first[0]), (None if last is None else last[1])
    if start is not None and end is not None and start > end:
        back = _inner(v, "from", end)
        start = end if back is None or back[0] is None or back[0] > end else back[0]
    return start, end


_FORMS: dict[str, Callable[[dict[str, Any], date | None], Bounds]] = {
    "day": _day, "date": _date, "weekday": _weekday, "weekday_of": _weekday_of, "pair": _pair, "month": _month,
    "months": _months, "season": _season, "year": _year, "years": _years, "year_part": _year_part,
    "period": _period, "span": _span, "ago": _ago,
    "since_ago": _since_ago, "after_event": _ago, "ahead": _ahead, "hijri": _hijri, "eid": _eid, "named": _named,
    "part": _part, "days": _days, "lasting": _lasting, "same": _same, "since": _since, "range": _range, "until": _range,
}  # fmt: skip


def bounds(ref: TimeRef, day: date | None) -> Bounds:
    """First and last day of a time for one day of publication; raises the module's own errors, see `resolve`."""
    return _FORMS[ref.form](values_of(ref), day)


def _possible(ref: TimeRef, first: date, last: date) -> Bounds:
    """The ends of the published interval that agree with a weekday named beside "today" ("اليوم الأحد")."""
    v = values_of(ref)
    if ref.form != "day" or "wd" not in v or "m" in v or (last - first).days > 400:
        return first, last
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    right = [d for d in days if cal.plus_days(d, int(v["off"])).weekday() == v["wd"]]
    return (right[0], right[-1]) if right else (first, last)


def resolve(ref: TimeRef, published: When | Unknown) -> When | Unknown:
    """The days that a time means, given when the report was published.

    Relative forms are widened by the published interval ("yesterday" of a two-day interval is a two-day interval).
    `Unknown` where the form is relative and the day of publication is not known, or where no calendar has such a day.
    """
    if ref.form not in _FORMS:
        return Unknown(f"no rule resolves the form {ref.form!r}")
    try:
        start, end = bounds(ref, None)
        return When(start, end, ref.precision, (Because(f"times.{ref.form}", "the words name the days themselves"),))
    except _NoSuchDayError as error:
        return Unknown(str(error))
    except _NeedsDayError:
        pass
    if isinstance(published, Unknown) or published.start is None or published.end is None:
        return Unknown("relative to the day of publication, which is not known")
    return _relative(ref, published.start, published.end)


def _relative(ref: TimeRef, first: date, last: date) -> When | Unknown:
    early, late = _possible(ref, first, last)
    assert early is not None and late is not None
    try:
        one, two = bounds(ref, early), bounds(ref, late)
    except _NoSuchDayError as error:
        return Unknown(str(error))
    start = None if one[0] is None or two[0] is None else min(one[0], two[0])
    end = None if one[1] is None or two[1] is None else max(one[1], two[1])
    counted = str(early) if early == late else f"{early}..{late}"
    because = Because(f"times.{ref.form}", f"counted from the day of publication, {counted}")
    return When(start, end, ref.precision, (because,))
