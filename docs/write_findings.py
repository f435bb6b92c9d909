"""Write docs/findings.md from the kinds of findings: `python docs/write_findings.py`, with `--check` only compare."""

import argparse
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from parreform import settings
from parreform.findings import KINDS, Finding, Kind, Severity

TARGET = Path(__file__).with_name("findings.md")
SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("Lỗi: tệp bị từ chối, không nhập gì", "Errors: the file is refused, nothing is imported"),
    "warning": ("Cảnh báo: nhập, và lưu kèm cảnh báo", "Warnings: imported, and kept with the import"),
    "note": ("Ghi chú: cho biết đã làm gì", "Notes: what was done"),
}
EXAMPLES: dict[str, object] = {
    "asked": "--year 2022",
    "at": "2025-04-06 09:30",
    "baseline": 2000,
    "before": "--year 2023",
    "cell": "F3",
    "choices": "par-index, sipas, papi",
    "columns": "D, E",
    "cut": 200,
    "correction": "papi-2016-2017-headers",
    "count": 63,
    "difference": 0.3,
    "event": "(→ Tuyên Quang)",
    "expected": 8.75,
    "first": "88.1 / 12",
    "given": 2023,
    "here": "F3",
    "index": "par-index",
    "kind": "Số người có mặt",
    "label": "Chỉ số lạ",
    "least": "thấp nhất là 0,25",
    "maximum": 9.5,
    "minimum": 0.25,
    "measure": "assigned",
    "name": "Cải cách thể chế",
    "names": "Hà Nội, Hải Phòng",
    "now": 1800,
    "number": "1.2",
    "option": "--year",
    "options": "--index par-index",
    "other": "D3",
    "other_rank": 4,
    "other_score": 90.2,
    "pairs": 1953,
    "parts": 88.1,
    "points": 8.2,
    "rank": 3,
    "reason": "tiêu đề in sai năm",
    "rows": "7, 8",
    "score": 89.5,
    "second": "88.4 / 12",
    "seen": "“Kết quả”, bang.xlsx",
    "source": 2,
    "suggestion": "Hà Nội",
    "told": "2022",
    "todo": "Giữ lại một dòng đúng",
    "total": 88.4,
    "unit": "Hà Nội",
    "units": 63,
    "value": "9,o5",
    "why": "mức tăng giảm",
    "words": "số người có mặt",
    "year": 2023,
}
"""Example facts by name, for every kind; SPECIAL has those that would make no sense for a kind."""

SPECIAL: dict[str, dict[str, object]] = {
    "file-unreadable": {
        "why": "không phải bảng tính mà là PDF",
        "suggestion": "Cần tệp Excel (.xlsx, .xls, .xlsb), .ods hoặc .csv",
    },
    "no-results": {"what": "điểm tự chấm", "label": "Điểm tự đánh giá"},
    "no-figures": {"seen": "“Chỉ số SIPAS (%)”, “Xếp hạng”"},
    "column-between": {"label": "Xếp hạng"},
    "rows-measures": {"label": "Thước đo", "value": "“Điểm”, “Hạng”"},
    "rows-not-results": {"label": "Loại điểm", "value": "Tự chấm"},
    "score-blank": {"label": "Khoảng tin cậy dưới", "value": "41.8"},
    "heading-inside": {"label": "Cải cách thể chế"},
    "heading-unclear": {"label": "Chỉ tiêu"},
    "appraised-unclear": {"label": "Điểm thẩm định"},
    "baseline-unknown": {"label": "Số giảm", "choices": "2015, 2017", "first": 2015},
    "baseline-differs": {
        "name": "Sơn La, Công chức (hành chính), 2021",
        "year": 2015,
        "value": 2000,
        "other": 2100,
        "where": "Biểu 2!D5",
    },
    "baseline-of-stages": {"label": "Giai đoạn 2015-2021 / Công chức giảm", "first": 2015, "last": 2021},
    "cuts-by-year": {"years": "2019, 2020", "base": 2015, "first": 2019},
    "cut-of-a-year": {"name": "Quảng Nam, Công chức (hành chính), 2026", "cut": 98, "last": 2025, "base": 2021},
    "baseline-unstated": {"name": "Nghệ An, Công chức (hành chính), 2019"},
    "category-unknown": {"label": "Số giảm", "choices": "Công chức (hành chính), Viên chức (sự nghiệp)"},
    "count-fraction": {"value": "1.473", "name": "Biên chế giao"},
    "count-negative": {"value": "-12", "name": "Có mặt"},
    "cut-differs": {"name": "Sơn La, Công chức (hành chính), 2021", "cut": 210, "expected": 200},
    "cuts-contradict": {"name": "Sơn La, Công chức (hành chính), 2021", "cut": 40, "expected": 200, "count": 8},
    "heading-unknown": {"label": "Biên chế khoán", "count": 5},
    "column-unheaded": {"count": 4},
    "row-unheaded": {"label": "Sơn La"},
    "kind-unknown": {"choices": "achieved, assigned, plan, headcount"},
    "kind-unreadable": {"value": "tạm", "choices": "Đã thực hiện, Biên chế giao, Kế hoạch"},
    "label-unknown": {"label": "Viên trức", "suggestion": "Viên chức (sự nghiệp)"},
    "rows-bodies": {"label": "Sở Nội vụ", "count": 7},
    "part-unplaced": {"label": "Trong đó: nghỉ hưu trước tuổi"},
    "parts-exceed": {"name": "Sơn La, Công chức (hành chính), 2021", "parts": 400, "total": 200},
    "period-unreadable": {"value": "quý trước"},
    "period-unstated": {"name": "Nghệ An"},
    "rate-differs": {"name": "Sơn La, Công chức (hành chính), 2021", "value": 12.5, "expected": 10.0},
    "rate-range": {"value": "1000", "name": "Tỷ lệ giảm (%)"},
    "read-as": {"label": "Biên chế giao"},
    "sign-unknown": {"name": "Sơn La, Công chức (hành chính), 2021", "cut": -200, "expected": 200},
    "territory-spans": {"name": "Ninh Bình", "year": 2026, "unit": "Ninh Bình (từ 01/07/2025)"},
    "total-differs": {"name": "Sơn La, Tất cả, 2021", "parts": 12700, "total": 12800},
    "unit-unstated": {"label": "Công chức"},
    "hidden-read": {"count": 2},
    "hidden-skipped": {"count": 2},
    "told-otherwise": {
        "place": "Ghi chú",
        "note": "Đây là số liệu năm 2022",
        "said": "2022",
        "read": "2023",
        "suggestion": "--year 2022",
    },
    "mark-glued": {"value": "92,181", "name": "PAR INDEX", "mark": 1, "count": 2},
    "not-shown": {"value": "92,18", "name": "PAR INDEX", "count": 2},
    "index-other": {"name": "PCI (năng lực cạnh tranh cấp tỉnh)"},
    "index-none": {"name": "PCI (năng lực cạnh tranh cấp tỉnh)"},
    "title-unfit": {"title": "Chỉ tiêu PAR INDEX năm 2024", "what": "chỉ tiêu, mục tiêu", "label": "Điểm"},
    "title-part": {"title": "PAR INDEX 2023: cải cách thể chế", "label": "Điểm"},
    "territory-later": {"count": 34, "year": 2024},
    "unit-below": {"name": "TP. Hải Dương"},
    "territory-mixed": {"name": "Hà Giang", "year": 2025},
    "cell-error": {"value": "#REF!"},
    "coverage-last-year": {"before": 2022, "count": 2},
    "group-order": {"group": "A", "score": 89.5, "other": "Hải Phòng (91,2, B)"},
    "jump": {"before": 8.1, "score": 2.4, "change": -5.7, "usual": 0.2, "deviation": 0.6},
    "maxima-sum": {"framework": "par-index-2022-2024", "name": "PAR INDEX", "total": 100, "parts": 99.0},
    "figures-apart": {"label": "Tác động đến phát triển KT-XH"},
    "year-unknown": {"suggestion": "Cột “Niên độ” (D2) ghi 2021, 2022"},
    "heading-year": {"label": "Điểm 2021", "year": 2021},
    "names-differ": {"name": "Ca Mau", "other": "Đắk Lắk"},
    "percent-unclear": {"value": "86,3%"},
    "ranks-unrelated": {"count": 812},
    "rank-recomputed": {"count": 2, "units": "Hà Nội in 4, tính 3; Hải Phòng in 3, tính 4"},
    "ties": {"score": 85.42, "ranks": "12, 12"},
    "values-copied": {"other": 2022, "same": 63, "units": 63, "count": 9},
    "column-skipped": {"label": "So với năm 2022"},
    "decimal-ambiguous": {"value": "1.473"},
    "indicator-number": {"label": "1.2: Tri thức công dân", "name": "Tri thức công dân", "expected": "1.1"},
    "indicator-unknown": {"suggestion": "Chỉ số SIPAS"},
    "layout-conflict": {"names": "so-noi-vu (--index par-index), cu (--index sipas)"},
    "layout-used": {"name": "so-noi-vu"},
    "layout-unused": {"name": "so-noi-vu", "seen": "thi tốt nghiệp", "expected": "hài lòng"},
    "rank-order": {"other": "Hải Phòng"},
    "rank-range": {"value": 70},
    "repeated": {"other": "Bảng 2"},
    "hidden-index": {"name": "PCI"},
    "blank-filled": {"count": 1, "other": "Bảng 2"},
    "row-skipped": {"label": "Trung bình", "why": "không phải một tỉnh"},
    "score-range": {"value": 95.0, "minimum": 0.0},
    "names-apart": {"order": "theo bảng chữ cái", "units": 63},
    "scores-beyond": {
        "name": "PAR INDEX",
        "count": 63,
        "minimum": 0.0,
        "maximum": 100.0,
        "value": "8676",
        "seems": "có vẻ đã mất dấu thập phân (8676 thay cho 86,76)",
    },
    "shares-contradict": {
        "count": 8,
        "units": 8,
        "label": "Tỷ lệ đạt (%)",
        "value": 92.4,
        "score": 7.9,
        "maximum": 9.5,
        "expected": 83.16,
    },
    "mean-unlike": {
        "name": "PAR INDEX",
        "label": "Trung bình cả nước",
        "value": 82.15,
        "count": 63,
        "low": 81.2,
        "high": 96.1,
        "mean": 88.3,
    },
    "bounds-crossed": {"name": "PAPI", "low": 44.2, "high": 42.7},
    "score-outside": {"name": "PAPI", "score": 41.66, "low": 42.79, "high": 45.71},
    "sheet-skipped": {"why": "không có tên tỉnh"},
    "sipas-points": {"value": 87.5},
    "unit-twice": {"name": "Hà Nội, Chỉ số cải cách hành chính (PAR INDEX), 2023"},
    "sheets-contradict": {
        "name": "Hà Nội, Chỉ số cải cách hành chính (PAR INDEX), 2023",
        "count": 63,
        "here": "2023",
        "other": "2023 (bản cũ)",
    },
    "rows-alike": {"name": "Lai Châu, Điểm thẩm định, 2024", "count": 8, "first": "9.0", "second": "1.5"},
    "cell-date": {"name": "Xếp hạng", "value": "1963-08-01", "typed": "8/63"},
    "sheet-unread": {"seen": "“STT”, “Tỉnh”, “Dân số”"},
    "score-implausible": {
        "name": "SIPAS",
        "value": 8.58,
        "count": 63,
        "minimum": 65,
        "maximum": 98,
        "seems": "có vẻ là thang 10 điểm",
    },
    "score-unusual": {"name": "PAR INDEX", "value": 8.61, "minimum": 50, "maximum": 100},
    "unit-unknown": {"name": "Hà Lội"},
    "unit-central": {"name": "Bộ Tư pháp"},
    "units-missing": {"count": 61, "expected": 63, "names": "Bắc Giang, Bắc Ninh"},
    "year-conflict": {"seen": "tiêu đề: 2023, tên trang: 2022"},
    "zero-missing": {"name": "Tri thức công dân"},
}

OF_SHEETS = frozenset(
    "framework-unknown hidden-read hidden-skipped layout-conflict layout-used repeated sheet-skipped text-decoded units-missing".split()
)
"""Kinds that speak of a whole sheet or file, not of a cell."""


def example(code: str) -> Finding:
    """A finding of a kind with example facts; a fact nobody gave an example for is an ellipsis."""
    kind = KINDS[code]
    texts = (kind.vi, kind.en, kind.todo_vi, kind.todo_en)
    names = {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}
    facts = {name: EXAMPLES.get(name, "…") for name in sorted(names)} | SPECIAL.get(code, {})
    return Finding(code, "Bảng 1", "" if code in OF_SHEETS else "C5", facts)


def page() -> str:
    """The whole document."""
    lines = [
        "# Những gì parreform nói về một tệp / What parreform says about a file",
        "",
        "Trang này viết từ `parreform/kinds/` bằng `python docs/write_findings.py`.",
        "Chữ trong {ngoặc} là chỗ điền theo từng tệp.",
        "",
        "This page is written from `parreform/kinds/` by `python docs/write_findings.py`.",
        "Words in {braces} are filled in for each file.",
    ]
    for severity, titles in SEVERITIES.items():
        lines += ["", f"## {titles[0]} / {titles[1]}"]
        for code in sorted(c for c, kind in KINDS.items() if kind.severity == severity):
            lines += _entry(code, KINDS[code])
    return "\n".join(lines) + "\n"


def _entry(code: str, kind: Kind) -> Iterator[str]:
    yield from ("", f"### `{code}` ({kind.severity})", "")
    yield f"- Nghĩa: {kind.vi}"
    yield f"- Meaning: {kind.en}"
    yield f"- Ví dụ: {_said(code, 'vi')}"
    yield f"- Example: {_said(code, 'en')}"
    if kind.todo_vi:
        yield f"- Cần làm: {kind.todo_vi}"
        yield f"- What to do: {kind.todo_en}"


def _said(code: str, language: settings.Language) -> str:
    before = settings.language()
    settings.set_language(language)
    try:
        finding = example(code)
        where = "!".join(p for p in (finding.sheet, finding.cell) if p)
        return f"`{where}`: {finding.message}"
    finally:
        settings.set_language(before)


def main() -> int:
    """Write the page, or compare it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    written = page()
    if options.parse_args().check:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == written
        sys.stdout.write(
            "up to date\n" if same else f"{TARGET.name} is not up to date: python docs/write_findings.py\n"
        )
        return 0 if same else 1
    TARGET.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
