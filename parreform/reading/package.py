"""Zipped workbooks opened with care: sizes are bounded by the directory and again while unpacking."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from parreform.reading import faults
from parreform.settings import t


class Package:
    """The members of a zip, unpacked on demand, all together to `MAX_UNPACKED_BYTES` at most."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except BadZipFile as fault:
            raise faults.damaged(fault) from fault
        members = self._zip.infolist()
        if len(members) > faults.MAX_MEMBERS:
            raise _bomb(t(f"{len(members)} phần bên trong", f"{len(members)} members"))
        self._members = {m.filename.replace("\\", "/").lstrip("/"): m for m in members}
        self._left = faults.MAX_UNPACKED_BYTES

    @property
    def names(self) -> list[str]:
        """Names of the members, with forward slashes."""
        return list(self._members)

    @property
    def encrypted(self) -> bool:
        """Whether any member needs a password."""
        return any(m.flag_bits & 1 for m in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises `Unreadable` where it is missing, damaged or grows without end."""
        member = self._members.get(name)
        if member is None:
            raise faults.damaged(name)
        self._check(member)
        with self._zip.open(member) as stream:
            content = stream.read(member.file_size + 1)  # no more is unpacked than the size just checked
        self._left -= len(content)
        return content

    def optional(self, name: str) -> bytes:
        """The bytes of a member, none where there is no such member."""
        return self.read(name) if name in self else b""

    def having(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with given bytes for some members, changed or read before, not compressed."""
        buffer = BytesIO()
        with ZipFile(buffer, "w") as out:
            for name in self.names:
                out.writestr(name, changed[name] if name in changed else self.read(name))
        return buffer.getvalue()

    def _check(self, member: ZipInfo) -> None:
        size = member.file_size
        if size > self._left:
            raise faults.too_large(size >> 20, faults.MAX_UNPACKED_BYTES >> 20)
        if size > faults.SMALL_PART_BYTES and size > faults.MAX_RATIO * max(member.compress_size, 1):
            times = size // max(member.compress_size, 1)
            raise _bomb(t(f"“{member.filename}” nở ra {times} lần", f"“{member.filename}” grows {times} times"))


def _bomb(why: str) -> faults.Unreadable:
    return faults.Unreadable(
        t(f"tệp nén bất thường, không mở: {why}", f"an abnormal archive, not opened: {why}"),
        t("Chỉ nhập tệp lấy từ nơi công bố", "Import only files from their publisher"),
    )
