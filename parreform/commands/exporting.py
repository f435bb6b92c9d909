"""Commands that keep a folder of pictures and tables, and have it kept by the machine."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from parreform import options as o
from parreform import settings
from parreform.commands import run
from parreform.errors import UsageProblem
from parreform.settings import t

if TYPE_CHECKING:
    from parreform.publish.order import Order, Outcome

app = typer.Typer()


@app.command(
    cls=o.Command,
    help=t(
        "Xuất biểu đồ, bảng và trang xem vào một thư mục; chạy lại chỉ làm phần đã đổi",
        "Export charts, tables and a gallery into a folder; a later run makes only what changed",
    ),
)
def export(
    out: o.ExportFolder = None,
    plan: o.PlanFile = None,
    province: o.Followed = None,
    jobs: o.Jobs = 0,
    wait: o.Wait = 0,
    again: o.Again = False,
    record: o.RecordFile = None,
    example: o.PlanExample = False,
) -> None:
    from parreform.publish.order import EXAMPLE, Order, find_plan

    if example:
        run.write(EXAMPLE.read_bytes(), None)
        return
    if out is None:
        raise UsageProblem(
            t("Chưa biết xuất vào đâu", "There is no folder to export to"), "parreform export --out THU-MUC"
        )
    from parreform.publish.keep import keep

    _stop_at_terminate()
    order = Order(out, run.State.db, find_plan(plan), tuple(province or ()), jobs, again, run.State.language_asked)
    outcome = keep(order, wait, record, _progress if sys.stderr.isatty() and not run.State.quiet else None)
    _tell(order, outcome)
    raise typer.Exit(outcome.code)


def bring_up_to_date(folder: Path, province: str) -> None:
    """What an export without a plan makes for one province."""
    from parreform.publish.keep import keep
    from parreform.publish.order import Order

    order = Order(folder, run.State.db, None, (province,), jobs=1, language_asked=True)
    _tell(order, keep(order))


class _Terminated(KeyboardInterrupt):
    """Asked to end. A plain KeyboardInterrupt that passes through `exec` makes Python 3.11 end with a signal."""


def _stop_at_terminate() -> None:
    """A service manager ends a run as a person does who presses Ctrl-C: nothing half written stays."""
    import signal

    def stop(_signal: int, _frame: Any) -> None:
        raise _Terminated

    signal.signal(signal.SIGTERM, stop)


def _progress(done: int, of: int) -> None:
    sys.stderr.write(f"\r  {done}/{of}" if done < of else "\r          \r")
    sys.stderr.flush()


def _tell(order: "Order", outcome: "Outcome") -> None:
    page = order.folder / "index.html"
    if outcome.unchanged:
        run.say(t(f"= {page}: không có gì thay đổi", f"= {page}: nothing has changed"))
        return
    made, kept, removed = len(outcome.made), len(outcome.kept), len(outcome.removed)
    run.say(
        t(
            f"✓ {page}: {made} tệp mới hoặc đổi, {kept} như cũ, {removed} xóa",
            f"✓ {page}: {made} files new or changed, {kept} same, {removed} removed",
        )
    )
    for name, reason in list(outcome.skipped.items())[:SHOWN]:
        run.say(t(f"  · bỏ qua {name}: {reason}", f"  · left out {name}: {reason}"))
    if len(outcome.skipped) > SHOWN:
        more = len(outcome.skipped) - SHOWN
        run.say(t(f"  · và {more} mục nữa: xem run.json", f"  · and {more} more: see run.json"))
    for name in outcome.left:
        run.say(
            t(
                f"  ! {name} không còn trong kế hoạch nhưng đã bị sửa tay: để nguyên",
                f"  ! {name} is no longer in the plan but was changed by hand: left as it is",
            )
        )
    for name, reason in outcome.failed.items():
        typer.echo(t(f"✗ {name}: không làm được ({reason})", f"✗ {name}: could not be made ({reason})"), err=True)


SHOWN = 5
"""Items left out that are told one by one."""


@app.command(
    cls=o.Command,
    help=t(
        "In dòng cron hoặc đơn vị systemd để xuất mỗi đêm", "Print a cron line or systemd units that export every night"
    ),
)
def schedule(
    out: o.ScheduledFolder,
    cron: o.Cron = False,
    systemd: o.Systemd = False,
    plan: o.PlanFile = None,
    at: o.At = "02:30",
    mail: o.Mail = "",
    units: o.UnitFolder = None,
) -> None:
    from parreform.publish import schedule as lines

    if cron == systemd:
        raise UsageProblem(
            t("Chọn --cron hoặc --systemd", "Choose --cron or --systemd"), f"parreform schedule --cron --out {out}"
        )
    night = lines.Night(_nightly(out, plan), *lines.clock(at), settings.environment(), mail)
    if cron:
        run.write(lines.cron(night).encode(), None)
        return
    made = lines.systemd(night)
    for name, text in made.items():
        if units:
            run.write(text.encode(), units / name)
            run.say(f"✓ {units / name}")
        else:
            run.write(f"# ~/.config/systemd/user/{name}\n{text}\n".encode(), None)
    run.say(f"systemctl --user daemon-reload && systemctl --user enable --now {lines.UNIT}.timer")


def _nightly(out: Path, plan: Path | None) -> tuple[str, ...]:
    """The words of the export that a schedule runs: nothing in them depends on where or by whom they are run."""
    from parreform.publish.keep import without_password
    from parreform.publish.order import find_plan
    from parreform.publish.plan import opened
    from parreform.publish.schedule import program

    found = find_plan(plan)
    if found:
        opened(found)  # a plan that cannot be read is better told now than every night
    database = run.State.db
    if "://" not in database:
        database = str(Path(database).expanduser().absolute())
    elif without_password(database) != database:
        database = without_password(database)
        run.say(
            t("! Mật khẩu không in ra: đặt nó trong ~/.pgpass", "! The password is not printed: keep it in ~/.pgpass")
        )
    words = (*program(), "--quiet", "--db", database, "export", "--out", str(out.expanduser().absolute()))
    return (*words, *(("--plan", str(found)) if found else ()), "--wait", "600")
