"""Kinds of findings about rows and names: whose figures these are."""

from collections.abc import Mapping

from parreform.kinds.kind import Kind

UNITS: Mapping[str, Kind] = {
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
        none_vi="Sửa ô thành tên một tỉnh, thành phố của năm {year}, hoặc xóa dòng này nếu không phải của một tỉnh",
        none_en="Correct the cell to the name of a province in {year}, or delete the row where it is not of a province",
    ),
    "names-differ": Kind(
        "error",
        "Dòng này mang hai tên khác nhau: “{other}” và “{name}”",
        "This row bears two different names: “{other}” and “{name}”",
        "Sửa cho hai cột tên khớp nhau, hoặc xóa cột tên thừa",
        "Make the two columns of names agree, or delete the one that is not needed",
    ),
    "codes-differ": Kind(
        "error",
        "Mã {value} là của {other}, mà tên ở dòng này là {name}: các dòng tên hoặc mã bị lệch",
        "Code {value} is that of {other}, but the row is named {name}: names or codes have slipped",
        "Sửa cho cột mã và cột tên khớp nhau, hoặc xóa cột mã nếu không phải mã tỉnh",
        "Make codes and names agree, or delete the codes where they are not those of provinces",
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
    "sheets-contradict": Kind(
        "error",
        "{count} giá trị của trang “{here}” khác trang “{other}”, ví dụ {name}: {second}, trang kia {first}",
        "{count} values of sheet “{here}” differ from sheet “{other}”, for example {name}: {second}, there {first}",
        'Hai trang cùng chỉ số, cùng năm: chỉ nhập trang đúng, --sheet "{here}" hoặc --sheet "{other}"',
        'Both sheets hold one index and year: import the right one only, --sheet "{here}" or --sheet "{other}"',
    ),
    "rows-alike": Kind(
        "error",
        "{count} ô đều đọc thành {name} mà giá trị khác nhau ({first}, {second}…): không rõ mỗi ô là của tiêu chí nào",
        "{count} cells all read as {name} with different values ({first}, {second}…): of which indicator is each?",
        "Ghi tên tiêu chí như bản công bố vào một cột có tiêu đề “Tiêu chí”, điểm vào cột có tiêu đề “Điểm”",
        "Name the indicators as published in a column headed “Tiêu chí”, the scores in one headed “Điểm”",
    ),
    "blank-filled": Kind(
        "warning",
        "{count} ô trống của trang này (từ ô được nêu) có số ở trang “{other}”: lưu số ở đó",
        "{count} empty cells of this sheet (from the cell named on) have figures in sheet “{other}”: those are stored",
        "Nếu ô trống nghĩa là không có số liệu, ghi KCDL vào ô và xem lại trang kia",
        "If an empty cell means that there is no figure, write N/A into it and look at the other sheet again",
    ),
    "repeated": Kind(
        "note",
        "{count} giá trị của trang này đã có ở trang “{other}” và giống hệt; lưu một lần",
        "{count} values of this sheet stand in sheet “{other}” too and are identical; stored once",
    ),
}
