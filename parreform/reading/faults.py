"""What makes a file unreadable, with the limits that every reader keeps."""

from parreform.settings import t
from parreform.text import local_number

MAX_FILE_BYTES = 200 * 2**20
"""Largest file taken from disk."""

MAX_UNPACKED_BYTES = 512 * 2**20
"""Largest sum of the parts of a zipped workbook once unpacked."""

MAX_RATIO = 300
"""How many times a large part may grow when unpacked; real sheets grow 5 to 60 times."""

SMALL_PART_BYTES = 16 * 2**20
"""Parts up to this size may have any ratio."""

MAX_MEMBERS = 10_000
"""Most members of a zipped workbook."""

MAX_SHEETS = 200
"""Most sheets of a workbook."""

MAX_CELLS = 10_000_000
"""Most places, rows times columns up to the last filled cell: of one sheet of .xlsx, of all sheets of other formats."""

MAX_FILLED = 3_000_000
"""Most filled cells of all sheets together, for formats that are read cell by cell."""

MAX_TEXT = 32_767
"""Longest text of a cell, which is Excel's own limit."""


class Unreadable(Exception):
    """A file that cannot be read: the reason, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or save_again()


def save_again() -> str:
    """The advice that helps with most files."""
    return t(
        "Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi nhập",
        "Open it in Excel or LibreOffice, save it as .xlsx, import again",
    )


def protected() -> Unreadable:
    """The file needs a password."""
    return Unreadable(
        t("tệp có mật khẩu", "the file is protected by a password"),
        t("Lưu lại không đặt mật khẩu rồi nhập", "Save it without password, import again"),
    )


def damaged(detail: object = "") -> Unreadable:
    """The file was cut off or changed on its way."""
    seen = f" ({str(detail)[:200]})" if str(detail) else ""
    return Unreadable(
        t("tệp hỏng hoặc tải về chưa trọn", "the file is damaged or was not received whole") + seen,
        t(
            "Tải lại từ nơi công bố; hoặc mở bằng Excel, lưu lại dạng .xlsx",
            "Get it again from its publisher; or open it in Excel and save it as .xlsx",
        ),
    )


def too_large(megabytes: int, limit: int) -> Unreadable:
    """The file, or what it unpacks to, is larger than any real workbook."""
    return Unreadable(
        t(
            f"tệp quá lớn: {local_number(megabytes)} MB, tối đa {local_number(limit)} MB",
            f"the file is too large: {local_number(megabytes)} MB, at most {local_number(limit)} MB",
        ),
        t("Tách thành nhiều tệp nhỏ hơn", "Split it into smaller files"),
    )


def too_many_cells(count: int, sheet: str, limit: int) -> Unreadable:
    """More cells than any table of ours has."""
    return Unreadable(
        t(
            f"quá nhiều ô: {local_number(count)} đến trang “{sheet}”, tối đa {local_number(limit)}",
            f"too many cells: {local_number(count)} up to sheet “{sheet}”, at most {local_number(limit)}",
        ),
        t("Tách thành nhiều tệp nhỏ hơn", "Split it into smaller files"),
    )


def too_wide(sheet: str, cell: str, filled: int) -> Unreadable:
    """A few cells far away from the table stretch the sheet beyond all bounds."""
    return Unreadable(
        t(
            f"trang “{sheet}” có {filled} ô nhưng trải đến tận ô {cell}",
            f"sheet “{sheet}” has {filled} cells but stretches as far as {cell}",
        ),
        t("Xóa những ô nằm lạc xa khỏi bảng", "Delete the cells that lie far away from the table"),
    )


def too_far(part: str) -> Unreadable:
    """The same where only the part of the file is known, before its cells are read."""
    return Unreadable(
        t(
            f"có trang trải ra quá rộng: hơn {local_number(MAX_CELLS)} ô ({part})",
            f"a sheet spans too many cells: more than {local_number(MAX_CELLS)} ({part})",
        ),
        t("Xóa các ô lạc ở rất xa bảng, lưu lại rồi nhập", "Clear the cells far off the table, save, import again"),
    )


def declares_types() -> Unreadable:
    """No workbook program declares document types; files that do mean harm."""
    return Unreadable(
        t("tệp chứa khai báo XML lạ (DTD, entity), không mở", "the file declares a DTD or XML entities, not opened"),
        t("Chỉ nhập tệp lấy từ nơi công bố", "Import only files from their publisher"),
    )


def too_long(sheet: str, cell: str, length: int) -> Unreadable:
    """A text longer than a cell can hold."""
    return Unreadable(
        t(
            f"trang “{sheet}”, ô {cell}: văn bản dài {length} ký tự, tối đa {MAX_TEXT}",
            f"sheet “{sheet}”, cell {cell}: a text of {length} characters, at most {MAX_TEXT}",
        ),
        t(
            "Kiểm tra ô này; ở tệp .csv thường là thiếu dấu nháy đóng",
            "Check this cell; in a .csv file usually a closing quote is missing",
        ),
    )


def too_many_sheets(count: int) -> Unreadable:
    """More sheets than a person could have made."""
    return Unreadable(
        t(f"quá nhiều trang: {count}, tối đa {MAX_SHEETS}", f"too many sheets: {count}, at most {MAX_SHEETS}"),
        t("Tách thành nhiều tệp nhỏ hơn", "Split it into smaller files"),
    )
