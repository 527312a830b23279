"""What an HTML report holds: everything in one file, nothing from elsewhere, readable without scripts."""

import re
from base64 import b64decode
from pathlib import Path

import pytest

from support.sample_document import sample_document
from zhijian.document import BoundFigure, Document, Figure, Heading, Paragraph, Picture, Text
from zhijian.document.write import Download, FigureNote
from zhijian.document.write.html import html_page, write_html
from zhijian.errors import BuildStopped

NOTE = FigureNote("f-1-1", "全日制在校生", ("33577人", "12所学校相加", "workbooks/school-03.xlsx#表6!D12 <&>"))


def page(*blocks: Paragraph | Heading | Figure, **notes: FigureNote) -> str:
    return html_page(Document("题", blocks), notes={note.anchor: note for note in notes.values()})


def test_nothing_is_loaded_from_elsewhere() -> None:
    whole = html_page(sample_document(), notes={})
    loaded = re.findall(r'<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)="([^"]{0,12})', whole)
    assert {address.partition(":")[0] for address in loaded} == {"data"}
    assert "default-src 'none'" in whole
    assert "url(" not in whole.partition("</style>")[0]


def test_texts_are_escaped() -> None:
    whole = page(Paragraph((Text('<b>&"\n'), BoundFigure("1<2", 'a"b', 'x < "y"'))))
    assert '<p>&lt;b&gt;&amp;"<br>' in whole
    assert 'id="a&quot;b" data-expression="x &lt; &quot;y&quot;">1&lt;2</span>' in whole


def test_a_bound_figure_links_to_its_note() -> None:
    whole = page(Paragraph((BoundFigure("33577人", "f-1-1", "students.full_time", "students.full_time"),)), note=NOTE)
    assert 'href="#note-f-1-1">33577人</a>' in whole
    assert '<li id="note-f-1-1"><p><b>全日制在校生</b>' in whole
    assert "<p>workbooks/school-03.xlsx#表6!D12 &lt;&amp;&gt;</p>" in whole


def test_a_bound_figure_without_a_note_is_plain() -> None:
    assert '<span class="fig" id="f" data-expression="a">1</span>' in page(Paragraph((BoundFigure("1", "f", "a"),)))


def test_the_chart_program_comes_once_and_only_with_charts() -> None:
    plain = page(Paragraph((Text("无图"),)))
    charts = html_page(sample_document(), notes={})
    assert 'id="chart-program"' not in plain
    assert charts.count('id="chart-program"') == 1
    assert len(charts) < 700_000


def test_a_chart_specification_cannot_end_its_script() -> None:
    picture = Picture(b"<svg/>", "image/svg+xml", "图", {"title": "</script><b>"})
    assert "\\u003c/script>\\u003cb>" in page(Figure((picture,), "f"))


def test_downloads_are_carried_in_the_page() -> None:
    data = "指标,数值\n".encode()
    whole = html_page(Document("题", ()), notes={}, downloads=[Download("facts.csv", "text/csv", data, "数据点")])
    found = re.search(r'<a download="facts.csv" href="data:text/csv;base64,([^"]+)">数据点</a>', whole)
    assert found
    assert b64decode(found[1]) == data


def test_the_contents_list_the_headings_to_its_depth() -> None:
    whole = html_page(sample_document(), notes={})
    contents = whole[whole.index("<nav") : whole.index("</nav>")]
    assert '<li class="l2"><a href="#section-1-1"><span class="n">1.1</span> 发展规模</a></li>' in contents
    assert "section-1-2-1" not in contents


def test_a_picture_without_alternative_text_stops_the_build(tmp_path: Path) -> None:
    figure = Figure((Picture(b"<svg/>", "image/svg+xml", " "),), "f", "图1-1", "规模")
    with pytest.raises(BuildStopped, match="图1-1 规模"):
        write_html(Document("题", (figure,)), tmp_path / "a.html", notes={})


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_html(sample_document(), tmp_path / name, notes={"f-1-1": NOTE})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    whole = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = (int(whole[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "link"])
@pytest.mark.parametrize("ground", ["#ffffff", "tint", "head"])
def test_contrast_is_at_least_aa(ink: str, ground: str) -> None:
    style = html_page(Document("题", ()), notes={}).partition("</style>")[0]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+);", style))
    light, dark = sorted((luminance(colours[ink]), luminance(colours.get(ground, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
