"""The program: its global options, its commands, and how it ends. The commands stand in `commands`."""

import errno
import os
import sys
from collections.abc import Iterator
from copy import copy
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command_name

from parreform import __version__, settings
from parreform import options as o
from parreform.commands import asking, drawing, exporting, importing, run, settling, staffing, targeting, trying
from parreform.errors import ExitCode, ParreformError, UsageProblem
from parreform.settings import t

app = typer.Typer(
    name="parreform",
    cls=o.Program,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=t(
        "Theo dõi cải cách hành chính: nhập bảng PAR INDEX, SIPAS, PAPI và xem diễn biến của từng tỉnh.",
        "Follow administrative reform: import PAR INDEX, SIPAS and PAPI tables and see each province's course.",
    ),
    epilog=t(
        "--db, --lang và --quiet đặt ở đâu trong lệnh cũng được.",
        "--db, --lang and --quiet may stand anywhere in a command.",
    ),
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"parreform {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help=t("Phiên bản", "Version"))]


@app.callback()
def start(db: o.Database = "", lang: o.Lang = "", quiet: o.Quiet = False, version: Version = False) -> None:  # noqa: ARG001
    if lang not in ("", "vi", "en"):
        raise UsageProblem(t(f"Không có ngôn ngữ “{lang}”", f"There is no language “{lang}”"), "--lang vi, --lang en")
    run.State.db, run.State.db_named, run.State.quiet = settings.database(db), bool(db), quiet
    run.State.language_asked = settings.language_asked(lang)


PARTS = (importing, asking, drawing, staffing, targeting, exporting, settling, trying)
for part in PARTS:
    app.add_typer(part.app)


# --- start and end -------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; no traceback ever reaches the user."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    settings.set_language(settings.language_from(given))
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called us, who wants none of it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        front, rest = _globals_first(given)
        program = _with_alone(rest[0]) if rest else app
        code = _run(program, [*front, *rest])
        sys.stdout.flush()
    except ParreformError as fault:
        return _failed(fault)
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _leave_output()
        return ExitCode.DONE
    except Exception as fault:  # noqa: BLE001 - the last line before a traceback
        return _unexpected(fault)
    return code


def _run(program: typer.Typer, words: list[str]) -> int:
    try:
        return int(program(args=words, prog_name="parreform", standalone_mode=False) or 0)
    except typer.Exit as stop:
        return int(stop.exit_code)


def _with_alone(command: str) -> typer.Typer:
    """The program with one of its commands, or whole for any other word.

    typer builds every command it is given before it runs one, which takes longer than most answers.
    """
    known = (c for part in PARTS for c in part.app.registered_commands)
    found = [c for c in known if c.callback and command == (c.name or get_command_name(c.callback.__name__))]
    if not found:
        return app
    alone = copy(app)
    alone.registered_groups, alone.registered_commands = [], found
    return alone


def _globals_first(arguments: list[str]) -> tuple[list[str], list[str]]:
    """--db, --lang and --quiet, which may stand anywhere, apart from the command and its words."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in ("--db", "--lang"):
            front += [word, _value_of(word, words)]
        elif word in ("--quiet", "-q") or word.startswith(("--db=", "--lang=")):
            front.append(word)
        else:
            rest.append(word)
    return front, rest


def _value_of(option: str, words: Iterator[str]) -> str:
    value = next(words, None)
    if value is None:
        raise UsageProblem(t(f"Sau {option} thiếu giá trị", f"{option} needs a value"), "parreform --help")
    return value


def _failed(fault: ParreformError) -> int:
    from parreform.terminal import show_error

    show_error(fault)
    return int(fault.exit_code)


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a write says where the place it goes to is full or gone; files that we write ourselves are told by name."""


def _unwritten(fault: OSError) -> int:
    """Standard output that takes no more."""
    _leave_output()
    return _failed(
        ParreformError(
            t(f"Không ghi hết kết quả: {fault.strerror}", f"The output could not be written whole: {fault.strerror}"),
            t("Kiểm tra dung lượng đĩa của nơi ghi", "Check the room on the disk written to"),
        )
    )


def _leave_output() -> None:
    """Nothing is written to standard output any more, what is left in its buffer neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(fault: Exception) -> int:
    """A usage fault found by typer, an output that is full, or a fault of ours."""
    if isinstance(fault, TyperException):
        return _misused(fault)
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM and fault.filename is None:
        return _unwritten(fault)
    if os.environ.get("PARREFORM_DEBUG"):
        raise fault
    words = t("Lỗi của chương trình, không phải của bạn", "A fault of the program, not yours")
    sys.stderr.write(f"✗ {words}: {type(fault).__name__}: {fault}\n")
    sys.stderr.write(
        t(
            "  → Chạy lại với PARREFORM_DEBUG=1 và gửi kết quả cho chúng tôi\n",
            "  → Run again with PARREFORM_DEBUG=1 and send us the result\n",
        )
    )
    return ExitCode.OUR_FAULT


def _misused(fault: TyperException) -> int:
    """A command that cannot be understood: typer's complaint, or the help page where nothing was asked."""
    message = fault.format_message()
    if type(fault).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{message}\n")
    else:
        sys.stderr.write(f"✗ {o.complaint(message)}\n  → parreform --help\n")
    return ExitCode.USAGE
