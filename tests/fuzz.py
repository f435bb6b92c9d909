# ruff: noqa: T201
"""Damaged and hostile bytes: every file ends in values, findings or a refusal, in bounded time and memory.

    python tests/fuzz.py --seconds 600 --seed 1

changes good files of every format, small pieces at a time, and takes each through reading, extraction and checks.
That happens in a process of its own, because libraries may end theirs: an exit of any kind, an exception that is no
refusal, more than 30 seconds or 700 MB for one file is a failure. The file that did it is kept and named.
"""

import argparse
import faulthandler
import io
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import makers  # noqa: E402

SLOWEST = 30
MOST_MEGABYTES = 700
MOST_ADDRESS_SPACE = 4 * 2**30
ZIPPED = ("xlsx", "xlsb", "ods")
NAMES = ("bang 2023.xlsx", "par-index-2024.xls", "sipas 2020.csv", "papi 2019.ods", "x", "số liệu.xlsb")

TRAPS = (
    b"<!DOCTYPE a [<!ENTITY e 'x'>]>",
    b'ref="A1:XFD1048576"',
    b"\xff\xfe",
    b"\x00" * 8,
    b"\xff" * 8,
    b'number-rows-repeated="99999999"',
    b'ss:Index="999999999"',
    b"rowspan=99999",
    b'"',
    b"<",
    b"\xad",
    b"nan",
    b"1e999",
    "Hà Nội".encode(),
)
VALUES = (
    b"",
    b"-1",
    b"0",
    b"1",
    b"99999999999",
    b"1e999",
    b"NaN",
    b"-inf",
    b"XFD1048576",
    b"A1048576",
    b"A0",
    b"A1:XFD1048576",
    b"A1:A99999999",
    b"../../../../etc/passwd",
    b"file:///etc/passwd",
    b"true",
    b"hidden",
    b"s",
    b"e",
    b"str",
    b"d",
    b"inlineStr",
    b"percentage",
    b"2023",
    "Hà Nội".encode(),
    b"&#0;",
    b"&#88;",
    b"utf-16",
)


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 7, 200, len(data)))]


def double(data: bytearray, chance: random.Random) -> None:
    at, to = sorted(chance.randrange(len(data)) for _ in range(2))
    data[at:at] = data[at : min(to, at + 2000)] * chance.randint(1, 4)


def trap(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    piece = chance.choice(TRAPS)
    data[at : at + (len(piece) if chance.random() < 0.5 else 0)] = piece


def number(data: bytearray, chance: random.Random) -> None:
    digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
    if digits:
        data[chance.choice(digits)] = chance.choice(b"0123456789-.e")


def word(data: bytearray, chance: random.Random) -> None:
    """Overwrite two or four bytes with a number that sizes and places do not expect."""
    at = chance.randrange(len(data))
    wide = chance.choice((2, 4))
    data[at : at + wide] = chance.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF)).to_bytes(wide, "little")


def attribute(data: bytearray, chance: random.Random) -> None:
    """Another value for an attribute of well-formed XML."""
    _replace(data, re.compile(rb'(?<==")[^"<]*(?=")'), chance)


def text(data: bytearray, chance: random.Random) -> None:
    """Another text between two tags of well-formed XML."""
    _replace(data, re.compile(rb"(?<=>)[^<>]+(?=</)"), chance)


def element(data: bytearray, chance: random.Random) -> None:
    """An element without children left out, or put in a second time somewhere else."""
    found = list(re.finditer(rb"<(\w+)(?: [^<>]*)?(?:/>|>[^<]*</\1>)", data))
    if found:
        piece = chance.choice(found)
        whole = bytes(piece[0])
        del data[piece.start() : piece.end()]
        if chance.random() < 0.6:
            place = min(chance.choice(found).start(), len(data))
            data[place:place] = whole * chance.randint(1, 3)


def _replace(data: bytearray, pattern: re.Pattern[bytes], chance: random.Random) -> None:
    found = list(pattern.finditer(data))
    if found:
        place = chance.choice(found)
        data[place.start() : place.end()] = chance.choice(VALUES)


Change = Callable[[bytearray, random.Random], None]
BYTES: tuple[Change, ...] = (flip, cut, double, trap, number, word)
MARKUP: tuple[Change, ...] = (attribute, attribute, text, element, number)


def mutated(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    changes = MARKUP if b"</" in content and chance.random() < 0.7 else BYTES
    for _ in range(chance.randint(1, 3)):
        if data:
            chance.choice(changes)(data, chance)
    return bytes(data)


def mutated_inside(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """A zip whose members are changed before packing, or taken from another workbook."""
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(io.BytesIO(other)) as second:
        parts = {name: archive.read(name) for name in archive.namelist()}
        foreign = [second.read(name) for name in second.namelist()]
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(sorted(parts))
        parts[name] = chance.choice(foreign) if chance.random() < 0.05 else mutated(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    return makers.zipped(parts)


@cache
def seeds() -> dict[str, bytes]:
    """Good files of every format, the format first in the name."""
    from corpus import CASES
    from test_formats import structured_ods, structured_xls, structured_xlsb, structured_xlsx

    made = {kind: make() for kind, make in makers.MAKERS.items()}
    made |= {
        "xlsx with structure": structured_xlsx(),
        "xls with structure": structured_xls(),
        "xlsb with structure": structured_xlsb(),
        "ods with structure": structured_ods(),
        "csv in cp1258": "Tỉnh,Điểm\nHà Nội,91.43\n".encode("utf-16"),
    }
    chosen = sorted(name for name, case in CASES.items() if case.good)[::12]
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            path = CASES[name].build().save(Path(folder))
            if path.suffix == ".xlsx":
                made[f"xlsx {name}"] = path.read_bytes()
    return made


def mutant(seed: int, number: int) -> tuple[str, str, bytes]:
    """The seed file a mutant comes from, the name it goes by, its bytes."""
    chance = random.Random(f"{seed}-{number}")
    every = seeds()
    kinds = sorted({name.split()[0] for name in every})
    kind = chance.choice(kinds)
    name = chance.choice([n for n in sorted(every) if n.split()[0] == kind])
    if kind in ZIPPED and chance.random() < 0.85:
        other = every[chance.choice([n for n in sorted(every) if n.split()[0] in ZIPPED])]
        return name, chance.choice(NAMES), mutated_inside(every[name], other, chance)
    return name, chance.choice(NAMES), mutated(every[name], chance)


def check(content: bytes, name: str) -> str:
    """What became of a file: `read`, `findings` or `refused`. Anything else is an exception."""
    from corpus import CATALOG

    from parreform.errors import InputRefused
    from parreform.findings import Finding
    from parreform.hints import Hints
    from parreform.ingest import look

    try:
        seen = look(Path(name), CATALOG, Hints(), content=content)
    except InputRefused as refused:
        assert str(refused)  # noqa: PT017
        assert refused.hint  # noqa: PT017
        return "refused"
    told = [f"{f.message} {f.suggestion}" for f in seen.findings if isinstance(f, Finding)]
    assert all(told)
    return "read" if list(seen.extraction.readings) else "findings"


# --- the process that may end ------------------------------------------------------------------


def work(folder: Path, seed: int, first: int, count: int, seconds: float) -> int:
    """Check mutants one after the other; the file in hand is always on disk as `last.bin`."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESS_SPACE, MOST_ADDRESS_SPACE))
    tally: dict[str, int] = {}
    seeds()
    until = time.monotonic() + seconds
    done = 0
    while (not count or done < count) and (not seconds or time.monotonic() < until):
        origin, name, content = mutant(seed, first + done)
        (folder / "last.bin").write_bytes(content)
        (folder / "last.txt").write_text(f"seed {seed}, number {first + done}, from {origin}, as {name}\n")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        faulthandler.dump_traceback_later(SLOWEST, exit=True)
        try:
            outcome = check(content, name)
        except BaseException:  # noqa: BLE001
            traceback.print_exc()
            return 1
        faulthandler.cancel_dump_traceback_later()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
        if grown > MOST_MEGABYTES:
            print(f"{grown} MB for one file", file=sys.stderr)
            return 1
        tally[outcome] = tally.get(outcome, 0) + 1
        done += 1
    print(f"{done} files: {', '.join(f'{n} {what}' for what, n in sorted(tally.items()))}")
    return 0


def run(folder: Path, seed: int, *, first: int = 0, count: int = 0, seconds: float = 0) -> tuple[int, str]:
    """The same in a child process: its exit code and what it said, with the file at fault where there is one."""
    words = [f"--{name}={value}" for name, value in (("seed", seed), ("first", first), ("count", count))]
    command = [sys.executable, __file__, f"--work={folder}", f"--seconds={seconds}", *words]
    env = os.environ | {"PARREFORM_HOME": str(folder / "home")}
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace", env=env)
    said = done.stdout + done.stderr
    if done.returncode:
        about = (folder / "last.txt").read_text() if (folder / "last.txt").exists() else "before the first file\n"
        said = f"exit {done.returncode}: {about}{folder / 'last.bin'}\n{said[-6000:]}"
    return done.returncode, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        return work(given.work, given.seed, given.first, given.count, given.seconds)
    folder = Path(tempfile.mkdtemp(prefix="parreform-fuzz-"))
    code, said = run(
        folder, given.seed, first=given.first, count=given.count, seconds=given.seconds or (0 if given.count else 60)
    )
    print(said, end="")
    return code


if __name__ == "__main__":
    sys.exit(main())
