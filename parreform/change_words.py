"""What an import changes, in words: scores against scores, ranks against ranks."""

from collections.abc import Iterable, Iterator

from parreform.catalog import Catalog
from parreform.fields import Said, added, said
from parreform.plans import Change, Plan
from parreform.queries import field_words, missing_words
from parreform.settings import t
from parreform.staffing_history import StaffChange
from parreform.text import local_number


def change_lines(plan: Plan, catalog: Catalog) -> list[str]:
    """A line for each value that is replaced, the largest differences of scores first."""
    lines = [_line(change, catalog) for change in sorted(plan.changed, key=_size)]
    return lines + [_staff_line(change, catalog) for change in plan.staffing.changed]


def _size(change: Change) -> float:
    if change.old.score is None or change.new.score is None:
        return float("-inf")
    return -abs(change.new.score - change.old.score)


def _line(change: Change, catalog: Catalog) -> str:
    old, new = change.old, change.new
    unit, name = catalog.units[new.unit].name(new.year), catalog.all_indicators[new.indicator].name
    return f"{unit}, {name} {new.year}: {'; '.join(_differences(change))} ({', '.join(old.sources)})"


def _differences(change: Change) -> Iterator[str]:
    """Each field of which the file says something else, or more: what was held → what it says."""
    old, new = said(change.old), said(change.new)
    for field in Said._fields:
        before, after = getattr(old, field), getattr(new, field)
        if after is not None and after != before:
            yield f"{_head(field)}{_shown(old, field)} → {_shown(new, field)}"
    if change.rank_lost:
        yield f"{_head('rank')}{_shown(old, 'rank')} → –"


def _head(field: str) -> str:
    return "" if field == "score" else f"{field_words(field)} "


def _shown(held: Said, field: str) -> str:
    """A field on a screen; a score that is a sum bears its sign."""
    value = getattr(held, field)
    if value is None:
        return "–"
    if field != "score":
        return value if isinstance(value, str) else local_number(value)
    score, missing, computed = value
    return missing_words(missing) if score is None else local_number(score) + (" Σ" if computed else "")


def _staff_line(change: StaffChange, catalog: Catalog) -> str:
    old, new = change.old.figure, change.new
    unit = catalog.unit(new.unit).name(int(new.period[:4]) if new.period else None)
    of = f"{unit}, {new.category}, {new.measure} {new.period}"
    return f"{of}: {local_number(old.value)} → {local_number(new.value)} ({change.old.source})"


def kept(plan: Plan) -> Iterable[str]:
    """What is added to values held, and what stays as it is although the file says otherwise, or nothing."""
    if plan.filling:
        fields = {field: None for change in plan.filling for field in added(said(change.old), said(change.new))}
        words, count = ", ".join(map(field_words, fields)), local_number(len(plan.filling))
        yield t(
            f"{count} giá trị đang có nay có thêm: {words}",
            f"{count} values held now have more: {words}",
        )
    if plan.kept_beside:
        count = local_number(plan.kept_beside)
        yield t(
            f"{count} giá trị khác với nguồn tin cậy hơn, giữ làm đối chứng (xem: parreform rivals)",
            f"{count} values differ from a more trusted source and are kept as rivals (see: parreform rivals)",
        )
    if plan.gone:
        count = local_number(len(plan.gone))
        yield t(
            f"{count} giá trị đang có không thấy trong tệp này; vẫn giữ",
            f"{count} values held are not in this file; they stay",
        )
