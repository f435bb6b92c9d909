"""What commands share: the state of a run, the store they open, and how an answer leaves."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from parreform.errors import UsageProblem
from parreform.options import Format
from parreform.settings import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from parreform.catalog import Catalog
    from parreform.export import Listing
    from parreform.store import Store


class State:
    """What the global options say."""

    db = ""
    db_named = False
    quiet = False
    language_asked = False


def catalog() -> "Catalog":
    """The definitions, ours and the user's."""
    from parreform.catalog import Catalog

    return Catalog.load()


def open_store(*, write: bool = False, trial: bool = False) -> "AbstractContextManager[Store]":
    """The store that the global options name; for a trial nothing is made where there is none yet."""
    from parreform.store import Store

    if State.db_named and not write and not trial and "://" not in State.db and not Path(State.db).exists():
        raise UsageProblem(
            t(f"Chưa có cơ sở dữ liệu {State.db}", f"There is no database {State.db}"),
            t(
                "Kiểm tra tên sau --db; hoặc parreform import TEP.xlsx --db ...",
                "Check the name after --db; or parreform import FILE.xlsx --db ...",
            ),
        )
    return Store.open(State.db, catalog(), write=write, trial=trial)


def on_screen(fmt: Format, out: Path | None) -> bool:
    """Whether the answer is a table to look at."""
    return fmt is Format.table and out is None


def put(listing: "Listing", fmt: Format, out: Path | None) -> None:
    """Print a listing, or write it to a file whose ending may name the format."""
    from parreform.export import render

    if fmt is Format.table and out:
        fmt = format_of(out)
    if fmt is Format.table:
        from parreform.terminal import show_listing

        show_listing(listing)
        return
    if fmt is Format.xlsx and out is None and sys.stdout.isatty():
        raise UsageProblem(
            t("Tệp xlsx không in ra màn hình được", "An xlsx file cannot be shown on a terminal"), "--out TEP.xlsx"
        )
    write(render(listing, fmt.value), out)


def unless_named(fmt: Format, out: Path | None) -> Format:
    """The format of a command that prints csv by itself: a file's ending names another."""
    return Format.table if out and fmt is Format.csv else fmt


def format_of(out: Path) -> Format:
    """The format that a file's ending names; an unknown ending tells the known ones."""
    from parreform.export import FORMATS

    known_ending(out, [f".{name}" for name in FORMATS])
    return Format(out.suffix[1:].lower())


def known_ending(path: Path, known: "Sequence[str]") -> None:
    """Refuse a file to write whose ending names nothing that can be written."""
    if path.suffix.lower() not in known:
        raise UsageProblem(
            t(f"Không ghi được loại tệp này: {path.name}", f"Files of this kind cannot be written: {path.name}"),
            t(f"Tên tận cùng bằng {', '.join(known)}", f"A name that ends in {', '.join(known)}"),
        )


def write(content: bytes, out: Path | None) -> None:
    """Bytes to a file, whole, or to standard output."""
    from parreform.files import write_whole

    if out:
        write_whole(out, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def index_id(name: str) -> str:
    """The index that a name means; none for no name."""
    return catalog().index(name).id if name else ""


def layout_name(name: str) -> str:
    """A known layout's name."""
    from parreform.layouts import LAYOUTS

    if name and name not in LAYOUTS:
        raise UsageProblem(t(f"Không có cách bày “{name}”", f"There is no layout “{name}”"), ", ".join(LAYOUTS))
    return name


def decimal_mark(mark: str) -> str:
    """`comma`, `point` or nothing."""
    if mark not in ("", "comma", "point"):
        raise UsageProblem(
            t(f"Không có dấu thập phân “{mark}”", f"There is no decimal mark “{mark}”"),
            "--decimal comma, --decimal point",
        )
    return mark


def staff_kind(name: str) -> str:
    """A kind of staffing figure as typed, in any of its spellings; nothing for nothing."""
    if not name:
        return ""
    from parreform.staffing.terms import Terms

    terms = Terms.of(catalog())
    said = terms.said(name)
    if said is None:
        raise UsageProblem(
            t(f"Không có hình thức số liệu “{name}”", f"There is no kind of figure “{name}”"), ", ".join(terms.kinds)
        )
    return said.kind


def accepted(codes: list[str] | None) -> tuple[str, ...]:
    """Codes of findings that may be confirmed."""
    from parreform.findings import acceptable

    unknown = [c for c in codes or () if c not in acceptable()]
    if unknown:
        raise UsageProblem(
            t(f"“{unknown[0]}” không xác nhận được", f"“{unknown[0]}” cannot be confirmed"),
            ", ".join(f"--accept {code}" for code in acceptable()),
        )
    return tuple(dict.fromkeys(codes or ()))


def level_name(name: str) -> str:
    """A known level's name, or nothing."""
    known = ("index", "dimension", "subdimension", "criterion")
    if name and name not in known:
        raise UsageProblem(t(f"Không có cấp “{name}”", f"There is no level “{name}”"), ", ".join(known))
    return name


def moment(as_of: str) -> str:
    """A day means its end; a full time is taken as it is. Times are in UTC."""
    from datetime import datetime

    if not as_of:
        return ""
    try:
        datetime.fromisoformat(as_of)
    except ValueError as fault:
        raise UsageProblem(t(f"“{as_of}” không phải ngày", f"“{as_of}” is no date"), "--as-of 2026-11-23") from fault
    return f"{as_of}T23:59:59.999999Z" if len(as_of) == len("2026-11-23") else as_of


def say(text: str) -> None:
    """Narration: to standard error, and not at all with `--quiet`."""
    if not State.quiet:
        typer.echo(text, err=True)
