"""Faults of data as values: a code, where it was seen, and the words people read about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from parreform.settings import t
from parreform.text import local_number

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Kind:
    """What one code means. Texts are `str.format` templates over the finding's facts."""

    severity: Severity
    vi: str
    en: str
    todo_vi: str = ""
    todo_en: str = ""


KINDS: dict[str, Kind] = {
    "no-table": Kind(
        "error",
        "Không thấy bảng nào đọc được: cần một cột hoặc một hàng tên tỉnh, thành phố. Đã thấy: {seen}",
        "No readable table: a column or a row of province names is needed. Seen: {seen}",
        "Kiểm tra đúng tệp chưa; chọn trang bằng --sheet",
        "Check that this is the right file; choose the sheet with --sheet",
    ),
    "no-values": Kind(
        "error",
        "Trang có tên tỉnh nhưng không đọc được giá trị nào; tiêu đề cột thấy được: {seen}",
        "The sheet names provinces but no value could be read; column headings seen: {seen}",
        "Mỗi cột cần tiêu đề là tên chỉ số hoặc tiêu chí, ngay trên dòng tỉnh đầu tiên",
        "Each column needs the name of an index or indicator as its heading, right above the first province",
    ),
    "sheet-skipped": Kind(
        "note",
        "Bỏ qua trang: {why}",
        "Sheet skipped: {why}",
    ),
    "text-decoded": Kind(
        "note",
        "{count} ô chữ dùng phông cũ (.Vn, VNI) đã được chuyển sang Unicode",
        "{count} cells with text in old fonts (.Vn, VNI) were converted to Unicode",
    ),
    "index-unknown": Kind(
        "error",
        "Không rõ bảng này thuộc chỉ số nào. Đã thấy: {seen}",
        "Cannot tell which index this table holds. Seen: {seen}",
        "Thêm --index, một trong: {choices}",
        "Add --index, one of: {choices}",
    ),
    "index-other": Kind(
        "warning",
        "Không đọc bảng này: nó là của {name}, một chỉ số chương trình không lưu",
        "This table is not read: it is of {name}, an index that is not kept",
        "Nếu bảng thật ra là của chỉ số khác, sửa tiêu đề hay tên trang",
        "Where the table is really of another index, correct its title or the name of the sheet",
    ),
    "index-none": Kind(
        "error",
        "Tệp chỉ có bảng của {name}; các chỉ số được lưu: {choices}",
        "The file holds tables of {name} only; the indices kept are: {choices}",
        "Kiểm tra đúng tệp chưa; muốn lưu chỉ số khác thì thêm tệp định nghĩa (docs/definitions.md)",
        "Check that this is the right file; to keep another index add definition files (docs/definitions.md)",
    ),
    "title-unfit": Kind(
        "error",
        "“{title}” nói về {what}; cột “{label}” không thể lưu như kết quả của {index}",
        "“{title}” speaks of {what}; “{label}” cannot be stored as a result of {index}",
        "Nếu đúng là kết quả, sửa tiêu đề; nếu không, bỏ trang này, chọn trang khác bằng --sheet",
        "Where it is a result after all, correct the title; else leave the sheet out: choose others with --sheet",
    ),
    "title-part": Kind(
        "error",
        "“{title}” nói về {name}, một phần của {index}, mà tiêu đề cột “{label}” không nêu tên phần nào",
        "“{title}” speaks of {name}, a part of {index}, but the heading “{label}” names no part",
        "Ghi tên phần ấy vào tiêu đề cột; nếu là điểm chung, bỏ tên ấy khỏi tiêu đề bảng",
        "Write the name of that part into the heading; for the total take that name from the title",
    ),
    "year-unknown": Kind(
        "error",
        "Không rõ năm của số liệu: tiêu đề, tên trang và tên tệp đều không nêu",
        "Cannot tell the year measured: no title, sheet name or file name gives it",
        "Thêm --year, ví dụ --year 2024",
        "Add --year, for example --year 2024",
    ),
    "year-conflict": Kind(
        "error",
        "Năm của số liệu mâu thuẫn: {seen}",
        "The year measured is contradictory: {seen}",
        "Thêm --year với năm đúng (năm được đo, không phải năm công bố)",
        "Add --year with the right one (the year measured, not the year of publication)",
    ),
    "framework-unknown": Kind(
        "error",
        "Chưa có định nghĩa bộ chỉ số {index} cho năm {year}",
        "There is no definition of {index} for {year}",
        "Thêm một tệp định nghĩa (docs/definitions.md) hoặc sửa --year",
        "Add a definition file (docs/definitions.md) or correct --year",
    ),
    "indicator-unknown": Kind(
        "warning",
        "Cột (hàng) “{label}” không khớp tiêu chí nào của {index} {year}: {count} giá trị không được lưu",
        "“{label}” matches no indicator of {index} {year}: {count} values are not stored",
        "Gần nhất: {suggestion}",
        "Nearest: {suggestion}",
    ),
    "indicator-number": Kind(
        "error",
        "“{label}” ghi số {number}, nhưng {name} của năm {year} mang số {expected}",
        "“{label}” is numbered {number}, but {name} has number {expected} in {year}",
        "Kiểm tra tiêu đề cột với bộ chỉ số của năm {year}",
        "Check the heading against the framework of {year}",
    ),
    "maximum-differs": Kind(
        "error",
        "“{label}” ghi tối đa {printed}, nhưng {name} của năm {year} tối đa {expected}",
        "“{label}” prints a maximum of {printed}, but that of {name} in {year} is {expected}",
        "Kiểm tra tiêu đề cột và năm của số liệu",
        "Check the heading and the year measured",
    ),
    "indicator-not-in-framework": Kind(
        "error",
        "“{label}” không có trong bộ chỉ số {index} năm {year}",
        "“{label}” is not part of the {index} framework of {year}",
        "Kiểm tra năm, hoặc tiêu đề cột",
        "Check the year or the heading",
    ),
    "column-ambiguous": Kind(
        "error",
        "Hai cột cùng là {name}: {other} và {here}",
        "Two columns both hold {name}: {other} and {here}",
        "Xóa hoặc đổi tên cột thừa",
        "Delete or rename the one that is not meant",
    ),
    "measure-unknown": Kind(
        "error",
        "Cột “{label}” toàn số nguyên: không rõ là điểm hay thứ hạng",
        "Column “{label}” holds whole numbers only: scores or ranks?",
        "Ghi “Điểm” hoặc “Hạng” vào tiêu đề cột, hoặc vào tiêu đề bảng",
        "Write “Điểm” or “Hạng” (score, rank) into the heading of the column or of the table",
    ),
    "heading-unclear": Kind(
        "error",
        "Cột “{label}” chứa số, nhưng tiêu đề ấy không nói đó là điểm, chỉ tiêu hay số gì khác",
        "Column “{label}” holds figures, but its heading does not say whether they are scores, targets or something else",
        "Ghi “Điểm” (hay “Chỉ tiêu giao”...) vào tiêu đề cột",
        "Write “Điểm” (score) or what else they are into the heading of the column",
    ),
    "rows-not-results": Kind(
        "error",
        "Cột “{label}” ghi “{value}”: số ở dòng này không phải kết quả của tỉnh",
        "Column “{label}” says “{value}”: the figures of this row are no result of the province",
        "Chỉ để lại các dòng kết quả của tỉnh, thành phố; bỏ dòng tự chấm, mục tiêu, dự kiến và của cấp dưới",
        "Keep the rows of results of provinces only; take out self-assessed, target, expected and lower-level rows",
    ),
    "heading-inside": Kind(
        "error",
        "“{label}” nằm giữa các dòng tỉnh: các số bên dưới có thể là của phần khác",
        "“{label}” stands between the rows of provinces: the figures below it may be of something else",
        "Tách mỗi phần thành một bảng có tiêu đề cột riêng, hoặc một trang riêng",
        "Give each part headings of its own, or a sheet of its own",
    ),
    "ranks-differ": Kind(
        "error",
        "{name} {year}: hạng in của {count} trên {units} đơn vị cách hạng tính từ điểm hơn một bậc; đây là hạng của cột khác",
        "{name} {year}: the printed ranks of {count} of {units} units are more than one place off the ranks by score;"
        " they are ranks of something else",
        "Kiểm tra tiêu đề cột hạng: hạng đứng trước hay sau điểm của nó",
        "Check the headings of the ranks: does a rank stand before or after its score",
    ),
    "column-between": Kind(
        "error",
        "Cột “{label}” đứng giữa hai bảng: không rõ là cột cuối của bảng trái hay cột đầu của bảng phải",
        "Column “{label}” stands between two tables: is it the last of the left or the first of the right one?",
        "Chèn một cột trống giữa hai bảng; nếu bảng trái có cột ẩn thì bỏ ẩn",
        "Put an empty column between the tables; unhide what is hidden left of them",
    ),
    "hidden-skipped": Kind(
        "note",
        "Không đọc {count} cột ẩn: {columns}",
        "{count} hidden columns are not read: {columns}",
    ),
    "hidden-units": Kind(
        "error",
        "Cột ẩn chứa tên tỉnh “{name}”: không rõ các số bên cạnh là của ai",
        "A hidden column names the province “{name}”: it is unclear whose the figures beside it are",
        "Bỏ ẩn cột (Unhide) rồi nhập lại, hoặc xóa hẳn bảng thừa",
        "Unhide the column and import again, or delete the table that is not needed",
    ),
    "units-unread": Kind(
        "error",
        "Ở đây còn tên tỉnh nằm ngoài các bảng đọc được",
        "Provinces are named here outside of the tables that can be read",
        "Tách bảng này ra trang riêng rồi nhập lại",
        "Move this table to a sheet of its own and import again",
    ),
    "hidden-read": Kind(
        "note",
        "Đọc cả {count} dòng ẩn (bộ lọc của Excel giấu dòng): {rows}",
        "{count} hidden rows are read too (Excel's filters hide rows): {rows}",
    ),
    "territory-later": Kind(
        "error",
        "{count} tỉnh ở đây đều mang tên của tỉnh sau sáp nhập, mà số liệu là của năm {year}, khi còn các tỉnh cũ",
        "All {count} provinces here bear names of those after the merger, but the data are of {year}, before it",
        "Nếu là tỉnh cũ, ghi “(cũ)” sau tên một tỉnh; số tính lại theo tỉnh mới thì không nhập được",
        "If the old provinces are meant, write “(cũ)” behind the name of one; figures recomputed for new ones have no place",
    ),
    "unit-below": Kind(
        "error",
        "“{name}” là thành phố thuộc tỉnh, không phải tỉnh, thành phố trực thuộc trung ương (năm {year})",
        "“{name}” is a city within a province, not a province or central city ({year})",
        "Nếu là cả tỉnh, bỏ chữ “Thành phố”, “TP.” trước tên",
        "Where the whole province is meant, take “Thành phố”, “TP.” from the name",
    ),
    "territory-mixed": Kind(
        "error",
        "“{name}” không phải một tỉnh của năm {year} {event}",
        "“{name}” is not a province of {year} {event}",
        "Một bảng không thể vừa có tỉnh cũ vừa có tỉnh mới; kiểm tra năm của số liệu",
        "A table cannot hold old and new provinces; check the year measured",
    ),
    "column-skipped": Kind(
        "note",
        "Không đọc cột “{label}”: {why}",
        "Column “{label}” is not read: {why}",
    ),
    "unit-unknown": Kind(
        "error",
        "“{name}” không phải tên tỉnh, thành phố nào năm {year}",
        "“{name}” is not the name of a province in {year}",
        "Có phải: {suggestion}?",
        "Did you mean: {suggestion}?",
    ),
    "names-differ": Kind(
        "error",
        "Dòng này mang hai tên khác nhau: “{other}” và “{name}”",
        "This row bears two different names: “{other}” and “{name}”",
        "Sửa cho hai cột tên khớp nhau, hoặc xóa cột tên thừa",
        "Make the two columns of names agree, or delete the one that is not needed",
    ),
    "figures-apart": Kind(
        "error",
        "Cột “{label}” đứng cách bảng tên tỉnh một khoảng trống, và dòng hoặc tiêu đề của nó khác: không rõ số của tỉnh nào",
        "Column “{label}” stands apart from the names, with other rows or a title of its own: whose figures are these?",
        "Ghi tên tỉnh vào cột ngay bên trái các số này; nếu cùng một bảng thì xóa cột trống ở giữa",
        "Write the provinces in the column left of these figures; where it is one table, delete the empty column between",
    ),
    "heading-missing": Kind(
        "error",
        "Cột có điểm nhưng không có tiêu đề nào",
        "The column holds scores under no heading at all",
        "Ghi tiêu đề cho cột này; nếu tiêu đề bên trái chung cho cả nhóm cột, ghi tên từng tiêu chí bên dưới",
        "Write its heading; where the one on the left is that of a group, write the name of each indicator below it",
    ),
    "heading-year": Kind(
        "error",
        "Tiêu đề “{label}” nêu năm {year}, khác năm mà dòng hoặc bảng đã ghi",
        "The heading “{label}” says {year}, other than the year of the rows or of the table",
        "Sửa năm ở tiêu đề cột, hoặc bỏ năm ấy đi",
        "Correct the year in the heading, or leave it out",
    ),
    "percent-unclear": Kind(
        "error",
        "{name}: “{value}” là tỷ lệ phần trăm hay là điểm? Cột này không tính như vậy",
        "{name}: is “{value}” a percentage or a score? This column is not counted so",
        "Ghi điểm như bản công bố (ví dụ 8,63; chỉ số tính bằng % thì ghi 86,3), định dạng ô là số thường",
        "Write the score as published (8.63; for an index in percent 86.3) and format the cells as plain numbers",
    ),
    "row-skipped": Kind(
        "note",
        "Không đọc dòng “{label}”: {why}",
        "Row “{label}” is not read: {why}",
    ),
    "unit-missing": Kind(
        "error",
        "Dòng có số nhưng không có tên tỉnh",
        "The row holds figures but no name of a province",
        "Ghi tên tỉnh vào cột tên, hoặc xóa số nếu dòng này thừa",
        "Write the name of the province, or clear the figures if the row is not needed",
    ),
    "unit-twice": Kind(
        "error",
        "“{name}” xuất hiện hai lần, giá trị khác nhau: {first} và {second} (trước đó ở {other})",
        "“{name}” occurs twice with different values: {first} and {second} (first at {other})",
        "Giữ lại một dòng đúng",
        "Keep the one that is right",
    ),
    "repeated": Kind(
        "note",
        "{count} giá trị của trang này đã có ở trang “{other}” và giống hệt; lưu một lần",
        "{count} values of this sheet stand in sheet “{other}” too and are identical; stored once",
    ),
    "number-unreadable": Kind(
        "error",
        "“{value}” không phải số ({name})",
        "“{value}” is not a number ({name})",
        "Sửa ô thành số, hoặc để trống nếu không có số liệu",
        "Make the cell a number, or leave it empty where there is no figure",
    ),
    "decimal-ambiguous": Kind(
        "error",
        "Không rõ dấu thập phân của cột {name}: “{value}” có thể là hai số khác nhau",
        "The decimal mark of column {name} is unclear: “{value}” can be two different numbers",
        "Thêm --decimal comma hoặc --decimal point",
        "Add --decimal comma or --decimal point",
    ),
    "formula-uncached": Kind(
        "error",
        "Ô có công thức nhưng chưa có kết quả được lưu",
        "The cell holds a formula without a stored result",
        "Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập",
        "Open the file in Excel or LibreOffice, save it, import again",
    ),
    "cell-error": Kind(
        "error",
        "Ô mang lỗi {value}",
        "The cell holds the error {value}",
        "Sửa công thức trong tệp",
        "Mend the formula in the file",
    ),
    "zero-missing": Kind(
        "note",
        "Số 0 ở đây là thiếu số liệu, không phải điểm: {name} thấp nhất là {minimum}",
        "The zero here means no data, it is no score: {name} is at least {minimum}",
    ),
    "score-range": Kind(
        "error",
        "{name} của {unit} là {value}, ngoài khoảng {minimum} đến {maximum}",
        "{name} of {unit} is {value}, outside {minimum} to {maximum}",
        "Kiểm tra ô này với bản gốc",
        "Check this cell against the original",
    ),
    "rank-range": Kind(
        "error",
        "Thứ hạng {value} của {unit} không thể có khi xếp hạng {count} đơn vị",
        "Rank {value} of {unit} cannot be among {count} ranked units",
        "Kiểm tra ô này với bản gốc",
        "Check this cell against the original",
    ),
    "parts-total": Kind(
        "warning",
        "Tổng các phần của {unit} là {parts}, số in là {total} (lệch {difference})",
        "The parts of {unit} sum to {parts}, printed is {total} (off by {difference})",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "rank-order": Kind(
        "warning",
        "{unit} ({score}, hạng {rank}) và {other} ({other_score}, hạng {other_rank}): thứ hạng ngược với điểm",
        "{unit} ({score}, rank {rank}) and {other} ({other_score}, rank {other_rank}): ranks contradict scores",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "ranks-unrelated": Kind(
        "error",
        "{name} {year}: hạng in không đi với điểm ({count} trên {pairs} cặp đơn vị ngược nhau); đây là hạng của cột khác",
        "{name} {year}: the printed ranks do not go with the scores ({count} of {pairs} pairs contradict);"
        " they are ranks of something else",
        "Kiểm tra tiêu đề cột hạng và xem các dòng có bị lệch không",
        "Check the heading of the ranks and whether rows were shifted",
    ),
    "units-missing": Kind(
        "warning",
        "{index} {year}: có {count} trên {expected} đơn vị; thiếu {names}",
        "{index} {year}: {count} of {expected} units are present; missing {names}",
    ),
    "sipas-points": Kind(
        "warning",
        "SIPAS {value} % của {unit} ứng với {expected} điểm, PAR INDEX ghi {points}",
        "SIPAS {value} % of {unit} is {expected} points, PAR INDEX has {points}",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "layout-used": Kind(
        "note",
        "Dùng cách bày đã lưu “{name}”: {options}",
        "Saved layout “{name}” was used: {options}",
        "Nếu không đúng: thêm tùy chọn như --index, hoặc parreform layouts --remove {name}",
        "Where that is wrong: add options such as --index, or parreform layouts --remove {name}",
    ),
    "layout-conflict": Kind(
        "error",
        "Nhiều cách bày đã lưu cùng hợp với tệp này mà khác nhau: {names}",
        "Several saved layouts fit this file and differ: {names}",
        "Thêm tùy chọn như --index, hoặc bỏ bớt: parreform layouts --remove TÊN",
        "Add options such as --index, or remove one: parreform layouts --remove NAME",
    ),
    "values-copied": Kind(
        "error",
        "{name} {year}: {same} trên {units} đơn vị giống hệt năm {other} đến chữ số cuối"
        " (số tiêu chí như vậy: {count}); đây là bản sao, không phải số liệu của năm {year}",
        "{name} {year}: {same} of {units} units repeat {other} to the last digit"
        " (indicators like this: {count}); this is a copy, no data of {year}",
        "Kiểm tra năm của trang; nếu số liệu thật ra là của năm {other}, sửa tệp, hoặc chỉ nhập trang khác bằng --sheet",
        "Check the year of the sheet; if the data are really of {other}, mend the file or import other sheets with --sheet",
    ),
    "maxima-sum": Kind(
        "warning",
        "Bộ chỉ số {framework}: điểm tối đa các phần của {name} cộng lại {parts}, điểm tối đa chung là {total}",
        "Framework {framework}: the maxima of the parts of {name} sum to {parts}, that of the whole is {total}",
        "Đối chiếu quyết định ban hành bộ chỉ số với tệp định nghĩa",
        "Compare the decision on the framework with the definition file",
    ),
    "rank-recomputed": Kind(
        "warning",
        "{name} {year}: hạng in của {count} đơn vị khác hạng tính từ điểm: {units}",
        "{name} {year}: the printed ranks of {count} units differ from ranks by score: {units}",
        "Đối chiếu bản gốc; hạng in được giữ nguyên",
        "Compare with the original; printed ranks are kept",
    ),
    "ties": Kind(
        "note",
        "{name} {year}: {names} cùng {score}; hạng in: {ranks}",
        "{name} {year}: {names} share {score}; printed ranks: {ranks}",
    ),
    "group-order": Kind(
        "warning",
        "{name} {year}: {unit} ({score}, {group}) ở nhóm trên nhưng kém {other}",
        "{name} {year}: {unit} ({score}, {group}) stands in a better group than {other}, with a lower score",
        "Đối chiếu bản gốc; nhóm in được giữ nguyên",
        "Compare with the original; printed groups are kept",
    ),
    "jump": Kind(
        "warning",
        "{name} của {unit} từ {before} thành {score} ({change}) trong một năm; các đơn vị thường thay đổi {usual} ± {deviation}",
        "{name} of {unit} went from {before} to {score} ({change}) in a year; units usually change by {usual} ± {deviation}",
        "Kiểm tra ô này với bản gốc: có thể lệch dòng hoặc gõ nhầm",
        "Check this cell against the original: a shifted row or a slip of the pen",
    ),
    "coverage-last-year": Kind(
        "warning",
        "{index} {year}: không có {count} đơn vị đã có năm {before}: {names}",
        "{index} {year}: {count} units that were there in {before} are absent: {names}",
        "Kiểm tra xem bảng có bị mất dòng không",
        "Check whether rows of the table were lost",
    ),
    "baseline-unknown": Kind(
        "error",
        "Không rõ “{label}” so với năm gốc nào",
        "Cannot tell which baseline year “{label}” is measured against",
        "Thêm --baseline với năm gốc (một trong: {choices}), hoặc ghi “so với năm {first}” vào tiêu đề",
        "Add --baseline with its year (one of: {choices}), or write “so với năm {first}” into the heading",
    ),
    "baseline-unstated": Kind(
        "warning",
        "{name}: không nêu năm gốc; số giảm được lưu nhưng không so với chỉ tiêu nào",
        "{name}: no baseline year is stated; the cut is stored but tested against no target",
        "Thêm cột “Năm gốc”, hoặc --baseline",
        "Add a column “Năm gốc”, or --baseline",
    ),
    "kind-unknown": Kind(
        "error",
        "Không rõ các số ở đây là đã thực hiện, được giao, kế hoạch hay số có mặt",
        "Cannot tell whether these figures were achieved, assigned, planned or counted",
        "Thêm --kind (một trong: {choices}), hoặc nêu trong tiêu đề bảng",
        "Add --kind (one of: {choices}), or say it in the title of the table",
    ),
    "kind-unreadable": Kind(
        "error",
        "“{value}” không phải một hình thức số liệu",
        "“{value}” is no kind of figure",
        "Dùng một trong: {choices}",
        "Use one of: {choices}",
    ),
    "period-unreadable": Kind(
        "error",
        "“{value}” không phải một năm, tháng hay ngày",
        "“{value}” is no year, month or day",
        "Ghi năm (2021), tháng (2018-09) hoặc ngày (2021-12-31); để trống nếu nguồn không nêu",
        "Write a year (2021), a month (2018-09) or a day (2021-12-31); leave it empty where the source gives none",
    ),
    "period-unstated": Kind(
        "warning",
        "Dòng của {name} không nêu năm: được lưu mà không có thời điểm",
        "The row of {name} states no year: it is stored without one",
        "Ghi năm vào cột năm nếu nguồn có nêu",
        "Write the year into its column where the source gives one",
    ),
    "category-unknown": Kind(
        "error",
        "Không rõ “{label}” là của loại biên chế nào",
        "Cannot tell which category of staff “{label}” is of",
        "Nêu ở tên dòng, tiêu đề cột hoặc tiêu đề bảng, một trong: {choices}",
        "Say it in the row, the heading or the title, one of: {choices}",
    ),
    "label-unknown": Kind(
        "error",
        "Dòng “{label}” có số, nhưng không phải một đơn vị, một loại biên chế hay một lý do đã biết",
        "The row “{label}” holds figures but names no unit, category of staff or reason that is known",
        "Gần nhất: {suggestion}; hoặc thêm cách viết này vào staffing.toml (docs/staffing.md)",
        "Nearest: {suggestion}; or add this spelling to staffing.toml (docs/staffing.md)",
    ),
    "unit-unstated": Kind(
        "error",
        "Không rõ số liệu là của tỉnh nào: dòng “{label}”, tiêu đề và tên trang đều không nêu",
        "Cannot tell whose figures these are: neither row “{label}”, title nor sheet name says it",
        "Ghi tên tỉnh vào tiêu đề bảng hoặc tên trang",
        "Write the name of the province into the title of the table or the name of the sheet",
    ),
    "heading-unknown": Kind(
        "warning",
        "Cột “{label}” không rõ nghĩa trong bảng biên chế: {count} số không được lưu",
        "Column “{label}” has no known meaning in a staffing table: {count} figures are not stored",
        "Dùng tiêu đề như “Biên chế giao 2021”, “Có mặt”, “Giảm so với 2015”, “Tỷ lệ giảm (%)”",
        "Use a heading such as “Biên chế giao 2021”, “Có mặt”, “Giảm so với 2015”, “Tỷ lệ giảm (%)”",
    ),
    "column-unheaded": Kind(
        "error",
        "Cột có {count} số mà không có tiêu đề, trong một bảng biên chế",
        "A column of a staffing table holds {count} figures without a heading",
        "Ghi tiêu đề cột, hoặc xóa cột nếu thừa",
        "Write a heading, or delete the column if it is not needed",
    ),
    "row-unheaded": Kind(
        "error",
        "Dòng “{label}” có số nhưng nằm trên các tiêu đề cột",
        "Row “{label}” holds figures above the headings of its columns",
        "Đưa dòng này xuống dưới tiêu đề, hoặc xóa nếu thừa",
        "Move the row below the headings, or delete it if it is not needed",
    ),
    "part-unplaced": Kind(
        "error",
        "Dòng “{label}”: không rõ nó là một phần của số giảm nào",
        "Row “{label}”: cannot tell which cut it is a part of",
        "Đặt ngay dưới dòng của loại biên chế, ghi số vào cột số giảm",
        "Put it right below the row of its category, with its figure in the column of cuts",
    ),
    "count-fraction": Kind(
        "error",
        "“{value}” không phải số nguyên ({name}); có thể dấu chấm hàng nghìn đã thành dấu thập phân",
        "“{value}” is no whole number ({name}); a thousands mark may have become a decimal mark",
        "Ghi lại số nguyên, ví dụ 1473 thay cho 1,473",
        "Write the whole number, such as 1473 instead of 1.473",
    ),
    "count-negative": Kind(
        "error",
        "Số âm không thể là {name}: {value}",
        "A negative number cannot be {name}: {value}",
        "Chỉ số giảm (và tỷ lệ) được âm, khi biên chế tăng",
        "Only a cut (and its rate) may be negative, where posts increased",
    ),
    "rate-range": Kind(
        "error",
        "Tỷ lệ giảm {value} vượt quá 100 % ({name})",
        "A cut of {value} is beyond 100 % ({name})",
        "Kiểm tra dấu thập phân của ô này",
        "Check the decimal mark of this cell",
    ),
    "sign-unknown": Kind(
        "error",
        "{name}: số giảm in {cut}, nhưng từ {baseline} xuống {now} là giảm {expected}: dấu bị ngược",
        "{name}: the cut is printed {cut}, but from {baseline} to {now} posts fell by {expected}: the sign is reversed",
        "Số giảm là số dương; nếu bảng in ngược lại thì ghi tiêu đề cột là “Tăng (+), giảm (-)”",
        "A cut is positive; where the table prints it the other way, head the column “Tăng (+), giảm (-)”",
    ),
    "cut-differs": Kind(
        "warning",
        "{name}: số giảm in {cut}, tính từ {baseline} và {now} là {expected}",
        "{name}: the cut is printed {cut}, from {baseline} and {now} it is {expected}",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "rate-differs": Kind(
        "warning",
        "{name}: tỷ lệ giảm in {value} %, tính từ {cut} trên {baseline} là {expected} %",
        "{name}: the rate is printed {value} %, {cut} of {baseline} is {expected} %",
        "Đối chiếu bản gốc, nhất là năm gốc; số in được giữ nguyên",
        "Compare with the original, the baseline year above all; what is printed is kept",
    ),
    "cut-of-a-year": Kind(
        "error",
        "{name}: số giảm {cut} là so với năm {last}, không phải so với năm gốc {base}",
        "{name}: the cut of {cut} is since {last}, not since the baseline year {base}",
        "Ghi “Giảm so với năm trước” vào tiêu đề cột, hoặc bỏ cột này: parreform tự tính so với {base}",
        "Head the column “Giảm so với năm trước” (since the year before), or drop it: parreform computes the cut since {base}",
    ),
    "baseline-differs": Kind(
        "warning",
        "{name}: gốc {year} ở đây là {value}, ở {where} là {other}; có thể khác phạm vi hoặc khác nơi giao",
        "{name}: the baseline of {year} is {value} here and {other} at {where}; scope or who assigned may differ",
        "Thêm cột “Phạm vi” hoặc “Nơi giao” nếu đúng là hai số khác nhau",
        "Add a column “Phạm vi” (scope) or “Nơi giao” (who assigned) where they are two different counts",
    ),
    "parts-exceed": Kind(
        "warning",
        "{name}: các dòng “trong đó” cộng lại {parts}, số giảm là {total}",
        "{name}: the rows “of which” sum to {parts}, the cut is {total}",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "total-differs": Kind(
        "warning",
        "{name}: tổng in là {total}, các loại cộng lại {parts} ({measure})",
        "{name}: the total is printed {total}, the categories sum to {parts} ({measure})",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "territory-spans": Kind(
        "warning",
        "“{name}” là hai địa bàn khác nhau trước và sau sáp nhập; số liệu {year} được hiểu là của {unit}",
        "“{name}” is one territory before a merger and another after it; the figures of {year} are taken to be of {unit}",
        "Nếu không đúng: ghi “{name} (cũ)” hoặc “{name} (mới)”",
        "Where that is wrong: write “{name} (cũ)” or “{name} (mới)” (old, new)",
    ),
    "read-as": Kind(
        "note",
        "“{label}” ở dòng hình thức “{kind}” được đọc là {words}",
        "“{label}” in a row of the kind “{kind}” is read as {words}",
    ),
    "correction-applied": Kind(
        "note",
        "Đã áp dụng đính chính {correction}: {reason}",
        "Declared correction {correction} applied: {reason}",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `facts` fill the template of its code."""

    code: str
    sheet: str = ""
    cell: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The meaning of the code."""
        return KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """`error` refuses the file, `warning` is stored with it, `note` tells what was done."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong, in the current language."""
        return t(self.kind.vi, self.kind.en).format_map(_in_words(self.facts))

    @property
    def suggestion(self) -> str:
        """What to do about it; empty where nothing is to be done."""
        if self.facts.get("suggestion") == "":
            return ""
        return t(self.kind.todo_vi, self.kind.todo_en).format_map(_in_words(self.facts))


def _in_words(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as people read them: numbers in the style of the language."""
    return {name: local_number(v) if isinstance(v, float | Decimal) else v for name, v in facts.items()}
