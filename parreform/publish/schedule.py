"""Lines and units that have an export run every night: absolute paths, quoted for who reads them.

cron hands its line to a shell, after taking an unescaped `%` for a line break; systemd has quotes, specifiers
(`%`) and variables (`$`) of its own.
"""

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parreform.errors import UsageProblem
from parreform.settings import t

LONGEST = 998
"""Characters that cron reads of a command."""
UNIT = "parreform-export"


@dataclass(frozen=True, slots=True)
class Night:
    """What runs when: the words of the command, variables it needs, hour and minute, who gets mail of errors."""

    words: tuple[str, ...]
    hour: int
    minute: int
    environment: Mapping[str, str] = field(default_factory=dict)
    mail: str = ""


def program() -> tuple[str, ...]:
    """How this very installation is called, from anywhere: the program beside this Python, else Python itself."""
    python = Path(sys.executable).absolute()
    beside = python.with_name("parreform" + python.suffix)
    return (str(beside),) if beside.exists() else (str(python), "-m", "parreform")


def clock(text: str) -> tuple[int, int]:
    """Hour and minute of `02:30`."""
    hour, colon, minute = text.partition(":")
    if colon and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60:
        return int(hour), int(minute)
    raise UsageProblem(t(f"“{text}” không phải giờ phút", f"“{text}” is no time of day"), "--at 02:30")


def cron(night: Night) -> str:
    """Lines for `crontab -e`. A path that no crontab can hold raises `UsageProblem`."""
    _sayable(night)
    variables = [f"{name}={shlex.quote(value)}" for name, value in night.environment.items()]
    command = " ".join([*variables, *(shlex.quote(word) for word in night.words)]).replace("%", "\\%")
    if len(command) > LONGEST:
        raise UsageProblem(
            t(
                f"Lệnh dài hơn {LONGEST} ký tự mà cron đọc được",
                f"The command is longer than the {LONGEST} characters cron reads",
            ),
            t("Dùng đường dẫn ngắn hơn", "Use shorter paths"),
        )
    lines = [
        t(
            "# parreform: dán vào crontab -e. Chỉ khi có lỗi mới in ra, và cron gửi thư.",
            "# parreform: paste into crontab -e. It prints, and cron sends mail, only on an error.",
        ),
        f"MAILTO={night.mail}" if night.mail else t("# MAILTO=ten@co-quan.vn", "# MAILTO=name@office.example"),
        f"{night.minute} {night.hour} * * * {command}",
    ]
    return "\n".join(lines) + "\n"


def systemd(night: Night) -> dict[str, str]:
    """The units for systemd, a service and its timer, by the names of their files."""
    _sayable(night)
    command = " ".join([_word(night.words[0]), *(_word(w).replace("$", "$$") for w in night.words[1:])])
    about = t("Xuất biểu đồ và bảng của parreform", "Charts and tables of parreform")
    service = [
        *("[Unit]", f"Description={about}", "", "[Service]", "Type=oneshot", "Nice=10"),
        *(f"Environment={_word(f'{name}={value}')}" for name, value in night.environment.items()),
        f"ExecStart={command}",
    ]
    timer = [
        *("[Unit]", f"Description={about}", "", "[Timer]", f"OnCalendar=*-*-* {night.hour:02}:{night.minute:02}:00"),
        *("Persistent=true", "", "[Install]", "WantedBy=timers.target"),
    ]
    return {f"{UNIT}.service": "\n".join(service) + "\n", f"{UNIT}.timer": "\n".join(timer) + "\n"}


def _word(word: str) -> str:
    """One word of a unit file."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"' if plain != word or not _bare(word) else word


def _bare(word: str) -> bool:
    return bool(word) and all(c.isalnum() or c in "/._-:=+@," for c in word)


def _sayable(night: Night) -> None:
    """Line breaks end a line whatever quotes stand around them; cron takes off backslashes as it likes."""
    for word in _all(night):
        if any(ord(c) < 32 for c in word) or "\\" in word.replace(":\\", ""):
            raise UsageProblem(
                t(f"Đường dẫn không ghi được vào lịch: {word!r}", f"A schedule cannot hold this path: {word!r}"),
                t("Đổi tên thư mục, không dùng dấu \\ và xuống dòng", "Rename the folder: no backslash, no line break"),
            )


def _all(night: Night) -> Sequence[str]:
    return [*night.words, *night.environment.values(), night.mail]
