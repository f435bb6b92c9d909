"""What is said of targets: outcomes, reasons, conditions and gaps in words, and the rows of every format."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from parreform.analysis.conditions import CONDITIONS
from parreform.analysis.cut_targets import CutVerdict
from parreform.analysis.targets import HIGHEST, Gap, Outcome, Reason, Wanted
from parreform.catalog import Catalog
from parreform.export import Cell, Listing
from parreform.queries import missing_words
from parreform.rules import Rule
from parreform.settings import t
from parreform.staffing.terms import Terms, name_of
from parreform.targeting import Answer, Answers
from parreform.text import fold, local_number

COLUMNS = tuple(
    "target unit_id unit subject baseline_year year condition wanted required reading outcome all_conditions value value_kind n_ranked"
    " missing_points missing_places missing_posts missing_pct threshold_unit threshold_score carried_posts figure_kind"
    " reason note basis source sheet cell".split()
)
RULE_COLUMNS = tuple(
    "rule_id rule categories baseline_years due_year pct carries scopes basis source unsourced".split()
)

OUTCOMES: Mapping[Outcome, tuple[str, str, str]] = {
    Outcome.MET: ("✓", "đạt", "met"),
    Outcome.NOT_MET: ("✗", "không đạt", "not met"),
    Outcome.CANNOT_TELL: ("?", "chưa thể kết luận", "cannot tell"),
}

REASONS: Mapping[str, tuple[str, str]] = {
    "no-data": ("chưa có số liệu nào của chỉ số này", "there are no data of this index yet"),
    "no-unit": ("{unit} không còn (hoặc chưa có) năm {year}{into}", "{unit} did not exist in {year}{into}"),
    "no-value": ("chưa có số liệu năm {year}{held}", "there are no data for {year}{held}"),
    "no-score": ("năm {year} không có điểm{missing}", "there is no score for {year}{missing}"),
    "no-score-before": ("năm {year} không có điểm", "there is no score for {year}"),
    "no-rank": ("năm {year} không có hạng{missing}", "there is no rank for {year}{missing}"),
    "no-rank-before": ("năm {year} không có hạng", "there is no rank for {year}"),
    "no-value-before": ("chưa có số liệu năm {year}", "there are no data for {year}"),
    "break": ("không so sánh được với năm trước: {why}", "not comparable with the year before: {why}"),
    "rank-kinds": (
        "một năm có hạng công bố, một năm chỉ có hạng tính từ điểm",
        "one year has a published rank, the other a computed one only",
    ),
    "n-unknown": ("không rõ năm {year} xếp hạng bao nhiêu đơn vị", "how many units were ranked in {year} is not known"),
    "n-changed": (
        "số đơn vị xếp hạng đổi từ {before} thành {now}, số bậc không so sánh được",
        "the number of ranked units went from {before} to {now}: places cannot be compared",
    ),
    "no-room": (
        "năm trước hạng {before}, nay hạng 1: không còn chỗ để lên {wanted} bậc",
        "rank {before} the year before, first now: there was no room to rise by {wanted}",
    ),
    "no-groups": ("chưa biết các nhóm của năm {year}", "the groups of {year} are not known"),
    "group-unknown": (
        "năm {year} không có nhóm “{wanted}”; các nhóm: {known}",
        "there is no group “{wanted}” in {year}; groups: {known}",
    ),
    "no-group": ("không rõ thuộc nhóm nào năm {year}", "the group in {year} is not known"),
    "group-order": ("không rõ nhóm “{group}” đứng thứ mấy", "where group “{group}” stands is not known"),
    "no-group-before": ("không rõ thuộc nhóm nào năm {year}", "the group in {year} is not known"),
    "groups-changed": (
        "cách chia nhóm năm {year} khác năm trước",
        "the groups of {year} are not those of the year before",
    ),
    "from-to": ("từ {before} thành {now}", "from {before} to {now}"),
    "rank-from-to": ("từ hạng {before} thành {now}", "from rank {before} to {now}"),
    "group-from-to": ("từ nhóm {before} thành {now}", "from group {before} to {now}"),
    "over-maximum": ("thang điểm cao nhất chỉ đến {maximum}", "the scale ends at {maximum}"),
    "all-within": (
        "chỉ có {n} đơn vị được xếp hạng: đơn vị nào cũng đạt",
        "only {n} units are ranked: every one is within it",
    ),
    "no-line": ("chưa có số liệu biên chế phù hợp", "there are no staffing figures for it"),
    "no-share": ("không đủ số để biết tỷ lệ giảm", "the figures do not give the share that was cut"),
    "plan": ("đây là kế hoạch, chưa phải kết quả", "this is a plan, not a result"),
    "plan-enough": ("kế hoạch này đủ, nhưng chưa phải kết quả", "this plan is enough, but it is not a result"),
    "plan-short": ("kế hoạch này không đủ, và chưa phải kết quả", "this plan is not enough, and it is not a result"),
    "not-posts": ("đây không phải số biên chế ({kind})", "these are not posts ({kind})"),
    "members-missing": ("số cộng còn thiếu {units}", "the sum lacks {units}"),
    "scope": (
        "phạm vi số liệu ({scope}) không phải phạm vi của chỉ tiêu ({scopes})",
        "the scope of the figures ({scope}) is not that of the target ({scopes})",
    ),
    "moves-not-stated": (
        "nguồn không nói có điều chuyển hay không",
        "the source does not say whether posts were moved",
    ),
    "not-due": ("hạn là hết năm {due}", "it is due by the end of {due}"),
    "carried": (
        "gồm {posts} biên chế còn thiếu từ giai đoạn trước, thêm vào {pct}%",
        "with {posts} posts missing from the period before, on top of {pct}%",
    ),
    "carry-unknown": (
        "chưa biết giai đoạn trước còn thiếu bao nhiêu; số yêu cầu này chỉ đúng nếu không thiếu",
        "what was missing in the period before is not known; this requirement holds only if nothing was",
    ),
    "carry-no-baseline": (
        "phần thiếu của giai đoạn trước không quy ra tỷ lệ được vì chưa biết số gốc",
        "what was missing before cannot be made a share: the baseline is not known",
    ),
    "bounds": (
        "số liệu làm tròn hoặc chỉ nêu một mức: chỉ tiêu nằm giữa mức thấp nhất và cao nhất có thể",
        "figures are rounded or give a bound alone: the target lies between the lowest and the highest possible share",
    ),
    "under-one-post": (
        "thiếu chưa đến một biên chế ({short}): tùy cách làm tròn",
        "less than one post short ({short}): it depends on rounding",
    ),
    "printed-differs": (
        "nguồn in {printed}%, khác với số tính từ biên chế",
        "the source prints {printed}%, other than what follows from the posts",
    ),
}
"""A reason in both languages; `{...}` are its facts."""


def outcome_words(outcome: Outcome) -> str:
    """An outcome in the current language."""
    _, vi, en = OUTCOMES[outcome]
    return t(vi, en)


def reason_words(reason: Reason, catalog: Catalog, decimals: int | None = None) -> str:
    """A reason in the current language; `decimals` are those of scores and shares, all of them without."""
    vi, en = REASONS[reason.code]
    return t(vi, en).format_map({name: _fact(name, v, catalog, decimals) for name, v in reason.facts.items()})


def _fact(name: str, value: object, catalog: Catalog, decimals: int | None) -> str:
    if name in _FACTS and not isinstance(value, int | float):
        return _FACTS[name](value, catalog)
    return local_number(value, decimals) if isinstance(value, float) else str(value)


def _held(years: Any, _catalog: Catalog) -> str:
    last = ", ".join(map(str, years[-3:]))
    return t(f" (gần nhất: {last})", f" (last held: {last})") if last else ""


def _scope(scope: Any, catalog: Catalog) -> str:
    known = Terms.of(catalog).scopes
    scopes = scope if isinstance(scope, tuple) else (scope,)
    return " / ".join(name_of(known, s) if s else t("toàn bộ", "whole") for s in scopes)


_FACTS: Mapping[str, Callable[[Any, Catalog], str]] = {
    "held": _held,
    "missing": lambda why, _: f" ({missing_words(why)})" if why else "",
    "into": lambda unit, _: t(f"; nay thuộc {unit}", f"; now part of {unit}") if unit else "",
    "units": lambda units, catalog: ", ".join(catalog.unit(u).name() for u in units),
    "kind": lambda kind, catalog: name_of(Terms.of(catalog).kinds, kind),
    "scope": _scope,
    "scopes": _scope,
}
"""How a fact is put in words, where it is not simply printed."""


def condition_words(condition: str, wanted: Wanted) -> str:
    """A condition on an index in the current language."""
    kind = CONDITIONS[condition]
    return t(kind.vi, kind.en).format(wanted=_wanted_words(condition, wanted))


def _wanted_words(condition: str, wanted: Wanted) -> str:
    if not isinstance(wanted, str):
        return local_number(wanted)
    if condition == "not_below_last_year":
        return {"score": t("điểm", "score"), "rank": t("hạng", "rank"), "group": t("nhóm", "group")}[wanted]
    return t("cao nhất", "highest") if fold(wanted) in HIGHEST else wanted


def gap_words(gap: Gap, decimals: int | None = None) -> str:
    """What is missing, in words; never rounded to nothing."""
    whole = gap.unit in ("places", "posts") or (decimals is not None and round(gap.amount, decimals) == 0)
    amount = local_number(gap.amount, None if whole else decimals)
    units = {
        "points": t("điểm", "points"),
        "places": t("bậc", "places"),
        "posts": t("biên chế", "posts"),
        "percent-points": t("điểm phần trăm", "percentage points"),
    }
    words = units[gap.unit]
    return f"{amount} {words.removesuffix('s') if gap.amount == 1 else words}"


def reading_words(reading: str) -> str:
    """Which cut was tested."""
    if reading == "with-transfers":
        return t("kể cả điều chuyển", "transfers included")
    return t("không kể điều chuyển", "without transfers")


# --- rows ------------------------------------------------------------------------------------------


def listing(found: Answers, catalog: Catalog) -> Listing:
    """Every answer, one condition of one unit (in one reading) a row."""
    rows = [_own_row(a, catalog) for a in found.own] + [_cut_row(v, catalog) for v in found.cuts]
    return Listing("targets", COLUMNS, rows)


def _own_row(a: Answer, catalog: Catalog) -> list[Cell]:
    v = a.verdict
    unit = catalog.units[a.unit].official(a.year) if a.unit in catalog.units else a.name
    threshold = v.threshold
    row: dict[str, Cell] = {
        "target": a.target.name or None,
        "unit_id": a.unit or None,
        "unit": unit,
        "subject": a.target.indicator,
        "year": a.year,
        "condition": a.condition,
        "wanted": a.wanted,
        "outcome": v.outcome.value,
        "all_conditions": a.whole.value,
        "value": v.number,
        "value_kind": v.basis or None,
        "n_ranked": v.n,
        "threshold_unit": catalog.units[threshold.unit].official(a.year) if threshold else None,
        "threshold_score": threshold.score if threshold else None,
        "basis": a.target.basis or a.target.place or None,
        **dict(zip(("source", "sheet", "cell"), deciding_place(a) or (), strict=False)),
    }
    return _row(row | _missing(v.missing) | _why(v.outcome, v.reasons, catalog))


def _cut_row(v: CutVerdict, catalog: Catalog) -> list[Cell]:
    line = v.line
    row: dict[str, Cell] = {
        "target": v.rule.id,
        "unit_id": line.unit,
        "unit": catalog.unit(line.unit).official(line.year),
        "subject": line.category,
        "baseline_year": line.baseline_year,
        "year": line.year,
        "condition": "cut_pct_at_least",
        "wanted": v.rule.pct,
        "required": _share(v.required),
        "reading": v.reading,
        "outcome": v.outcome.value,
        "value": _share(v.number),
        "value_kind": v.basis or None,
        "carried_posts": v.carried,
        "figure_kind": line.kind,
        "basis": v.rule.basis,
        "source": line.source or None,
        "sheet": line.sheet or None,
        "cell": line.cell or None,
    }
    return _row(row | _missing(v.missing) | _why(v.outcome, v.reasons, catalog))


def _share(number: float | None) -> float | None:
    """A share to four decimals: more would look exact and say nothing."""
    return None if number is None else round(number, 4)


def _row(said: Mapping[str, Cell]) -> list[Cell]:
    return [said.get(column) for column in COLUMNS]


def _missing(gaps: Iterable[Gap]) -> dict[str, Cell]:
    columns = {
        "points": "missing_points",
        "places": "missing_places",
        "posts": "missing_posts",
        "percent-points": "missing_pct",
    }
    return {columns[g.unit]: int(g.amount) if g.unit in ("places", "posts") else g.amount for g in gaps}


def _why(outcome: Outcome, reasons: Sequence[Reason], catalog: Catalog) -> dict[str, Cell]:
    code = reasons[0].code if reasons and outcome is Outcome.CANNOT_TELL else None
    return {"reason": code, "note": "; ".join(reason_words(r, catalog) for r in reasons) or None}


def deciding_place(a: Answer) -> tuple[str, str, str] | None:
    """Workbook, sheet and cell of the number that decides: a rank's own where the rank is printed."""
    value = a.verdict.value
    if value is None:
        return None
    by_rank = a.condition in ("rank_within", "places_up_at_least") or a.wanted == "rank"
    if by_rank and a.verdict.basis == "published" and value.rank_cell:
        return value.rank_place[1:]
    return value.source, value.sheet, value.cell


def rule_listing(rules: Iterable[Rule]) -> Listing:
    """The dated rules with what they rest on."""
    rows: list[list[Cell]] = [
        [
            r.id,
            r.name,
            ", ".join(r.categories),
            ", ".join(map(str, r.baselines)),
            r.due,
            r.pct,
            r.carries or None,
            ", ".join(s for s in r.scopes if s) or None,
            r.basis,
            r.source or None,
            r.unsourced or None,
        ]
        for r in rules
    ]
    return Listing("rules", RULE_COLUMNS, rows)
