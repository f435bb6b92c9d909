"""Whether titles of staffing tables are understood whole: else they may speak of a body, of some posts, of a scope.

No list of what stands beside or inside a province is ever complete: a university, the Party committee, associations.
A title is read where it is made of names of provinces, categories, scopes, who assigned, dates, papers and the words
of `title` in `definitions/staffing.toml`; of anything else is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from parreform.catalog import Catalog
from parreform.staffing.periods import without_papers
from parreform.staffing.terms import Terms, Word
from parreform.staffing.whose import limits_in, subjects_of, without_limits, without_providers, without_territory
from parreform.vocabulary import words_of
from parreform.wording import Phrases, is_prose, is_source, not_covered, phrases_of

_OF_TITLES = ("tables", "times", "units-of-measurement", "english")
"""The groups of words in `definitions/titles.toml` that say nothing of whose posts are counted."""
_REGIONS, _HEADINGS = "regions", "headings"
"""The words that say no more than rows of provinces do; those that headings alone may have besides."""
_SENTENCE = re.compile(r"\w{2,}\.(?:\s|$)")
_ENTITLE = ("province", "country")
"""The kinds of units that titles name: own definitions may have thousands of communes."""


def not_understood(
    titles: Sequence[str], sheet: str, catalog: Catalog, *, of_provinces: bool, scoped: bool
) -> Iterator[tuple[str, str]]:
    """Titles with the words of each that are not understood; the sheet's name where nothing else says whose figures these are.

    `of_provinces` tells that rows name provinces: then titles may speak of regions; `scoped` that cells state the scope.
    """
    telling = [x for x in subjects_of(titles) if _may_entitle(x, catalog)]
    for title in telling or (() if of_provinces else (sheet,)):
        made = _vocabulary(catalog, marks=not title.isascii())
        known = made if of_provinces else made[:1]
        bare = without_territory(without_papers(without_providers(title)), catalog)
        limits = [] if scoped else [x for x in limits_in(bare) if not_covered(x, catalog, known)]
        if words := limits[0] if limits else not_covered(without_limits(bare) if scoped else bare, catalog, known):
            yield title, words


def _may_entitle(text: str, catalog: Catalog) -> bool:
    """Whether a line is no source and no report; a title that cites what is carried out may be long."""
    cites = text.lower().startswith("thực hiện")
    return (cites or not is_source(text, catalog)) and not (is_prose(text) and _SENTENCE.search(text))


def is_covered(text: str, catalog: Catalog) -> bool:
    """Whether a text is made of what titles of tables of provinces may hold."""
    return not not_covered(text, catalog, _vocabulary(catalog, marks=not text.isascii()))


def is_understood(heading: str, category: str, catalog: Catalog) -> bool:
    """Whether a heading is: `Biên chế hội đặc thù` are posts of something else. `category` is the one it names."""
    marks = not heading.isascii()
    known = [*_vocabulary(catalog, marks=marks), _of_headings(catalog, category, marks=marks)]
    return not not_covered(without_papers(heading), catalog, known)


def _of_headings(catalog: Catalog, category: str, *, marks: bool) -> Phrases:
    terms = Terms.of(catalog)
    within = terms.categories[category].within if category else ()
    return phrases_of((*terms.titles[_HEADINGS], *within), marks=marks)


def _vocabulary(catalog: Catalog, *, marks: bool) -> list[Phrases]:
    """What any title may hold, and what those of tables of provinces may; made once for a catalog."""
    made: dict[bool, list[Phrases]] = catalog.__dict__.setdefault("_staffing_titles", {})
    if marks not in made:
        terms = Terms.of(catalog)
        groups = (x for group in catalog.groups for x in (group.vi, group.en))
        aggregates = (x for unit in catalog.aggregates.values() for x in unit.spellings)
        regions = (*terms.titles[_REGIONS], *groups, *aggregates)
        made[marks] = [phrases_of(texts, marks=marks) for texts in (_texts(terms, catalog), regions)]
    return made[marks]


def _texts(terms: Terms, catalog: Catalog) -> Iterator[str]:
    for group, words in terms.titles.items():
        yield from words if group not in (_REGIONS, _HEADINGS) else ()
    for group, words in catalog.entries_of("titles.toml", "vocabulary", words_of):
        yield from words if group in _OF_TITLES else ()
    for named in (terms.categories, terms.scopes, terms.givers):
        yield from _spellings(named.values())
    for unit in catalog.units.values():
        yield from unit.spellings if unit.kind in _ENTITLE else ()


def _spellings(words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        yield from (word.vi, word.en, *word.words)
