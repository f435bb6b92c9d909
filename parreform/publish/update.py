"""Bringing a folder up to date, on one page: what is wanted, what of it changed, what is made, what is cleared away.

The order matters, because a run may be killed between any two lines: first the files, each noted in the
journal before it is written; then the gallery, which no longer shows what goes; then what goes; then the
manifest; at last the stamp that lets the next run decide at once.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from parreform import __version__, settings
from parreform.catalog import Catalog
from parreform.errors import ParreformError, UsageProblem
from parreform.files import replace_whole
from parreform.publish import gallery, manifest, stamp
from parreform.publish.contents import Content, Stock, inputs_of, menu
from parreform.publish.crew import Task, performed
from parreform.publish.items import Item, items
from parreform.publish.manifest import Entry, Journal
from parreform.publish.order import OURS, Order, Outcome
from parreform.publish.plan import language_of, opened, read
from parreform.settings import t
from parreform.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An item, what it shows, and what each of its files was made from, by suffix."""

    place: int
    item: Item
    content: Content
    inputs: Mapping[str, str]

    def file(self, suffix: str) -> str:
        return f"{self.item.name}.{suffix}"


def update(order: Order, outcome: Outcome, progress: Progress) -> None:
    """Make what is new or changed, keep the rest, clear away what is no longer wanted."""
    journal = Journal(order.own / "journal")
    noted = journal.entries()
    owned = manifest.owned(order.folder, manifest.read(order.folder / "manifest.json"), noted)
    manifest.sweep(order.folder, {*owned, *noted, *OURS})
    with Store.open(order.database, Catalog.load()) as store, store.connection.snapshot():
        wanted, lost, program = _wanted(order, store, outcome)
    work = _Update(order, outcome, owned, journal, program)
    for item in lost:
        work.leave(item)
    work.bring(wanted, progress)


def _wanted(order: Order, store: Store, outcome: Outcome) -> tuple[list[_Wanted], list[Item], str]:
    """All items that something is held of, those that could not be built, and the program that makes them."""
    page = opened(order.plan)
    language = language_of(page)
    if language and not order.language_asked:
        settings.set_language(language)
    stock, choice = Stock(store), menu()
    found, lost = list[_Wanted](), list[Item]()
    for place, item in enumerate(items(read(page, choice, store.catalog, order.provinces), stock.held, choice)):
        try:
            content = stock.content(item)
        except UsageProblem as nothing:
            outcome.skipped[item.name] = str(nothing)
        except ParreformError:
            raise
        except Exception as fault:  # noqa: BLE001 - one picture less is no reason to make none
            outcome.failed[item.name] = f"{type(fault).__name__}: {fault}"
            lost.append(item)
        else:
            wish = item.wish
            inputs = {s: inputs_of(content, wish.size, s, stock.program) for s in wish.formats}
            found.append(_Wanted(place, item, content, inputs))
    if not found and not lost:
        raise UsageProblem(t("Chưa có số liệu nào để xuất", "There are no data to export"), "parreform import TEP.xlsx")
    return found, lost, stock.program


class _Update:
    """One run over a folder: `entries` is what the manifest will hold."""

    def __init__(
        self, order: Order, outcome: Outcome, owned: Mapping[str, Entry], journal: Journal, program: str
    ) -> None:
        self.order, self.outcome, self.owned, self.journal, self.program = order, outcome, owned, journal, program
        self.entries: dict[str, Entry] = {}
        self.known = stamp.files_of(order.own / "stamp")

    def leave(self, item: Item) -> None:
        """What stood before of an item that failed stays, with its old inputs, so that the next run tries again."""
        before = (self.owned.get(f"{item.name}.{suffix}") for suffix in item.wish.formats)
        self.entries |= {entry.file: entry for entry in before if entry}

    def bring(self, wanted: Sequence[_Wanted], progress: Progress) -> None:
        """Everything that writes; a fault of the disk stops it and leaves whole files only."""
        tasks = [task for w in wanted if (task := self._task(w)).suffixes]
        try:
            self._make({w.item.name + w.item.wish.sort: w for w in wanted}, tasks, progress)
            self._finish({w.file(s) for w in wanted for s in w.inputs} | set(self.entries))
        except OSError as fault:
            raise _unwritten(self.order.folder, fault) from fault
        finally:
            self.journal.close()

    def _task(self, wanted: _Wanted) -> Task:
        """What of an item is to be made; what stands as it would be made is kept."""
        due = []
        for suffix, inputs in wanted.inputs.items():
            file = wanted.file(suffix)
            entry = self.owned.get(file)
            if entry and entry.inputs == inputs and not self.order.again and self._stands(entry):
                self.entries[file] = replace(entry, place=wanted.place)
                self.outcome.kept.append(file)
            else:
                due.append(suffix)
        wish = wanted.item.wish
        return Task(wanted.item.name + wish.sort, wanted.content.body, wish.size, tuple(due))

    def _stands(self, entry: Entry) -> bool:
        """Whether a file is as it was made: by size and time as last seen, else by its content."""
        path, known = self.order.folder / entry.file, self.known.get(entry.file)
        return (known is not None and stamp.seen(path) == known) or manifest.intact(path, entry)

    def _make(self, wanted: Mapping[str, _Wanted], tasks: Sequence[Task], progress: Progress) -> None:
        for number, done in enumerate(performed(tasks, self.order.jobs, settings.language()), start=1):
            subject = wanted[done.name]
            if done.fault:
                self.outcome.failed[subject.item.name] = done.fault
                self.leave(subject.item)
            for suffix, made in done.made:
                self._write(_entry(subject, suffix, made, self.program), made)
            progress(number, len(tasks))

    def _write(self, entry: Entry, made: bytes) -> None:
        self.journal.note(entry)
        path = self.order.folder / entry.file
        if not manifest.intact(path, entry):
            replace_whole(path, made)
            self.outcome.made.append(entry.file)
        else:
            self.outcome.kept.append(entry.file)
        self.entries[entry.file] = entry

    def _finish(self, wanted: set[str]) -> None:
        folder, entries = self.order.folder, sorted(self.entries.values(), key=lambda e: e.file)
        _write_changed(folder / "index.html", gallery.page(entries).encode())
        for entry in self.owned.values():
            if entry.file not in wanted:
                self._clear(entry)
        about = {"program": self.program, "version": __version__, "language": settings.language()}
        _write_changed(folder / "manifest.json", manifest.content(entries, about))
        if not self.outcome.failed:
            names = [*OURS, *(e.file for e in entries)]
            stamp.stamp(self.order.own / "stamp", folder, self.order.mark, names)
        self.journal.forget()

    def _clear(self, entry: Entry) -> None:
        """Remove a file that is no longer wanted; one that somebody changed is left to them."""
        path = self.order.folder / entry.file
        if manifest.intact(path, entry):
            path.unlink()
            self.outcome.removed.append(entry.file)
            with suppress(OSError):  # others may keep files of their own in it
                path.parent.rmdir()
        elif path.exists():
            self.outcome.left.append(entry.file)


def _entry(wanted: _Wanted, suffix: str, made: bytes, program: str) -> Entry:
    item, content = wanted.item, wanted.content
    footer = content.footer
    width, height = gallery.extent(made) if suffix == "png" else (0, 0)
    return Entry(
        file=wanted.file(suffix),
        item=item.name,
        sort=item.wish.sort,
        kind=item.wish.kind,
        province=item.province,
        province_name=item.province_name,
        index=item.index,
        index_name=item.index_name,
        year=item.year,
        title=content.title,
        topic=content.topic,
        alt=content.alt,
        date=footer.date,
        published=footer.published,
        sources=footer.sources,
        inputs=wanted.inputs[suffix],
        program=program,
        sha256=manifest.digest_of(made),
        bytes=len(made),
        width=width,
        height=height,
        place=wanted.place,
    )


def _write_changed(path: Path, content: bytes) -> None:
    """Put a file in place, on the disk before its name is; one that is the same already is not touched."""
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    replace_whole(path, content, durable=True)


def _unwritten(folder: Path, fault: OSError) -> ParreformError:
    return ParreformError(
        t(
            f"Không ghi được vào {folder}: {fault.strerror}; các tệp cũ còn nguyên",
            f"{folder} cannot be written to: {fault.strerror}; the old files are whole",
        ),
        t(
            "Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại: phần đã xong được giữ",
            "Check disk space and permissions, then run again: what is done is kept",
        ),
    )
