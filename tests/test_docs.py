"""The documents say what the program does: commands, options, findings, version and links are compared."""

import importlib.util
import re
import shlex
import sqlite3
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

import parreform
from parreform import cli, entries, findings, vocabulary

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
USER_PAGES = [page for page in PAGES if page.name not in ("cli.md", "CHANGELOG.md")]
PROGRAM = get_command(cli.app)
COMMANDS = PROGRAM.commands

_FENCE = re.compile(r"^```(?P<language>[\w-]*)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def command_lines() -> Iterator[tuple[str, str]]:
    """Every `parreform ...` line of a code block, as (page, line)."""
    for page in USER_PAGES:
        for block in _FENCE.finditer(page.read_text(encoding="utf-8")):
            body = block["body"].replace("\\\n", " ")
            for line in body.splitlines():
                words = line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
                if words.startswith("parreform "):
                    yield name_of(page), words


def parse(line: str) -> None:
    """Parse a line as the program would; nothing is run. Raises what typer raises for a wrong line."""
    words = shlex.split(line, comments=True)
    stop = next((n for n, w in enumerate(words) if w in ("|", ">", ">>", "<", "&&", ";")), len(words))
    front, rest = cli._globals_first(words[1:stop])
    arguments = [*front, *rest]
    if "--help" in arguments or "--version" in arguments:
        arguments = [w for w in arguments if w not in ("--help", "--version")]
        assert all(w in COMMANDS for w in arguments[:1])
        return
    context = PROGRAM.make_context("parreform", arguments)
    rest = [*context._protected_args, *context.args]
    assert rest[0] in COMMANDS, f"no command {rest[0]}"
    COMMANDS[rest[0]].make_context(rest[0], rest[1:])


# --- commands --------------------------------------------------------------------------------------


def test_cli_page_is_what_help_says() -> None:
    spec = importlib.util.spec_from_file_location("write_cli", ROOT / "docs" / "write_cli.py")
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == writer.page(), "run: make docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_help_in_both_languages(command: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    texts = re.findall(
        rf"### parreform {command}\n\n```text\n(?:Usage|Cách dùng): [^\n]*\n(?:  [^\n]*\n)*\n  (\S[^\n]*)\n", page
    )
    assert len(texts) == 2
    assert texts[0] != texts[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_named_in_the_documents(command: str) -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in USER_PAGES)
    assert f"parreform {command}" in told


@pytest.mark.parametrize(("page", "line"), list(command_lines()))
def test_command_line_in_a_document_parses(page: str, line: str) -> None:
    try:
        parse(line)
    except (typer.TyperException, AssertionError) as fault:
        pytest.fail(f"{page}: {line}\n{fault}")


@pytest.mark.parametrize(
    "line", ["parreform nothing", "parreform trend --nothing", "parreform rank papi", "parreform why x"]
)
def test_a_wrong_line_would_be_noticed(line: str) -> None:
    with pytest.raises((typer.TyperException, AssertionError)):
        parse(line)


# --- findings --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", findings.KINDS)
def test_finding_speaks_both_languages(code: str) -> None:
    kind = findings.KINDS[code]
    assert kind.vi
    assert kind.en
    assert kind.vi != kind.en
    assert bool(kind.todo_vi) == bool(kind.todo_en)


@pytest.mark.parametrize("code", findings.KINDS)
def test_finding_tells_the_same_facts_in_both_languages(code: str) -> None:
    kind = findings.KINDS[code]
    assert fields(kind.vi) == fields(kind.en)
    assert fields(kind.todo_vi) == fields(kind.todo_en)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", findings.KINDS)
def test_finding_is_explained_with_its_severity(code: str) -> None:
    severity = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"}[findings.KINDS[code].severity]
    assert f"\n| `{code}` | {severity} | " in (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")


# --- examples ----------------------------------------------------------------------------------------


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [block["body"] for block in _FENCE.finditer(text) if block["language"] == language]


@pytest.mark.parametrize("query", blocks("data-model.md", "sql"))
def test_query_of_the_data_model_runs(query: str, database: sqlite3.Connection) -> None:
    assert database.execute(query).description


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript((ROOT / "migrations" / "schema.sql").read_text(encoding="utf-8"))
    yield connection
    connection.close()


def test_examples_of_definitions_are_read() -> None:
    makers = {
        "item": entries.framework_of,
        "indicator": entries.index_of,
        "year": entries.edition_of,
    }
    lists = {
        "unit": entries.unit_of,
        "group": entries.group_of,
        "relabel": vocabulary.relabel_of,
        "set_year": vocabulary.set_year_of,
    }
    seen = set()
    for block in blocks("definitions.md", "toml"):
        found = tomllib.loads(block)
        whole = next((key for key in makers if key in found), "")
        if whole:
            makers[whole](found)
            seen.add(whole)
            continue
        for key, make in lists.items():
            seen |= {key for entry in found.get(key, []) if make(entry)}
        seen |= {"event" for entry in found.get("event", []) if entries.event_of(entry, found)}
    assert seen == {*makers, *lists, "event"}


# --- version, links ----------------------------------------------------------------------------------


def test_changelog_has_the_current_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(parreform.__version__)}\]", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        target, _, anchor = link["target"].partition("#")
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{name_of(page)} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{name_of(page)} links to {link['target']}"


def anchors(page: Path) -> set[str]:
    """The anchors that headings of a Markdown page have."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}
