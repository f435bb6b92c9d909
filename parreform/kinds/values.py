"""Kinds of findings about values: in a cell, across rows, across years."""

from collections.abc import Mapping

from parreform.kinds.kind import Kind

VALUES: Mapping[str, Kind] = {
    "number-unreadable": Kind(
        "error",
        "“{value}” không phải số ({name})",
        "“{value}” is not a number ({name})",
        "Sửa ô thành số, hoặc để trống nếu không có số liệu",
        "Make the cell a number, or leave it empty where there is no figure",
    ),
    "cell-date": Kind(
        "error",
        "Ô là ngày {value}, không phải số ({name}): có lẽ Excel đã đổi “{typed}” thành ngày",
        "The cell is the day {value}, no number ({name}): Excel may have turned “{typed}” into a date",
        "Định dạng cột là Text rồi gõ lại {typed} như bản công bố",
        "Format the column as Text and type {typed} again as published",
    ),
    "decimal-ambiguous": Kind(
        "error",
        "Không rõ dấu thập phân của cột {name}: “{value}” có thể là hai số khác nhau",
        "The decimal mark of column {name} is unclear: “{value}” can be two different numbers",
        "Thêm --decimal comma hoặc --decimal point",
        "Add --decimal comma or --decimal point",
    ),
    "decimal-mixed": Kind(
        "error",
        "“{value}” dùng dấu thập phân khác các ô cùng cột ({name})",
        "“{value}” has another decimal mark than the other cells of its column ({name})",
        "Gõ lại ô này như các ô kia",
        "Type it like the other cells",
    ),
    "rank-decimal": Kind(
        "error",
        "Cột hạng “{name}” ghi số lẻ, ví dụ “{value}”: có vẻ là điểm",
        "The column of ranks “{name}” holds decimals such as “{value}”: they seem to be scores",
        "Kiểm tra hai tiêu đề “{name}” và “{other}” có bị đổi chỗ cho nhau không",
        "See whether the headings “{name}” and “{other}” changed places",
    ),
    "rank-zero": Kind(
        "error",
        "Hạng {value}: hạng bắt đầu từ 1 ({name})",
        "Rank {value}: ranks begin with 1 ({name})",
        "Gõ hạng đúng, hoặc để trống nếu không xếp hạng",
        "Type the right rank, or leave the cell empty where there is none",
    ),
    "ranked-differs": Kind(
        "error",
        "Hạng {value} của {unit}: các hạng khác trong bảng không phải trên {count} đơn vị",
        "Rank {value} of {unit}: the other ranks of the table are not out of {count}",
        "Kiểm tra ô này với bản gốc: có thể gõ nhầm số đơn vị xếp hạng",
        "Check this cell against the original: the number of units may be mistyped",
    ),
    "units-unlike": Kind(
        "error",
        "“{label}” nói {count} đơn vị, nhưng năm {year} có {expected}: số liệu có thể của năm khác, hay của địa giới khác",
        "“{label}” speaks of {count} units, but {year} had {expected}: the figures may be of another year or territory",
        "Kiểm tra năm của số liệu và tên các tỉnh; nếu chỉ gõ nhầm số đơn vị thì sửa số ấy",
        "Check the year measured and the provinces; where only the number of units is mistyped, correct it",
    ),
    "formula-uncached": Kind(
        "error",
        "Ô có công thức nhưng chưa có kết quả được lưu",
        "The cell holds a formula without a stored result",
        "Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập",
        "Open the file in Excel or LibreOffice, save it, import again",
    ),
    "formula-invented": Kind(
        "error",
        "Ô có công thức “{formula}” ({count} ô như vậy trong cột): {why}; ở đây phải là số đã công bố",
        "The cell holds the formula “{formula}” ({count} cells like it in the column): {why}; a published figure belongs here",
        "Gõ hoặc dán giá trị đã công bố (Paste Special › Values); nếu số ấy đúng là đã công bố thì thêm"
        " --accept formula-invented",
        "Type or paste the published values (Paste Special › Values); where they are what was published add"
        " --accept formula-invented",
        acceptable=True,
    ),
    "formula-derived": Kind(
        "error",
        "Ô có công thức “{formula}” ({count} ô như vậy trong cột): {why}; ở đây phải là số đã công bố của chính ô này",
        "The cell holds the formula “{formula}” ({count} cells like it in the column): {why}; its own published figure"
        " belongs here",
        "Dán giá trị đã công bố vào ô (Paste Special › Values), hoặc bỏ cột ấy; nếu kết quả đúng là số công bố thì thêm"
        " --accept formula-derived",
        "Paste the published values into the cells (Paste Special › Values), or take the column away; where the results"
        " are what was published add --accept formula-derived",
        acceptable=True,
    ),
    "cell-error": Kind(
        "error",
        "Ô mang lỗi {value}",
        "The cell holds the error {value}",
        "Sửa công thức, hoặc gõ giá trị; để trống nếu không có số liệu",
        "Mend the formula or type the value; leave the cell empty where there is no figure",
    ),
    "struck-out": Kind(
        "error",
        "Ô bị gạch ngang ({name}; số ô như vậy: {count}): số hay tên ở đây có còn giá trị không",
        "The cell is struck through ({name}; cells like this: {count}): is what it holds still meant",
        "Gõ lại giá trị đúng và bỏ gạch ngang; nếu giá trị in vẫn đúng thì thêm --accept struck-out",
        "Type the right value and take the line away; where what is printed holds, add --accept struck-out",
        acceptable=True,
    ),
    "value-merged": Kind(
        "error",
        "Ô gộp ghi một số {value} cho {count} giá trị: một số không thể là của nhiều tỉnh, nhiều năm",
        "A merged cell holds the one figure {value} for {count} values: it cannot be that of several provinces or years",
        "Bỏ gộp ô, gõ số của từng dòng, từng năm; nếu các giá trị ấy đúng là bằng nhau thì thêm --accept value-merged",
        "Unmerge the cell and type the figure of each row and year; where they are really equal add --accept value-merged",
        acceptable=True,
    ),
    "format-writes": Kind(
        "error",
        "Định dạng số viết “{value}” cạnh con số ({count} ô trong cột): người đọc thấy điều mà giá trị của ô không có",
        "The number format writes “{value}” beside the figure ({count} cells of the column): the value itself does not say it",
        "Gõ vào ô đúng điều muốn nói và bỏ chữ ấy khỏi định dạng; nếu số ấy là kết quả thì thêm --accept format-writes",
        "Type what is meant and take the words from the format; where the figure is a result add --accept format-writes",
        acceptable=True,
    ),
    "mark-glued": Kind(
        "error",
        "“{value}” ({name}) có nhiều hơn các ô khác một chữ số thập phân (số ô như vậy: {count}): chữ số cuối có thể là số chú thích"
        " {mark} ở dưới bảng",
        "“{value}” ({name}) has one decimal more than the other cells (cells like this: {count}): the last digit may be the mark of"
        " note {mark} below the table",
        "Xóa số chú thích khỏi ô; nếu số ấy đúng như bản công bố thì thêm --accept mark-glued",
        "Take the mark out of the cell; where the figure is as published add --accept mark-glued",
        acceptable=True,
    ),
    "not-shown": Kind(
        "error",
        "Ô có số {value} mà người đọc không thấy ({name}; số ô như vậy: {count}): định dạng số để trống, hay chữ trắng",
        "The cell holds {value}, which is not shown ({name}; cells like this: {count}): its format writes nothing, or in white",
        "Xóa số nếu nó không được công bố; nếu đúng là kết quả thì cho hiện số ấy, hoặc thêm --accept not-shown",
        "Take the figure away where it is not published; where it is a result show it, or add --accept not-shown",
        acceptable=True,
    ),
    "zero-missing": Kind(
        "note",
        "Số 0 ở đây là thiếu số liệu, không phải điểm: {name} {least}",
        "The zero here means no data, it is no score: {name} {least}",
    ),
    "score-range": Kind(
        "error",
        "{name} của {unit} là {value}, ngoài khoảng {minimum} đến {maximum}",
        "{name} of {unit} is {value}, outside {minimum} to {maximum}",
        "Kiểm tra ô này với bản gốc",
        "Check this cell against the original",
    ),
    "scores-beyond": Kind(
        "error",
        "{name} {year}: {count} số ngoài khoảng {minimum} đến {maximum}, như {value} của {unit}; {seems}",
        "{name} {year}: {count} figures are outside {minimum} to {maximum}, as {value} of {unit}; {seems}",
        "Định dạng cột là Text rồi dán lại số của bản công bố, với dấu thập phân; hoặc kiểm tra tiêu đề cột",
        "Format the column as Text and paste the published figures again, with their decimal mark; or check the heading",
    ),
    "scores-shares": Kind(
        "error",
        "{names}: {count} số lớn hơn điểm tối đa, như {value} của {unit}; có vẻ là tỷ lệ % so với điểm tối đa, không phải điểm",
        "{names}: {count} figures exceed the maximum, as {value} of {unit}; they seem to be percentages of it, no scores",
        "Thay bằng cột điểm; hoặc ghi “Tỷ lệ (%)” thành tiêu đề dưới tên tiêu chí, hay xóa các cột ấy, để chỉ phần còn lại được đọc",
        "Put the scores in their place; or head these columns “Tỷ lệ (%)” below the name of each part, or delete them, so that the rest is read",
    ),
    "score-implausible": Kind(
        "error",
        "{name} {year}: điểm ở giữa bảng là {value} ({count} đơn vị), số liệu đã công bố thường trong khoảng"
        " {minimum} đến {maximum}; {seems}",
        "{name} {year}: the middle score is {value} ({count} units), what was published lies within"
        " {minimum} to {maximum}; {seems}",
        "Kiểm tra tiêu đề cột, thang điểm, --index; bảng đúng như bản công bố thì thêm --accept score-implausible",
        "Check the heading, the scale, --index; where the table is as published add --accept score-implausible",
        acceptable=True,
    ),
    "score-unusual": Kind(
        "warning",
        "{name} {year} của {unit} là {value}; chưa đơn vị nào từng ngoài khoảng {minimum} đến {maximum}",
        "{name} {year} of {unit} is {value}; no unit was ever outside {minimum} to {maximum}",
        "Kiểm tra ô này với bản gốc: có thể gõ nhầm dấu thập phân",
        "Check this cell against the original: the decimal mark may have slipped",
    ),
    "score-mistyped": Kind(
        "error",
        "{name} {year} của {unit} là {value}, ngoài mọi điểm đã công bố ({minimum} đến {maximum}), mà hạng in là {rank}",
        "{name} {year} of {unit} is {value}, outside of all scores published ({minimum} to {maximum}), yet its rank is {rank}",
        "Sửa ô này theo bản gốc: dấu thập phân hay chữ số bị gõ nhầm; đúng như bản gốc thì thêm --accept score-mistyped",
        "Correct this cell by the original: a decimal mark or digit slipped; where it is so printed add --accept score-mistyped",
        acceptable=True,
    ),
    "values-alike": Kind(
        "error",
        "{name} {year}: cả {count} đơn vị cùng {value}; có vẻ là số bình quân hay số của một nơi ghi ở mọi dòng",
        "{name} {year}: all {count} units have {value}; this seems to be a mean, or one unit's figure written in every row",
        "Xóa cột ấy hoặc sửa tiêu đề; nếu mọi đơn vị đúng là bằng nhau thì thêm --accept values-alike",
        "Delete that column or correct its heading; where all units really are equal add --accept values-alike",
        acceptable=True,
    ),
    "bounds-crossed": Kind(
        "error",
        "{name} {year} của {unit}: cận dưới {low} lớn hơn cận trên {high}",
        "{name} {year} of {unit}: the lower bound {low} is above the upper bound {high}",
        "Kiểm tra hai tiêu đề cận dưới, cận trên có bị đổi chỗ cho nhau không, hay số ở dòng này bị gõ nhầm",
        "See whether the headings of the two bounds changed places, or a figure of this row was mistyped",
    ),
    "score-outside": Kind(
        "error",
        "{name} {year} của {unit} là {score}, ngoài khoảng tin cậy in cạnh nó ({low} đến {high})",
        "{name} {year} of {unit} is {score}, outside of the interval printed beside it ({low} to {high})",
        "Kiểm tra các cột có cùng thứ tự dòng, cùng năm không, và số ở dòng này với bản gốc; đúng như bản công bố thì thêm"
        " --accept score-outside",
        "See whether the columns have one order of rows and one year, and check this row; where all is as published add"
        " --accept score-outside",
        acceptable=True,
    ),
    "rank-range": Kind(
        "error",
        "Thứ hạng {value} của {unit} không thể có khi xếp hạng {count} đơn vị",
        "Rank {value} of {unit} cannot be among {count} ranked units",
        "Kiểm tra ô này với bản gốc",
        "Check this cell against the original",
    ),
    "shares-contradict": Kind(
        "error",
        "{name} {year}: ở {count} trên {units} dòng, “{label}” khác hẳn điểm chia cho điểm tối đa ({value} mà {score}/{maximum}"
        " là {expected} %): điểm hoặc tỷ lệ là của dòng khác, năm khác",
        "{name} {year}: in {count} of {units} rows “{label}” is not the score in percent of its maximum ({value}, but"
        " {score}/{maximum} is {expected} %): scores or shares are of other rows or of another year",
        "Đối chiếu cột điểm với bản công bố; nếu tỷ lệ ấy là của thứ khác thì thêm --accept shares-contradict",
        "Compare the scores with the publication; where the shares are of something else add --accept shares-contradict",
        acceptable=True,
    ),
    "mean-unlike": Kind(
        "warning",
        "{name} {year}: “{label}” ghi {value}, mà {count} tỉnh in ở đây từ {low} đến {high}, bình quân {mean}",
        "{name} {year}: “{label}” says {value}, but the {count} provinces printed have {low} to {high}, on average {mean}",
        "Đối chiếu bản gốc: dòng ấy hoặc cột điểm có thể là của năm khác, chỉ số khác",
        "Compare with the original: that row or the scores may be of another year or index",
    ),
    "parts-total": Kind(
        "warning",
        "Tổng các phần của {unit} là {parts}, số in là {total} (lệch {difference})",
        "The parts of {unit} sum to {parts}, printed is {total} (off by {difference})",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "parts-contradict": Kind(
        "error",
        "{name} {year}: ở {count} trên {units} đơn vị số in không phải tổng các phần của nó; tổng hoặc các phần là của dòng"
        " khác, năm khác, thang khác",
        "{name} {year}: for {count} of {units} units the printed total is not the sum of its parts; total or parts are of"
        " other rows, another year or another scale",
        "Kiểm tra các cột có cùng thứ tự dòng và cùng năm không; đúng như bản công bố thì thêm --accept parts-contradict",
        "Check that the columns have one order of rows and one year; where all is as published add --accept parts-contradict",
        acceptable=True,
    ),
    "changes-contradict": Kind(
        "error",
        "Cột “{label}”: ở {count} trên {rows} dòng số in không khớp hai cột cạnh nó, như {name} in {printed} mà hai số là {before}"
        " và {now}; một cột của dòng khác, năm khác, hoặc tiêu đề bị đổi chỗ",
        "Column “{label}”: in {count} of {rows} rows what is printed does not follow from the two figures beside it, as {printed} of"
        " {name} does not from {before} and {now}; a column is of other rows, of another year, or headings changed places",
        "Kiểm tra tiêu đề và thứ tự dòng của hai cột ấy; đúng như bản công bố thì thêm --accept changes-contradict",
        "Check the headings of these two columns and the order of their rows; where all is as published add --accept changes-contradict",
        acceptable=True,
    ),
    "change-differs": Kind(
        "warning",
        "Cột “{label}”: số in không khớp hai cột cạnh nó ở {count} trên {rows} dòng: {names}",
        "Column “{label}”: what is printed does not follow from the two figures beside it in {count} of {rows} rows: {names}",
        "Đối chiếu hai số ấy của các dòng này với bản gốc; số in được giữ nguyên",
        "Compare both figures of these rows with the original; what is printed is kept",
    ),
    "rank-order": Kind(
        "warning",
        "{unit} ({score}, hạng {rank}) và {other} ({other_score}, hạng {other_rank}): thứ hạng ngược với điểm",
        "{unit} ({score}, rank {rank}) and {other} ({other_score}, rank {other_rank}): ranks contradict scores",
        "Đối chiếu bản gốc; số in được giữ nguyên",
        "Compare with the original; what is printed is kept",
    ),
    "rank-off": Kind(
        "error",
        "{name} {year}: {unit} in hạng {rank}, mà điểm {score} đứng thứ {computed} trong bảng đủ đơn vị này",
        "{name} {year}: {unit} is printed as rank {rank}, but its score {score} is number {computed} of this complete table",
        "Kiểm tra điểm và hạng của dòng này với bản gốc; đúng như bản công bố thì thêm --accept rank-off",
        "Check score and rank of this row against the original; where they are as published add --accept rank-off",
        acceptable=True,
    ),
    "ranks-local": Kind(
        "warning",
        "{name} {year}: hạng 1 đến {count} ở đây là hạng trong vùng, cụm hay nhóm này, không phải hạng cả nước: không lưu hạng,"
        " chỉ lưu điểm",
        "{name} {year}: ranks 1 to {count} are places within this region, cluster or group, not in the country: the ranks are"
        " not stored, the scores are",
        "Nếu là hạng cả nước, ghi hạng kèm số đơn vị (3/63)",
        "Where they are national ranks, write them with the number of units (3/63)",
    ),
    "ranks-reversed": Kind(
        "error",
        "“{title}” nói thứ hạng đếm từ điểm thấp nhất lên: hạng 1 ở đây là nơi kém nhất",
        "“{title}” says that ranks count from the lowest score up: the first place is the worst here",
        "Đánh lại thứ hạng từ cao xuống thấp, hoặc thêm cột điểm và bỏ cột hạng",
        "Number the ranks from the highest down, or add the scores and leave the ranks out",
    ),
    "ranks-open": Kind(
        "warning",
        "{name} {year}: hạng 1 đến {count} của đúng {count} đơn vị trong bảng được lưu là hạng cả nước, tuy không chỗ nào nói vậy",
        "{name} {year}: ranks 1 to {count} of the {count} units of the table are stored as national ranks, though nothing says so",
        "Nếu là hạng giữa các đơn vị này, ghi “Hạng trong nhóm” vào tiêu đề cột; nếu là hạng cả nước, ghi “Hạng cả nước”",
        "Where they are ranks among these units, head the column “Rank within the group”; otherwise “National rank”",
    ),
    "ranks-unclear": Kind(
        "error",
        "{name} {year}: hạng 1 đến {count} ở đây có vẻ là hạng trong vùng, cụm hay nhóm này, không phải hạng cả nước",
        "{name} {year}: ranks 1 to {count} seem to be places within this region, cluster or group, not in the country",
        "Nếu là hạng cả nước, ghi hạng kèm số đơn vị (3/63) hoặc thêm --accept ranks-unclear",
        "Where they are national ranks, write them with the number of units (3/63) or add --accept ranks-unclear",
        acceptable=True,
    ),
    "ranks-unrelated": Kind(
        "error",
        "{name} {year}: hạng in không đi với điểm ({count} trên {pairs} cặp đơn vị ngược nhau); đây là hạng của cột khác",
        "{name} {year}: the printed ranks do not go with the scores ({count} of {pairs} pairs contradict);"
        " they are ranks of something else",
        "Kiểm tra tiêu đề cột hạng và xem các dòng có bị lệch không",
        "Check the heading of the ranks and whether rows were shifted",
    ),
    "year-ahead": Kind(
        "error",
        "{index} {year}: năm chưa đến (nay là {today}), chưa thể có kết quả",
        "{index} {year}: the year lies ahead (it is {today}), there can be no results yet",
        "Sửa năm trong tiêu đề hoặc thêm --year với năm được đo; nếu không nhầm: --accept year-ahead",
        "Correct the year in the title or add --year with the year measured; where it is meant so: --accept year-ahead",
        acceptable=True,
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
    "layout-unused": Kind(
        "note",
        "Cách bày đã lưu “{name}” có cùng tiêu đề cột, nhưng bảng này nói về “{seen}”, không phải “{expected}”: không dùng",
        "Saved layout “{name}” has the same headings, but this table speaks of “{seen}”, not of “{expected}”: not used",
        "Nếu vẫn là bảng ấy: thêm {options}; lưu lại bằng --save-layout",
        "Where it is that table all the same: add {options}; save it again with --save-layout",
    ),
    "layout-conflict": Kind(
        "error",
        "Nhiều cách bày đã lưu cùng hợp với tệp này mà khác nhau: {names}",
        "Several saved layouts fit this file and differ: {names}",
        "Thêm tùy chọn như --index, hoặc bỏ bớt: parreform layouts --remove TÊN",
        "Add options such as --index, or remove one: parreform layouts --remove NAME",
    ),
    "score-blank": Kind(
        "warning",
        "{unit}: ô điểm trống mà “{label}” có {value}: không lưu gì cho đơn vị này",
        "{unit}: the cell of the score is empty, but “{label}” has {value}: nothing is stored for this unit",
        "Điền điểm vào ô này; nếu thật sự không có, ghi KCDL",
        "Fill in the score; where there is none, write N/A",
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
    "sorted-apart": Kind(
        "error",
        "{name} {year} và {other} xếp cả {units} đơn vị theo đúng một thứ tự: có lẽ một cột đã bị sắp xếp riêng, không"
        " theo tên tỉnh",
        "{name} {year} and {other} put all {units} units in exactly one order: one of the columns seems to have been sorted"
        " without the names",
        "Đối chiếu từng tỉnh với bản công bố; đúng như bản công bố thì thêm --accept sorted-apart",
        "Compare province by province with the publication; where all is as published add --accept sorted-apart",
        acceptable=True,
    ),
    "names-apart": Kind(
        "error",
        "{name} {year}: {units} tên tỉnh xếp {order} mà số cũng xếp theo thứ tự cao thấp: có lẽ tên hoặc số đã bị sắp xếp riêng",
        "{name} {year}: {units} provinces stand {order}, and their figures from high to low or low to high as well: names or"
        " figures seem to have been sorted by themselves",
        "Đối chiếu từng tỉnh với bản công bố; đúng như bản công bố thì thêm --accept names-apart",
        "Compare province by province with the publication; where all is as published add --accept names-apart",
        acceptable=True,
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
    "correction-applied": Kind(
        "note",
        "Đã áp dụng đính chính {correction}: {reason}",
        "Declared correction {correction} applied: {reason}",
    ),
}
