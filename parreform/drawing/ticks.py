"""Which values deserve a label, and which a grid line."""

from collections import Counter
from collections.abc import Sequence

from matplotlib.ticker import MaxNLocator

from parreform.drawing.room import DOWN, RIGHT, UP, Side
from parreform.pictures.lines import Line, Mark


def notable(line: Line, measure: str) -> dict[Mark, Side]:
    """The marks worth a label, each with its side: latest, best, worst, and years with another number ranked.

    Of equals the latest. Ranks among clearly fewer or more units (a pilot of ten) are never best or worst;
    scores are compared only after the last break.
    """
    shown = line.shown(measure)
    if not shown:
        return {}
    usual = Counter(m.n for m in reversed(shown)).most_common(1)[0][0]
    odd = [m for m in shown if measure == "rank" and usual and abs((m.n or usual) - usual) > usual / 10]
    since = 0 if measure == "rank" else max((m.year for m in line.marks[1:] if m.break_reason), default=0)
    better = -1 if measure == "rank" else 1
    alike = sorted((better * (m.value(measure) or 0), m.year, m) for m in shown if m not in odd and m.year >= since)
    lowest = [(value, -year, m) for value, year, m in alike]
    extremes = {min(lowest)[2]: DOWN, max(alike)[2]: UP} if alike else {}
    return {shown[-1]: RIGHT, **dict.fromkeys(odd, UP), **extremes, shown[-1]: RIGHT}


def rank_ticks(n: int) -> list[int]:
    """1, the last place, and round places between them that leave room for both."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if n <= 4 * s), 1000)
    return sorted({1, n, *(k for k in range(step, n, step) if step / 2 < k < n - step / 2)})


def score_ticks(low: float, high: float, count: int = 4) -> Sequence[float]:
    """Round scores about a range."""
    found = MaxNLocator(count, steps=[1, 2, 5, 10]).tick_values(low, high)
    return [round(float(value), 9) for value in found]
