"""What is shown of figures that do not agree: rivals, faults of what is held, a call of many files."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from parreform.analysis.panel import Value
from parreform.catalog import Catalog
from parreform.findings import Finding
from parreform.ingest import Imported
from parreform.queries import missing_words
from parreform.reconcile import summary_listing
from parreform.records import Rival, Vintage
from parreform.settings import t
from parreform.standing import rule_words
from parreform.terminal import err, number, out, show_findings, show_listing

SHOWN = 40
"""Rivals shown on a screen; the other formats have them all."""


def show_rivals(rivals: Sequence[Rival], catalog: Catalog) -> None:
    """Each contradiction with both places and the rule that decided, the largest differences first."""
    console = out()
    if not rivals:
        err().print(t("Không có số liệu nào trái nhau.", "No figures contradict each other."))
    for rival in rivals[:SHOWN]:
        value = rival.current.value
        head = (
            f"{catalog.unit(value.unit).name(value.year)} · {_title(value, catalog)} {value.year or ''}: {_said(value)}"
        )
        console.print(Text(f"● {head}\n    {_place(rival.current)}"))
        console.print(rival_text(rival))
    if len(rivals) > SHOWN:
        more = number(len(rivals) - SHOWN)
        err().print(t(f"… và {more} chỗ nữa: --format csv", f"… and {more} more: --format csv"), style="dim")


def _title(value: Value, catalog: Catalog) -> str:
    """What a value is of; a staffing figure is named by its category and measure."""
    if value.composite in catalog.indices:
        indicator = catalog.all_indicators[value.indicator]
        return catalog.indices[value.composite].short if value.indicator == value.composite else indicator.name
    from parreform.staffing.figures import measure_words
    from parreform.staffing.terms import Terms, name_of

    terms = Terms.of(catalog)
    category = max((c for c in terms.categories if f"{value.indicator}.".startswith(f"{c}.")), key=len, default="")
    measure, _, reason = value.indicator.removeprefix(category).strip(".").partition(".")
    said = (name_of(terms.categories, category), measure_words(measure), name_of(terms.reasons, reason))
    return " · ".join(x for x in said if x)


def rival_text(rival: Rival) -> Text:
    """A standing reading that contradicts the current one, and the rule that decided."""
    off = f", {t('lệch', 'off by')} {number(rival.difference, sign=True)}" if rival.difference else ""
    why = rule_words(rival.rule, rival.current.standing, rival.other.standing)
    reason = t(f"không dùng, vì nguồn kia: {why}", f"does not count, the other source: {why}")
    said = f"≠ {_said(rival.other.value)}{off}\n    {_place(rival.other)}\n    {reason}"
    return Text(said, style="yellow")


def _said(v: Value) -> str:
    said = number(v.score) if v.score is not None else missing_words(v.missing) or "–"
    return said + (f" ({t('hạng', 'rank')} {v.rank})" if v.rank is not None else "")


def _place(vintage: Vintage) -> str:
    v = vintage.value
    return f"{v.source} [{vintage.source_id}] › {v.sheet} › {v.cell}"


def show_summary(outcomes: Sequence[tuple[str, Imported | None]], *, quiet: bool = False) -> None:
    """One line a file."""
    show_listing(summary_listing(outcomes), err(quiet=quiet))
    refused = sum(done is None for _, done in outcomes)
    if refused:
        words = t(f"{refused} trên {len(outcomes)} tệp bị từ chối", f"{refused} of {len(outcomes)} files were refused")
        err(quiet=quiet).print(words)


def show_checked(findings: Sequence[Finding], counts: Mapping[str, int]) -> None:
    """The findings on what is held, errors first, and how many there are."""
    show_findings(findings, out())
    words = t("{error} lỗi, {warning} cảnh báo, {note} ghi chú", "{error} errors, {warning} warnings, {note} notes")
    err().print(words.format_map(counts))
