"""The log beside the archive: every act upon the database, enough to do it all again without the database.

`imports.jsonl` has one line an act (import, undo, prefer), known by its time. It follows the database:
whoever writes next adds what a killed process did not get to write.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from parreform.errors import DatabaseProblem, InputRefused, UsageProblem
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.records import Act, Provenance, Scope
from parreform.settings import t
from parreform.store import Store

LOG = "imports.jsonl"


class Redone(NamedTuple):
    """What came of one line of the log; `fault` tells why it could not be done again."""

    at: str
    kind: str
    name: str
    fault: str = ""


def keep_up(store: Store) -> None:
    """Add the acts that the log does not have yet. Raises `DatabaseProblem` where it cannot be written: the act stands."""
    log = store.connection.archive / LOG
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab+") as file:
            file.seek(0)
            text = file.read()
            logged = {entry["at"] for entry in _entries(text)}
            lines = [json.dumps(_line(act), ensure_ascii=False) for act in store.acts() if act.at not in logged]
            cut_off = bool(text) and not text.endswith(b"\n")
            file.write(("\n" * cut_off + "".join(f"{line}\n" for line in lines)).encode())
    except OSError as fault:
        why = fault.strerror
        raise DatabaseProblem(
            t(f"Đã lưu, nhưng không ghi được {log}: {why}", f"Saved, but {log} cannot be written: {why}"),
            t("Kiểm tra quyền ghi và dung lượng đĩa", "Check permissions and disk space"),
        ) from fault


def _line(act: Act) -> dict[str, object]:
    line: dict[str, object] = {"at": act.at, "kind": act.kind, "name": act.source.name, "sha256": act.source.sha256}
    stated = act.source.provenance._asdict() if act.kind == "import" else {}
    line |= {"digest": act.digest} if act.digest else {}
    return line | {"options": act.options} | {name: value for name, value in stated.items() if value}


def _entries(text: bytes) -> list[dict[str, Any]]:
    """The acts of a log, each once; the rest of a line that a crash cut off is no act."""
    found: dict[str, dict[str, Any]] = {}
    for line in text.splitlines():
        with suppress(ValueError):
            entry = json.loads(line)
            found.setdefault(entry["at"], entry)
    return list(found.values())


# --- doing it all again ------------------------------------------------------------------------------


class Import(Protocol):
    """What imports a file. One that does not say what `expected`, a digest, stands for raises `InputRefused`."""

    def __call__(self, store: Store, path: Path, hints: Hints, provenance: Provenance, *, expected: str = "") -> object:
        """Import a file."""


def rebuild(store: Store, archive: Path, bring: Import) -> Iterator[Redone]:
    """Do every act of an archive's log again, in order, at its own time, in a database that is still empty.

    `bring` imports a file. A line that cannot be done again (its original is missing, is refused by today's
    checks, or reads as other figures than it did) is told and left out. Raises `UsageProblem` for a folder without a log or a database
    that already holds something.
    """
    log = archive / LOG
    if not log.is_file():
        raise UsageProblem(
            t(f"Không có nhật ký {log}", f"There is no log {log}"),
            t("Chỉ ra thư mục *.archive nằm cạnh cơ sở dữ liệu", "Name the *.archive folder beside the database"),
        )
    if store.acts():
        raise UsageProblem(
            t("Cơ sở dữ liệu này đã có số liệu", "This database already holds figures"),
            t("Chọn một tệp mới: --db TEP.db", "Choose a new file: --db FILE.db"),
        )
    for entry in _entries(log.read_bytes()):
        with store.at(entry["at"]):
            yield Redone(entry["at"], entry["kind"], entry["name"], _again(store, archive, entry, bring))


def _again(store: Store, archive: Path, entry: dict[str, Any], bring: Import) -> str:
    try:
        if entry["kind"] == "import":
            return _import_again(store, archive, entry, bring)
        source = store.source(entry["sha256"])
        said = entry["options"]
        if entry["kind"] == "undo":
            store.undo(source)
        else:
            scope = Scope(said["index"], tuple(said.get("units", ())), said.get("year"))
            store.prefer(source, scope, remove=said.get("remove", False))
    except UsageProblem as fault:
        return str(fault)
    except InputRefused as fault:
        told = (_told(f) for f in fault.findings if f.severity == "error")
        return "; ".join([str(fault), *told]) + (f"\n  → {fault.hint}" if fault.hint else "")
    return ""


def _told(finding: Finding) -> str:
    return f"{finding.sheet} {finding.cell}: {finding.message}"


def _import_again(store: Store, archive: Path, entry: dict[str, Any], bring: Import) -> str:
    """The original under its received name, for the name may have told the index or the year."""
    sha256 = entry["sha256"]
    kept = next(iter(sorted((archive / sha256[:2]).glob(f"{sha256}.*"))), None)
    if kept is None:
        return t("không còn bản gốc trong kho", "its original is no longer in the archive")
    stated = {name: entry[name] for name in Provenance._fields if name in entry}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / entry["name"]
        path.write_bytes(kept.read_bytes())
        hints = Hints.told(entry["options"])
        bring(store, path, hints, Provenance(**stated), expected=entry.get("digest", ""))
    return ""
