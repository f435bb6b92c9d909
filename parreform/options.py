"""The options and arguments of all commands, each described once in both languages."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from typer import Argument, Option
from typer.core import TyperCommand, TyperGroup

from parreform import settings
from parreform.settings import t

# typer reads help texts when a module is imported: the language must be known by then
settings.set_language(settings.language_from(sys.argv[1:]))


_COMPLAINTS = (
    ("Missing argument", "Thiếu tham số"),
    ("Missing option", "Thiếu tùy chọn"),
    ("Missing parameter", "Thiếu tham số"),
    ("No such option:", "Không có tùy chọn"),
    ("No such command", "Không có lệnh"),
    ("Invalid value for", "Giá trị không đúng cho"),
    ("is not a valid integer", "không phải số nguyên"),
    ("is not one of", "không thuộc"),
    ("requires an argument", "cần một giá trị"),
    ("is not a valid int", "không phải số nguyên"),
    ("Got unexpected extra argument(s)", "Thừa tham số"),
    ("Got unexpected extra arguments", "Thừa tham số"),
    ("Got unexpected extra argument", "Thừa tham số"),
    ("Did you mean", "Có phải"),
    ("Possible options", "Có thể là"),
)
_FRAME = (
    ("Usage:", "Cách dùng:"),
    ("\nArguments:", "\nTham số:"),
    ("\nOptions:", "\nTùy chọn:"),
    ("\nCommands:", "\nLệnh:"),
    ("Show this message and exit.", "Hiện trợ giúp này"),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
)


def _framed(text: str) -> str:
    """The words typer itself puts around our help texts, in Vietnamese too."""
    for english, vietnamese in _FRAME:
        text = text.replace(english, t(vietnamese, english))
    return text


def complaint(message: str) -> str:
    """What typer says about a command it cannot understand, in the user's language."""
    for english, vietnamese in _COMPLAINTS:
        message = message.replace(english, t(vietnamese, english))
    return message


class Command(TyperCommand):
    """A command whose help speaks one language throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _framed(super().get_help(ctx))


class Program(TyperGroup):
    """The program itself, likewise."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _framed(super().get_help(ctx))


class Format(StrEnum):
    """How a listing is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"
    xlsx = "xlsx"


_PROVINCE = t("Tên tỉnh, viết thế nào cũng được", "A province, in any spelling")
_INDEX = t("Chỉ số: par-index, sipas, papi", "Index: par-index, sipas, papi")
_SOURCE = t("Số, tên tệp hoặc đầu mã băm", "Number, file name or start of the hash")
_REPEATABLE = t("lặp lại được", "repeatable")

# everywhere
Database = Annotated[
    str,
    Option(help=t("Cơ sở dữ liệu: tệp SQLite hoặc URL (PARREFORM_DB)", "Database: SQLite file or URL (PARREFORM_DB)")),
]
Lang = Annotated[str, Option(help=t("Ngôn ngữ: vi hoặc en (PARREFORM_LANG)", "Language: vi or en (PARREFORM_LANG)"))]
Quiet = Annotated[bool, Option("--quiet", "-q", help=t("Không kể lể; lỗi vẫn hiện", "No narration; errors still show"))]
Fmt = Annotated[Format, Option("--format", "-f", help=t("Cách in", "How to print"))]
Out = Annotated[
    Path | None,
    Option("--out", "-o", help=t("Ghi vào tệp này thay vì in ra", "Write to this file instead of printing")),
]

# questions
Province = Annotated[str, Option("--province", "-p", help=_PROVINCE)]
OneProvince = Annotated[str, Argument(help=_PROVINCE)]
Lineage = Annotated[str, Argument(help=t("Tên một tỉnh: xem nguồn gốc", "A province: show its lineage"))]
Indices = Annotated[list[str] | None, Option("--index", "-i", help=f"{_INDEX} ({_REPEATABLE})")]
Index = Annotated[str, Option("--index", "-i", help=_INDEX)]
OneIndex = Annotated[str, Argument(help=_INDEX)]
OneIndicator = Annotated[str, Argument(help=t("Chỉ số hoặc tiêu chí", "Index or indicator"))]
Component = Annotated[
    str,
    Option(
        help=t("Tiêu chí: mã hoặc tên (xem: parreform indicators)", "Indicator: id or name (see: parreform indicators)")
    ),
]
Level = Annotated[
    str,
    Option(
        help=t("Cấp: index, dimension, subdimension, criterion", "Level: index, dimension, subdimension, criterion")
    ),
]
Year = Annotated[int | None, Option(help=t("Năm của số liệu (năm được đo)", "Year measured"))]
OneYear = Annotated[int, Argument(help=t("Năm", "Year"))]
First = Annotated[int | None, Option("--from", help=t("Từ năm", "First year"))]
Last = Annotated[int | None, Option("--to", help=t("Đến năm", "Last year"))]
AsOf = Annotated[
    str,
    Option("--as-of", help=t("Số liệu như đã có vào ngày này (YYYY-MM-DD)", "Data as held on a day (YYYY-MM-DD)")),
]
Chart = Annotated[
    Path | None,
    Option(help=t("Vẽ biểu đồ vào tệp .png, .svg hoặc .pdf", "Draw a chart into a .png, .svg or .pdf file")),
]
Size = Annotated[str, Option(help=t("Cỡ biểu đồ: a4, slide, square", "Size of the chart: a4, slide, square"))]
Group = Annotated[
    str,
    Option(help=t("Các đơn vị của nhóm này (- để liệt kê các nhóm)", "The units of this group (- lists the groups)")),
]
Resolve = Annotated[
    str,
    Option(
        help=t(
            "Tra tên từ tệp này (- là đầu vào chuẩn): mỗi dòng một chuỗi JSON",
            "Look names up from this file (- is stdin): one JSON string a line",
        )
    ),
]

# charts
_KINDS = "trend, bump, slope, league, components, heatmap, map, distribution, small-multiples"
ChartName = Annotated[str, Argument(help=t(f"Loại biểu đồ: {_KINDS}", f"Kind of chart: {_KINDS}"))]
ChartFile = Annotated[Path, Option("--out", "-o", help=t("Tệp .png, .svg hoặc .pdf", "A .png, .svg or .pdf file"))]
Provinces = Annotated[list[str] | None, Option("--province", "-p", help=f"{_PROVINCE} ({_REPEATABLE})")]
PeerGroup = Annotated[
    str, Option("--group", help=t("Nhóm đơn vị (xem: units --group -)", "Group (see: units --group -)"))
]
Measure = Annotated[
    str,
    Option(
        help=t(
            "Vẽ hạng (rank) hay điểm (score); bản đồ còn có nhóm của nơi công bố (group)",
            "Draw ranks (rank) or scores (score); on maps also the publisher's groups (group)",
        )
    ),
]
ChartData = Annotated[
    Path | None,
    Option(
        "--data",
        help=t(
            "Ghi các số được vẽ vào tệp này (.csv, .json, .md, .xlsx)",
            "Write the values drawn to this file (.csv, .json, .md, .xlsx)",
        ),
    ),
]
Alt = Annotated[
    bool,
    Option("--alt", help=t("Ghi lời tả biểu đồ vào tệp .txt bên cạnh", "Write a description to a .txt file beside it")),
]

# imports
Files = Annotated[
    list[Path],
    Argument(
        readable=False,  # who reads a file says so in our words, and the others of a call are read
        help=t(
            "Tệp .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv; hoặc thư mục: mọi bảng tính trong đó, trừ .csv, .tsv",
            "Files: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv, .tsv; or folders: the workbooks in them, not .csv, .tsv",
        ),
    ),
]
Sheets = Annotated[
    list[str] | None,
    Option("--sheet", help=t(f"Chỉ đọc trang này ({_REPEATABLE})", f"Read this sheet only ({_REPEATABLE})")),
]
Layout = Annotated[
    str,
    Option(help=t("Cách bày: units-in-rows, units-in-columns, long", "Layout: units-in-rows, units-in-columns, long")),
]
Decimal = Annotated[str, Option(help=t("Dấu thập phân: comma hoặc point", "Decimal mark: comma or point"))]
Baseline = Annotated[
    int | None,
    Option(
        "--baseline",
        help=t("Biên chế: năm gốc mà số giảm so với", "Staffing: the year that cuts are measured against"),
    ),
]
StaffKind = Annotated[
    str,
    Option(
        "--kind",
        help=t(
            "Biên chế: số đã thực hiện, được giao, kế hoạch hay có mặt (achieved, assigned, plan, headcount)",
            "Staffing: whether figures were achieved, assigned, plan or headcount",
        ),
    ),
]
Category = Annotated[
    str,
    Option(
        "--category",
        "-c",
        help=t(
            "Loại biên chế: civil_servants, public_employees, commune_level, public_service_units, all ... hoặc tên",
            "Category: civil_servants, public_employees, commune_level, public_service_units, all ... or a name",
        ),
    ),
]
Details = Annotated[
    bool,
    Option(
        "--details",
        help=t(
            "Thêm cột: gốc suy ra, khoảng, ai giao, phạm vi, lý do, đơn vị gộp",
            "More columns: implied baseline, bounds, who assigned, scope, reasons, members of sums",
        ),
    ),
]
Accept = Annotated[
    list[str] | None,
    Option(
        metavar=t("MÃ", "CODE"),
        help=t(
            "Xác nhận số liệu lạ mà đúng: mã của phát hiện, ví dụ score-implausible",
            "Confirm figures that are unusual and true: a finding's code, such as score-implausible",
        )
        + f" ({_REPEATABLE})",
    ),
]
Producer = Annotated[str, Option(help=t("Nơi công bố", "Producer"))]
Title = Annotated[str, Option(help=t("Tên tài liệu", "Title of the document"))]
Decision = Annotated[str, Option(help=t("Số quyết định", "Number of the decision"))]
Published = Annotated[str, Option(help=t("Ngày công bố (YYYY-MM-DD)", "Date published (YYYY-MM-DD)"))]
Url = Annotated[str, Option(help=t("Địa chỉ tải về", "Address it came from"))]
Tier = Annotated[
    str,
    Option(
        help=t(
            "Loại nguồn, từ tin cậy nhất: publisher (nơi công bố), official (cơ quan nhà nước), press (báo chí),"
            " transcription (bản chép lại), unknown (không nêu rõ); số của nguồn kém hơn được giữ làm đối chứng",
            "Tier, the most trusted first: publisher, official (another public body), press, transcription,"
            " unknown; figures of a lesser source are kept as rivals",
        )
    ),
]
Changes = Annotated[
    Path | None,
    Option(
        help=t(
            "Ghi mọi giá trị mới, thay đổi, đối chứng, không còn vào tệp này (.csv, .json, .md, .xlsx)",
            "Write every new, changed, rival and absent value to this file (.csv, .json, .md, .xlsx)",
        )
    ),
]
Remove = Annotated[bool, Option("--remove", help=t("Bỏ lựa chọn này", "Take this preference back"))]
ListAll = Annotated[bool, Option("--list", help=t("Liệt kê các lựa chọn", "List the preferences"))]
DryRun = Annotated[
    bool,
    Option(
        "--dry-run",
        help=t("Chỉ thử: kể lỗi và thay đổi, không lưu gì", "Trial: tell faults and changes, store nothing"),
    ),
]
MaybeSource = Annotated[str, Argument(help=_SOURCE)]
SomeSource = Annotated[str, Argument(help=_SOURCE)]
Archive = Annotated[
    Path,
    Argument(help=t("Thư mục *.archive cạnh cơ sở dữ liệu đã mất", "The *.archive folder beside the lost database")),
]
Folder = Annotated[Path, Option("--out", "-o", help=t("Thư mục kết quả", "Folder for the results"))]
Annotate = Annotated[
    Path | None,
    Option(
        help=t(
            "Ghi một bản sao với lỗi và ghi chú ngay tại ô (.xlsx, .xlsm)",
            "Write a copy with the findings as comments in their cells (.xlsx, .xlsm)",
        )
    ),
]
SaveLayout = Annotated[
    str,
    Option(
        "--save-layout",
        help=t(
            "Lưu các tùy chọn này dưới một tên; tệp cùng cách bày lần sau tự dùng",
            "Save these options under a name; the next file of this shape uses them by itself",
        ),
    ),
]

# desk: looking at a file, blank workbooks, saved layouts
OneFile = Annotated[Path, Argument(help=t("Một bảng tính hoặc tệp .csv", "A workbook or a .csv file"))]
FormName = Annotated[
    str, Argument(help=t("par-index, sipas, papi hoặc staffing", "par-index, sipas, papi or staffing"))
]
FormYear = Annotated[int, Option("--year", help=t("Năm của số liệu (năm được đo)", "Year measured"))]
Areas = Annotated[
    bool,
    Option("--areas", help=t("Bảng theo lĩnh vực thay vì theo khối điểm", "The table of areas instead of blocks")),
]
NewFile = Annotated[Path | None, Option("--out", "-o", help=t("Tệp mới (.xlsx)", "The new file (.xlsx)"))]
RemoveLayout = Annotated[str, Option("--remove", help=t("Bỏ cách bày đã lưu này", "Remove this saved layout"))]

# targets
TargetFile = Annotated[
    Path | None,
    Option(
        "--file",
        help=t("Tệp chỉ tiêu (.toml) thay cho targets.toml của bạn", "Targets (.toml) instead of your targets.toml"),
    ),
]
Rules = Annotated[
    bool,
    Option(
        "--rules",
        help=t("Liệt kê các quy tắc tinh giản biên chế và căn cứ", "List the rules of staffing cuts and their basis"),
    ),
]
Example = Annotated[
    bool, Option("--example", help=t("In một tệp chỉ tiêu mẫu", "Print an example of a file of targets"))
]

# exports
ExportFolder = Annotated[
    Path | None, Option("--out", "-o", help=t("Thư mục được giữ cho mới", "The folder that is kept up to date"))
]
PlanFile = Annotated[
    Path | None,
    Option(
        "--plan",
        help=t(
            "Kế hoạch: làm những gì (không có thì parreform.toml ở đây, rồi mặc định)",
            "The plan: what to make (without it parreform.toml here, then the default)",
        ),
    ),
]
Followed = Annotated[
    list[str] | None,
    Option(
        "--province",
        "-p",
        help=t(
            f"Các tỉnh theo dõi, thay cho các tỉnh của kế hoạch ({_REPEATABLE})",
            f"The provinces followed, in place of the plan's ({_REPEATABLE})",
        ),
    ),
]
Jobs = Annotated[
    int,
    Option(
        "--jobs",
        "-j",
        min=0,
        metavar="<int>",
        help=t("Số tiến trình vẽ; 0: tự chọn theo máy", "Processes that draw; 0: as many as pay off"),
    ),
]
Wait = Annotated[
    float,
    Option(
        "--wait",
        min=0,
        metavar="<float>",
        help=t("Chờ chừng này giây nếu một lần xuất khác đang chạy", "Wait so many seconds for another export to end"),
    ),
]
Again = Annotated[bool, Option("--again", help=t("Làm lại tất cả", "Make everything anew"))]
RecordFile = Annotated[
    Path | None,
    Option(
        "--record",
        help=t(
            "Ghi nhật ký JSON của lần chạy vào đây, cả khi hỏng (không có thì run.json trong thư mục)",
            "Write the JSON record of the run here, also when it fails (without it run.json in the folder)",
        ),
    ),
]
PlanExample = Annotated[
    bool, Option("--example", help=t("In kế hoạch mẫu rồi thôi", "Print an example of a plan and do nothing else"))
]
ScheduledFolder = Annotated[
    Path, Option("--out", "-o", help=t("Thư mục được giữ cho mới", "The folder that is kept up to date"))
]
Cron = Annotated[bool, Option("--cron", help=t("Dòng cho crontab", "Lines for a crontab"))]
Systemd = Annotated[bool, Option("--systemd", help=t("Đơn vị cho systemd", "Units for systemd"))]
At = Annotated[str, Option("--at", help=t("Giờ chạy mỗi đêm", "When to run, every day"))]
Mail = Annotated[str, Option("--mail", help=t("Địa chỉ nhận thư báo lỗi của cron", "Who gets cron's mail of errors"))]
UnitFolder = Annotated[
    Path | None,
    Option("--units", help=t("Ghi hai đơn vị systemd vào thư mục này", "Write the two units into this folder")),
]
