"""Which of several readings of one value counts: one rule, stated once.

The user's preference comes first; then the source's tier; then the later date of publication; then the
later import. A tier or date nobody stated counts least.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from parreform.settings import t

TIERS = ("publisher", "official", "press", "transcription", "unknown")
"""From the most trusted: who publishes the index, another public body, the press, somebody's copy, not stated."""

UNSTATED = TIERS[-1]

STAFFING = "staffing"
"""What stands for the index where staffing figures are listed among values, or preferred."""

Rule = Literal["preference", "tier", "published", "recorded"]


class Standing(NamedTuple):
    """What decides about a reading. `preference` and `run` grow with time; 0 is none.

    `published` is an ISO date or empty.
    """

    preference: int = 0
    tier: str = UNSTATED
    published: str = ""
    run: int = 0

    @property
    def weight(self) -> tuple[int, int, str]:
        """Greater counts more. Between equal weights the later import counts."""
        return (self.preference, -TIERS.index(self.tier), self.published)


class Preferred(NamedTuple):
    """A preference that stands: a source for an index or for staffing, in one unit or all (None), one year or all."""

    id: int
    source_id: int
    composite: str
    unit: str | None
    year: int | None
    at: str = ""

    def concerns(self, source_id: int, index: str, unit: str, year: int) -> bool:
        """Whether it speaks for this source at this place."""
        here = self.unit in (None, unit) and self.year in (None, year)
        return here and (self.source_id, self.composite) == (source_id, index)


class Scales:
    """Weighs readings of two sources at a place: what each source states, and the preferences."""

    def __init__(self, stated: Mapping[int, Standing], preferences: Sequence[Preferred]) -> None:
        self.stated = dict(stated)
        self.preferences = preferences
        self._known: dict[tuple[int, int], int] = {}

    def compare(self, new: int, old: int, index: str, unit: str, year: int) -> int:
        """1 where the new source counts more by weight, -1 where the old one does, 0 where neither."""
        if not self.preferences and (new, old) in self._known:
            return self._known[new, old]
        ours, theirs = (self._at(source, index, unit, year).weight for source in (new, old))
        found = (ours > theirs) - (ours < theirs)
        self._known[new, old] = found
        return found

    def _at(self, source: int, index: str, unit: str, year: int) -> Standing:
        preferred = (p.id for p in self.preferences if p.concerns(source, index, unit, year))
        return self.stated[source]._replace(preference=max(preferred, default=0))


def deciding(counts: Standing, other: Standing) -> Rule:
    """The first criterion in which the reading that counts differs from another one."""
    if counts.preference != other.preference:
        return "preference"
    if counts.tier != other.tier:
        return "tier"
    return "published" if counts.published != other.published else "recorded"


def rule_words(rule: Rule, counts: Standing, other: Standing) -> str:
    """Why one reading counts and the other does not, in words."""
    words = {
        "preference": t("theo lựa chọn của bạn", "by your preference"),
        "tier": t(
            f"nguồn tin cậy hơn: {tier_words(counts.tier)} trước {tier_words(other.tier)}",
            f"more trusted source: {tier_words(counts.tier)} before {tier_words(other.tier)}",
        ),
        "published": t(
            f"công bố sau: {counts.published} sau {other.published or 'không rõ ngày'}",
            f"published later: {counts.published} after {other.published or 'an unstated date'}",
        ),
        "recorded": t("nhập sau", "imported later"),
    }
    return words[rule]


def tier_words(tier: str) -> str:
    """A tier in words."""
    words = {
        "publisher": t("nơi công bố", "publisher"),
        "official": t("cơ quan nhà nước", "official body"),
        "press": t("báo chí", "press"),
        "transcription": t("bản chép lại", "transcription"),
        UNSTATED: t("không nêu rõ", "unstated"),
    }
    return words[tier]
