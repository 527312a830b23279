"""Whatever becomes of a file on its way, reading it gives a document or a message, and a document can be proofed."""

import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijian.document import Cell, Document, Heading, ListBlock, Paragraph, Table, Text
from zhijian.document.read import read_document
from zhijian.document.write import write_docx, write_html, write_pdf
from zhijian.errors import UnreadableInput
from zhijian.proof import proof_document

KINDS = ("docx", "pdf", "untagged.pdf", "html", "txt")
Damage = tuple[str, int, int, bytes]


def _report() -> Document:
    def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), header=header) for text in texts)

    table = Table(
        (row("指标", "2023年", "2024年", header=True), row("在校生", "29000", "30000"), row("合计", "29000", "30000")),
        "t-1",
        "表1-1",
        "规模",
        unit_note="单位：人",
    )
    return Document(
        "云岭市2024年度报告",
        (
            Heading(1, (Text("规模"),), "h-1", "1"),
            Paragraph((Text("全市在校生30000人，比上年增长3.4%，其中女生14000人，占46.7%，见表1-1。"),)),
            table,
            ListBlock(((Text("专任教师1903人，"),), (Text("生师比15.8:1。"),))),
        ),
    )


@cache
def _sound(kind: str) -> bytes:
    """A sound file of this kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        writers: dict[str, Callable[[], object]] = {
            "docx": lambda: write_docx(_report(), path),
            "pdf": lambda: write_pdf(_report(), path),
            "untagged.pdf": lambda: write_pdf(_report(), path, tagged=False),
            "html": lambda: write_html(_report(), path, notes={}),
            "txt": lambda: path.write_text(
                "1.1 规模\n全市在校生30000人，比上年增长3.4%。\n表1-1 规模\n\t指标\n\t2023年\n\t2024年\n\n\t在校生\n\t29000\n\t30000\n",
                "utf-8",
            ),
        }
        writers[kind]()
        return path.read_bytes()


DAMAGES: st.SearchStrategy[list[Damage]] = st.lists(
    st.tuples(
        st.sampled_from(("overwrite", "insert", "cut", "truncate", "repeat")),
        st.integers(0, 1 << 20),
        st.integers(0, 400),
        st.one_of(
            st.binary(min_size=1, max_size=12),
            st.sampled_from(
                [
                    b"<w:tbl>",
                    b"</w:p>",
                    b"<w:gridSpan w:val='9999999'/>",
                    b"<w:vMerge/>",
                    b"&x;",
                    b"]]>",
                    b"<td colspan='-3'>",
                    b"<td colspan=1000000000>",
                    b"<table>",
                    b"<tr>",
                    b"\xff\xfe",
                    b"\0",
                    b"[bookmark: ",
                    b"\t",
                    b"endobj",
                    b"obj",
                    b"<<",
                    "９９９９９９年".encode(),
                    "∶1".encode(),
                    b"9" * 40,
                    b"1e999999",
                    "其中：".encode(),
                    "分别为".encode(),
                ]
            ),
        ),
    ),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, damages: list[Damage]) -> bytes:
    """The bytes after one damage after the other; places count from the start again where they lie beyond the end."""
    for kind, place, length, piece in damages:
        at = place % (len(data) + 1)
        match kind:
            case "overwrite":
                data = data[:at] + piece + data[at + len(piece) :]
            case "insert":
                data = data[:at] + piece + data[at:]
            case "cut":
                data = data[:at] + data[at + length :]
            case "truncate":
                data = data[:at]
            case "repeat":
                data = data[:at] + data[at : at + length] * 3 + data[at:]
    return data


def read_or_refused(data: bytes, kind: str) -> Document | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind}"
        path.write_bytes(data)
        try:
            document = read_document(path)
        except UnreadableInput as refused:
            assert "report." in str(refused)  # noqa: PT017 - the message names the file, and nothing else is raised
            return None
    proof_document(document)
    return document


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_file_is_read(kind: str) -> None:
    document = read_or_refused(_sound(kind), kind)
    assert document is not None
    assert document.blocks


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=120)
@given(damages=DAMAGES)
def test_a_damaged_file_is_read_or_refused(kind: str, damages: list[Damage]) -> None:
    read_or_refused(damaged(_sound(kind), damages), kind)


@settings(max_examples=120)
@given(part=st.integers(0, 100), damages=DAMAGES)
def test_a_word_file_with_a_damaged_part_is_read_or_refused(part: int, damages: list[Damage]) -> None:
    with zipfile.ZipFile(BytesIO(_sound("docx"))) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    chosen = "word/document.xml" if part > 50 else names[part % len(names)]
    parts[chosen] = damaged(parts[chosen], damages)
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    read_or_refused(data.getvalue(), "docx")


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            list(
                "全市在校生其中女生占比上年增长％%个百分点分别为、，。：∶；（）0123456789.-万亿人元年月日近约超以第\t\n "
            )
        ),
        max_size=120,
    )
)
def test_any_text_is_read_and_proofed(characters: list[str]) -> None:
    read_or_refused("".join(characters).encode(), "txt")
