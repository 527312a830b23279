"""The bridge on its pages: a ZIP out, a ZIP in with a preview, and archives that are refused."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from support.web_world import World
from zhijian.errors import UnreadableInput
from zhijian.web.bridge import archive
from zhijian.web.bridge.archive import pack, unpack
from zhijian.web.collection.models import Cell, Comment

Browser = Callable[[str], Client]
CITY = "reviewer-yunling"
COMMENTS = "organisation,period,indicator,slice,author,time,text\nschool-04,2024,graduates.total,,市教育局,,请核对\n"


def url(world: World, name: str = "") -> str:
    return f"/rounds/{world.round_id}/folder/{name}"


def downloaded(client: Client, world: World) -> bytes:
    answer = client.post(url(world, "download/"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="yunling-2024.zip"'
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def changed(data: bytes, **files: str) -> io.BytesIO:
    """The archive with files put in place of others; ``__`` stands for the dot."""
    wanted = {name.replace("__", "."): text for name, text in files.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            if part.filename.partition("/")[2] not in wanted:
                new.writestr(part, old.read(part))
        for name, text in wanted.items():
            new.writestr(f"yunling-2024/{name}", text)
    target.seek(0)
    target.name = "yunling.zip"
    return target


def test_out_and_in_again(world: World, signed_in: Browser) -> None:
    client = signed_in(CITY)
    assert "下载报告文件夹" in client.get(url(world)).content.decode()
    sent = changed(downloaded(client, world), comments__csv=COMMENTS)
    shown = client.post(url(world, "upload/"), {"file": sent})
    page = shown.content.decode()
    assert "意见 1 条" in page
    assert not Comment.objects.exists()
    client.post(url(world, "accept/"), {"ticket": shown.context["ticket"]})
    assert Comment.objects.get().text == "请核对"
    again = client.post(url(world, "accept/"), {"ticket": shown.context["ticket"]}, follow=True)
    assert "预览已过期" in again.content.decode()


def test_a_ticket_is_of_one_user_and_one_round(world: World, signed_in: Browser) -> None:
    client = signed_in(CITY)
    sent = changed(downloaded(client, world), comments__csv=COMMENTS)
    ticket = client.post(url(world, "upload/"), {"file": sent}).context["ticket"]
    other = signed_in("administrator-yunling").post(url(world, "accept/"), {"ticket": ticket}, follow=True)
    assert "预览已过期" in other.content.decode()
    assert not Comment.objects.exists()


def test_who_may_look_may_not_bring_in(world: World, signed_in: Browser) -> None:
    client = signed_in("editor-yunling")
    assert "预览" not in client.get(url(world)).content.decode()
    assert client.post(url(world, "upload/")).status_code == 404
    assert signed_in("reviewer-c-linjiang").post(url(world, "upload/")).status_code == 403
    for name in ("clerk-school-04", "reviewer-c-linjiang"):
        assert signed_in(name).get(url(world)).status_code == 404
        assert signed_in(name).post(url(world, "download/")).status_code == 404


@pytest.mark.parametrize(
    ("content", "part"), [(b"", "请选择"), (b"PK not a zip", "不是 ZIP"), (b"\xff" * 100, "不是 ZIP")]
)
def test_what_is_no_archive(world: World, signed_in: Browser, content: bytes, part: str) -> None:
    sent = io.BytesIO(content)
    sent.name = "x.zip"
    files = {"file": sent} if content else {}
    answer = signed_in(CITY).post(url(world, "upload/"), files, follow=True)
    assert part in answer.content.decode()
    assert set(Cell.objects.values_list("version", flat=True)) == {1}


def packed(*entries: tuple[str, bytes], mode: int = 0) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in entries:
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = mode << 16
            new.writestr(part, content)
    return target


@pytest.mark.parametrize(
    ("made", "part"),
    [
        (packed(("../out.txt", b"x")), "文件夹之外"),
        (packed(("/etc/passwd", b"x")), "文件夹之外"),
        (packed(("C:\\out.txt", b"x")), "文件夹之外"),
        (packed(("a\\..\\..\\out.txt", b"x")), "文件夹之外"),
        (packed(("link", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "不是普通文件"),
        (packed(("zeros.md", bytes(5 * 2**20))), "解开后过大"),
        (packed(*((f"{n}.md", b"x") for n in range(archive.MOST_PARTS + 1))), "最多 5000 个"),
    ],
)
def test_archives_that_are_refused(tmp_path: Path, made: io.BytesIO, part: str) -> None:
    with pytest.raises(UnreadableInput, match=part):
        unpack(made, tmp_path)
    assert list(tmp_path.iterdir()) == []


class OldName(zipfile.ZipInfo):
    """An entry as the archiver of a Chinese Windows writes it: its name in GBK, without a mark that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name that zipfile calls
        return self.filename.encode("gbk"), self.flag_bits & ~archive.UTF8_NAMES


def test_names_of_a_chinese_windows_and_a_folder_around(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        new.writestr(OldName("年报/report.toml"), b"[report]")
    folder = unpack(target, tmp_path)
    assert folder.name == "年报"
    assert (folder / "report.toml").read_bytes() == b"[report]"


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "city" / "cases").mkdir(parents=True)
    (tmp_path / "city" / "cases" / "案例.md").write_text("# 案例", "utf-8")
    first, second = io.BytesIO(), io.BytesIO()
    pack(tmp_path / "city", first)
    (tmp_path / "city" / "cases" / "案例.md").touch()
    pack(tmp_path / "city", second)
    assert first.getvalue() == second.getvalue()
    assert (unpack(first, tmp_path / "out") / "cases" / "案例.md").read_text("utf-8") == "# 案例"
