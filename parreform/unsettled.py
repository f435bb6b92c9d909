"""What notes and remarks say against the figures of any table, of an index as of staff: estimates, not yet appraised."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from parreform.catalog import Catalog
from parreform.denials import asserts
from parreform.text import Folded, Sayings, by_letter, consists_of, fold
from parreform.vocabulary import Subject
from parreform.wording import PAPERS

SHORT = 8
"""A note of fewer words states something of the figures, whatever it is: `(*) Dự kiến`."""
_EXCUSED = ("stage", "measure", "note")
"""The kinds that a heading may say for its own column: a text then speaks of that one."""
_OF_PLANS = ("forecast", "target", "note-target")
_ESTIMATES = "-estimate"


def told_against(
    note: str, kinds: Collection[str], headings: Collection[str], catalog: Catalog, *, plans: bool = False
) -> Subject | None:
    """What a note says of the figures, so that they are no results; `plans` tells that they are stored as none.

    `kinds` are those of subjects that it is asked about.
    """
    bare = PAPERS.sub(" ", note)
    asked = (s for s in catalog.subjects if s.kind in kinds and not (plans and suits_plans(s)))
    return next((s for s in asked if is_told(s, bare, headings) and asserts(bare, s, catalog)), None)


def is_told(subject: Subject, text: str, headings: Collection[str]) -> bool:
    """Whether a text speaks of a subject that no heading says of its own column."""
    if not subject.in_text(text):
        return False
    return subject.kind not in _EXCUSED or not any(map(subject.in_text, headings))


def suits_plans(subject: Subject) -> bool:
    """Whether what is said of figures is what those of a plan are: estimates, targets."""
    return subject.id in _OF_PLANS or subject.id.endswith(_ESTIMATES)


class Doubts:
    """The words of the definitions on remarks, ready to be looked up."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @classmethod
    def of(cls, catalog: Catalog) -> "Doubts":
        """The words of a catalog, made once."""
        known: Doubts = catalog.__dict__.setdefault("_doubts", cls(catalog))
        return known

    @cached_property
    def _headings(self) -> Sayings:
        return Sayings(w for a in self._catalog.asides for w in a.notes)

    @cached_property
    def _about(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._catalog.asides for w in a.about)

    @cached_property
    def _all(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._catalog.asides for w in (*a.about, *a.doubts, *a.plans))

    @cached_property
    def _of_plans(self) -> Mapping[str, Sequence[Folded]]:
        return by_letter(w for a in self._catalog.asides for w in (*a.about, *a.plans))

    def concerns(self, label: str) -> bool:
        """Whether a heading is that of remarks on the figures: `Ghi chú`."""
        return self._headings.said_in(label)

    def are(self, text: str, *, plans: bool = False) -> bool:
        """Whether a remark says that figures lack a part, or no more than that they are not settled: `Chờ đính chính`.

        Those of `plans` are not settled by what they are.
        """
        if any(s.kind == "part" and s.in_text(text) for s in self._catalog.subjects):
            return True
        said = fold(text)
        harmless = self._of_plans if plans else self._about
        return consists_of(said, self._all) and not consists_of(said, harmless)
