"""What an export is asked for, and what became of it."""

from dataclasses import dataclass, field
from pathlib import Path

from parreform.errors import ExitCode
from parreform.settings import PACKAGE

EXAMPLE = PACKAGE / "publish" / "parreform.toml"
"""The plan that is shipped: what is made without one, spelled out."""
OURS = ("index.html", "manifest.json")
"""The files of a folder beside those that a plan asks for."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be brought up to date, from what. `mark` is the fingerprint taken before anything was read.

    `again` makes every file anew; `jobs` 0 is as many processes as pay off. A plan may choose the language
    unless the user did (`language_asked`).
    """

    folder: Path
    database: str
    plan: Path | None = None
    provinces: tuple[str, ...] = ()
    jobs: int = 0
    again: bool = False
    language_asked: bool = False
    mark: str = ""

    @property
    def own(self) -> Path:
        """The folder within that is ours alone."""
        return self.folder / ".parreform"


@dataclass(slots=True)
class Outcome:
    """What became of each file. `skipped` (nothing is held) and `failed` are items, with the reason.

    `unchanged` counts the files of a folder in which nothing was looked at, because nothing can have changed.
    """

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether anything was written or tried."""
        return bool(self.made or self.removed or self.failed)

    @property
    def code(self) -> ExitCode:
        """What the shell is told of a run that came to its end."""
        return ExitCode.PARTLY if self.failed else ExitCode.DONE


def find_plan(given: Path | None) -> Path | None:
    """The plan to use: the one given, else `parreform.toml` here, else none."""
    here = Path("parreform.toml").absolute()
    return given.absolute() if given else here if here.is_file() else None
