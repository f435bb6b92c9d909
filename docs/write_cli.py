"""Write docs/cli.md from `--help` of every command: `python docs/write_cli.py`, or `--check` to compare only."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TARGET = Path(__file__).with_name("cli.md")
COLUMNS = "80"

LANGUAGES = {
    "vi": ("Tiếng Việt", "Chương trình", "Các lệnh dưới đây in bằng `--help`; sửa chúng trong `parreform/`."),
    "en": ("English", "The program", "What `--help` prints; to change it, change `parreform/`."),
}


def commands() -> list[str]:
    """The names of all commands, in the order in which `--help` lists them."""
    from typer.main import get_command

    from parreform.cli import app

    return list(getattr(get_command(app), "commands"))  # noqa: B009 - typer's own type of a group is private


def helped(language: str, command: str = "") -> str:
    """What `parreform COMMAND --help` prints in a language, 80 columns wide, whatever the environment says."""
    words = [sys.executable, "-m", "parreform", *([command] if command else []), "--help", "--lang", language]
    plain = {"COLUMNS": COLUMNS, "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    done = subprocess.run(words, capture_output=True, check=True, env=os.environ | plain)
    lines = done.stdout.decode("utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def page() -> str:
    """The whole of docs/cli.md: Vietnamese first, English after."""
    asked = [(language, command) for language in LANGUAGES for command in ("", *commands())]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        texts = dict(zip(asked, workers.map(lambda pair: helped(*pair), asked), strict=True))
    parts = ["# Các lệnh của parreform / Commands of parreform"]
    parts.append("<!-- written by docs/write_cli.py (make docs); do not edit -->")
    for language, (title, program, note) in LANGUAGES.items():
        parts += [f"## {title}", note]
        for of, command in (pair for pair in asked if pair[0] == language):
            parts += [f"### {f'parreform {command}' if command else program}", f"```text\n{texts[of, command]}\n```"]
    return "\n\n".join(parts) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` tell whether it is up to date."""
    text = page()
    if "--check" not in arguments:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    sys.stderr.write("" if same else "docs/cli.md is not what --help says: run make docs\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
