"""The import, on one page: read, extract, check, plan, archive, save. All of a file, or nothing."""

import hashlib
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from parreform import settings
from parreform.blocks import places
from parreform.catalog import Catalog
from parreform.checks import run_checks
from parreform.digest import digest_of
from parreform.elsewhere import told_elsewhere
from parreform.errors import DatabaseProblem, InputRefused
from parreform.extract import Extraction, Sheet, extract
from parreform.files import replace_whole
from parreform.findings import Finding, accept
from parreform.hints import Hints
from parreform.journal import keep_up
from parreform.otherwise import told_otherwise
from parreform.plans import Plan
from parreform.records import Act
from parreform.saved import remember, settle
from parreform.settings import t
from parreform.staffing.extraction import NOTHING, StaffExtraction, StaffSheet, mentions_staff
from parreform.store import Provenance, SourceFile, Store
from parreform.text import printable
from parreform.workbook import Grid, file_content, read_workbook

STEPS = ("read", "extract", "check", "save")
"""The steps of an import, in order."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome for one file. `plan` is None where the same bytes were imported before: when and with which options."""

    path: Path
    plan: Plan | None
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False
    before: str = field(default="")
    staffing: tuple[StaffSheet, ...] = ()


def _unheard(step: str) -> None:
    """Nobody follows the steps."""


Read = Callable[[Path, bytes | None], list[Grid]]
"""What reads a file, of which the bytes may be at hand."""


def import_file(
    store: Store,
    path: Path,
    hints: Hints,
    provenance: Provenance,
    *,
    dry_run: bool = False,
    tell: Callable[[str], None] = _unheard,
    read: Read = read_workbook,
    expected: str = "",
) -> Imported:
    """Import one workbook. Raises `InputRefused` with every fault of the file; then nothing is stored.

    `tell` hears the step that begins: one of STEPS. A file that does not say what `expected`, a digest, stands
    for is refused too.
    """
    content = file_content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    known = store.live_import(sha256)
    if known:
        return _known(known, path, content, store.catalog, hints, provenance)
    extraction, findings, hints, staff = look(path, store.catalog, hints, store, content=content, tell=tell, read=read)
    if any(f.severity == "error" for f in findings) or not (extraction.readings or staff.figures):
        raise InputRefused(path, findings)
    digest = digest_of(extraction.readings, staff.figures)
    if expected not in ("", digest):
        raise _read_otherwise(path)
    sheets = tuple(extraction.sheets)
    source = SourceFile(0, sha256, printable(path.name), len(content), provenance)
    tell("save")
    if dry_run:
        trial = store.plan(extraction.readings, source, staff.figures)
        return Imported(path, trial, sheets, findings, dry_run=True, staffing=staff.sheets)
    keep_original(store.connection.archive, path, content, sha256)
    plan = store.save(source, extraction.readings, findings, _options(hints), staff.figures, digest)
    if plan is None:
        return Imported(path, None, before=t("vừa xong, bởi một lần chạy khác", "just now, by another run"))
    keep_up(store)
    return Imported(path, plan, sheets, findings, staffing=staff.sheets)


# --- imported before -----------------------------------------------------------------------------------


def _known(known: Act, path: Path, content: bytes, catalog: Catalog, hints: Hints, provenance: Provenance) -> Imported:
    """Nothing new; but what asks for another reading, or states another origin, is never passed over."""
    before = _typed({**known.options, **_stated(known.source.provenance)})
    at = known.at[:16].replace("T", " ")
    held = known.source.provenance._asdict()
    asked = _asked_otherwise(known, path, content, catalog, hints)
    asked |= {name: value for name, value in _stated(provenance).items() if value != held[name]}
    other = _typed(asked)
    if not other and _reads_otherwise_by_name(known, path, content, catalog, hints):
        other = t(f"tên tệp {path.name}", f"the file name {path.name}")
        before = f"{known.source.name} {before}".strip()
    if other:
        before = before or t("không tùy chọn nào", "no options")
        again = _typed({**asked, **({"sheet": _both(known, hints)} if hints.sheet else {})})
        command = f"parreform import {shlex.quote(path.name)} {again}".strip()
        facts = {"at": at, "before": before, "asked": other, "source": known.source.id, "again": command}
        raise InputRefused(path, [Finding("imported-otherwise", facts=facts)])
    return Imported(path, None, before=f"{at} ({before})" if before else at)


def _both(known: Act, hints: Hints) -> tuple[str, ...]:
    """The sheets that were read and those that are asked for now: a file is imported once, with all of them."""
    return tuple(dict.fromkeys((*Hints.told(known.options).sheet, *hints.sheet)))


def _stated(provenance: Provenance) -> dict[str, object]:
    """What the user says of a file's origin."""
    return {n: value for n, value in provenance._asdict().items() if value != Provenance._field_defaults[n]}


def _asked_otherwise(known: Act, path: Path, content: bytes, catalog: Catalog, hints: Hints) -> dict[str, object]:
    """The options that are not those of the standing import, where the file reads otherwise under them."""
    held = _options(Hints.told(known.options))
    asked = {name: value for name, value in _options(hints).items() if held.get(name) != value}
    same = bool(asked and known.digest) and _digest(look(path, catalog, hints, content=content)) == known.digest
    return {} if same else asked


def _reads_otherwise_by_name(known: Act, path: Path, content: bytes, catalog: Catalog, hints: Hints) -> bool:
    """Whether the name it has now gives the file another index or year than the one it was imported under."""
    if printable(path.name) == known.source.name:
        return False
    now, then = (look(p, catalog, hints, content=content) for p in (path, path.with_name(known.source.name)))
    return _digest(now) != _digest(then) and not any(f.severity == "error" for f in (*now.findings, *then.findings))


def _digest(seen: "Look") -> str:
    return digest_of(seen.extraction.readings, seen.staffing.figures)


def _typed(options: Mapping[str, object]) -> str:
    """Options as one types them."""
    values = ((n, v if isinstance(v, list | tuple) else [v]) for n, v in options.items())
    return " ".join(f"--{n} {shlex.quote(str(v))}" for n, several in values for v in several)


UNREADABLE = "file-unreadable"


def faults_of(refused: InputRefused) -> Sequence[Finding]:
    """The faults of a refused file as findings, also where it could not be opened at all."""
    facts = {"why": refused.why, "suggestion": refused.hint}
    return refused.findings or [Finding(UNREADABLE, facts=facts)]


def _read_otherwise(path: Path) -> InputRefused:
    return InputRefused(
        path,
        message=t("đọc ra số liệu khác với lần nhập ấy", "it reads as other figures than when it was imported"),
        hint=t(
            f"Đặt lại định nghĩa, đính chính của lần ấy vào {settings.user_definitions()} rồi dựng lại vào một tệp mới;"
            " hoặc nhập lại tệp gốc theo cách đọc nay bằng parreform import",
            f"Put the definitions and corrections of that time into {settings.user_definitions()} and rebuild into a"
            " new file; or import the original as it reads today with parreform import",
        ),
    )


# --- looking -------------------------------------------------------------------------------------------


class Look(NamedTuple):
    """What a workbook would bring, every finding about it, and the options that settled it."""

    extraction: Extraction
    findings: tuple[Finding, ...]
    hints: Hints
    staffing: StaffExtraction = StaffExtraction()


def look(
    path: Path,
    catalog: Catalog,
    hints: Hints,
    store: Store | None = None,
    *,
    content: bytes | None = None,
    tell: Callable[[str], None] = _unheard,
    read: Read = read_workbook,
) -> Look:
    """Read and check a workbook without storing anything; a saved layout of its shape settles what was not.

    With a store, the checks also look at the values of other years that it holds. `content` are the bytes
    of the file where they were read before.
    """
    tell("read")
    grids = read(path, content)
    tell("extract")
    hints, used = settle(grids, path.name, catalog, hints)
    used += _unknown_sheets(grids, hints)
    staff = _staff_of(grids, path.name, catalog, hints)
    extraction = extract([g for g in grids if g.sheet not in staff.taken | staff.unread], path.name, catalog, hints)
    tell("check")
    held = store.scores({indicator for indicator, _ in places(extraction.readings)}) if store else {}
    checked = (*run_checks(extraction.readings, catalog, held), *_checked(staff, catalog))
    told = (*_told(staff, extraction), *told_elsewhere(grids, extraction, staff, catalog))
    told += (*told_otherwise(grids, extraction, path.name, catalog, hints, told, staff),)
    findings = (*used, *_decoded(grids), *staff.findings, *told, *checked)
    found = bool(extraction.readings or staff.figures)
    empty = () if found or any(f.severity == "error" for f in findings) else (_no_figures(staff, path.name),)
    settled = accept((*empty, *findings), hints.accept)
    return Look(extraction, tuple(_without_consequences(settled, extraction)), hints, staff)


_CONSEQUENCES = ("percent-unclear", "score-range", "scores-beyond", "names-apart")
"""What a column of ranks or changes, or single cells of it, look like where scores are expected."""


def _without_consequences(findings: Sequence[Finding], extraction: Extraction) -> list[Finding]:
    """Findings without those of single cells in columns that are no scores at all, which is told of the whole column."""
    turned = {sheet.name for sheet in extraction.sheets if sheet.turned}

    def line(finding: Finding) -> tuple[str, str]:
        kept = str.isdigit if finding.sheet in turned else str.isalpha
        return finding.sheet, "".join(filter(kept, finding.cell))

    odd = {line(f) for f in findings if f.code == "score-implausible" and f.severity == "error"}
    return [f for f in findings if f.code not in _CONSEQUENCES or f.severity != "error" or line(f) not in odd]


def _unknown_sheets(grids: Sequence[Grid], hints: Hints) -> list[Finding]:
    """A fault for each sheet asked for that the file has not."""
    names = [grid.sheet for grid in grids]
    missing = [asked for asked in hints.sheet if not any(Hints(sheet=(asked,)).reads(name) for name in names)]
    facts = {"names": ", ".join(f"“{name}”" for name in names)}
    return [Finding("sheet-unknown", facts={"name": name, **facts}) for name in missing]


def _staff_of(grids: Sequence[Grid], file: str, catalog: Catalog, hints: Hints) -> StaffExtraction:
    """The staffing figures of a file; only one that mentions staff has any, and loads what reads them."""
    if hints.index or not mentions_staff(grids, file):
        return NOTHING
    from parreform.staffing.extract import extract_staffing

    return extract_staffing(grids, file, catalog, hints)


def _checked(staff: StaffExtraction, catalog: Catalog) -> list[Finding]:
    if not staff.figures:
        return []
    from parreform.staffing.checks import check_staffing

    return check_staffing(staff.figures, catalog)


def _no_figures(staff: StaffExtraction, file: str) -> Finding:
    """A form in which nothing is filled in: there is no fault to tell, and nothing to store."""
    sheet = next((s.name for s in staff.sheets), "")
    return Finding("no-figures", sheet, "", {"seen": f"“{sheet or file}”"})


def _told(staff: StaffExtraction, extraction: Extraction) -> list[Finding]:
    """What the reading of indices says, apart from what it misses in tables of staff; then what was missed there."""
    told = [f for f in extraction.findings if not ((staff.taken or staff.unread) and f.code == "no-table")]
    return [*told, *staff.missed(told, others=bool(extraction.readings))]


def _decoded(grids: Sequence[Grid]) -> list[Finding]:
    """A note for each sheet whose texts were older than Unicode."""
    shown = (grid for grid in grids if grid.decoded and not grid.hidden)
    return [Finding("text-decoded", grid.sheet, "", {"count": grid.decoded}) for grid in shown]


def remember_layout(name: str, path: Path, catalog: Catalog, hints: Hints) -> Path:
    """Save the options under which a workbook reads without an error. Raises `InputRefused` where it does not."""
    seen = look(path, catalog, hints)
    if any(f.severity == "error" for f in seen.findings):
        raise InputRefused(path, seen.findings)
    return remember(name, path, read_workbook(path), catalog, hints)


def keep_original(archive: Path, path: Path, content: bytes, sha256: str) -> Path:
    """Copy a received file into the archive under its hash: written beside, then renamed."""
    target = archive / sha256[:2] / f"{sha256}{path.suffix.lower()}"
    if target.exists() and target.stat().st_size == len(content):
        return target
    try:
        replace_whole(target, content, durable=True)
    except OSError as fault:
        raise DatabaseProblem(
            t(
                f"Không lưu được bản gốc vào {archive}: {fault.strerror}",
                f"The original cannot be kept in {archive}: {fault.strerror}",
            ),
            t("Kiểm tra quyền ghi và dung lượng đĩa", "Check permissions and disk space"),
        ) from fault
    return target


def sample_folder() -> Path:
    """The sample workbooks shipped with the program."""
    return settings.packaged("sample_data")


def _options(hints: Hints) -> dict[str, object]:
    given = {
        "index": hints.index,
        "year": hints.year,
        "sheet": hints.sheet,
        "layout": hints.layout,
        "decimal": hints.decimal,
        "baseline": hints.baseline,
        "kind": hints.kind,
        "accept": hints.accept,
    }
    return {name: value for name, value in given.items() if value}
