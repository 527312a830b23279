"""The installed typefaces: complete, and bold where bold is asked for."""

import unicodedata
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from pypdfium2 import PdfDocument

from zhijian.messages import use_language
from zhijian.typefaces import FACES, KAI, SANS, SERIF, FontsMissing, font_directory

SIGNS = "，。、；：？！“”‘’（）《》〈〉【】—…·％‰①⑩㎡×÷±≤≥≠→■□▲△★☆●○◆◇✓￥Ⅰ０９℃〔〕"


def gbk() -> set[str]:
    """The 20,902 ideographs of GBK: all of GB 2312 and of the characters that official names are written with."""
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    return {text for pair in pairs if len(text := pair.decode("gbk", "ignore")) == 1 and "\u4e00" <= text <= "\u9fff"}


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_what_it_is_called_and_has_every_character(name: str) -> None:
    family, weight = FACES[name]
    with TTFont(font_directory() / name, lazy=True) as font:
        assert font["name"].getDebugName(1) == family
        assert font["OS/2"].usWeightClass == weight
        assert "glyf" in font
        assert "fvar" not in font
        characters = font.getBestCmap()
    wanted = gbk() | set(SIGNS)
    assert len(wanted) > 20_900
    assert sorted(unicodedata.name(sign) for sign in wanted if ord(sign) not in characters) == []


def test_bold_is_a_bold_face_and_digits_come_from_the_same_font(tmp_path: Path) -> None:
    lines = [f'#text(font: "{family}")[在校生33577人 #strong[增长3.8%]]' for family in (SERIF, SANS, KAI)]
    pdf = typst.compile("\n\n".join(lines).encode(), font_paths=[str(font_directory())], ignore_system_fonts=True)
    path = tmp_path / "faces.pdf"
    path.write_bytes(pdf)
    with PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    assert text.replace(" ", "").count("在校生33577人增长3.8%") == 3
    embedded = {name for name in ("NotoSerifSC", "NotoSansSC", "LXGWWenKai") if f"+{name}-Bold".encode() in pdf}
    assert embedded == {"NotoSerifSC", "NotoSansSC", "LXGWWenKai"}


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJIAN_FONTS", str(tmp_path))
    with pytest.raises(FontsMissing, match=r"NotoSerifSC-Regular\.ttf、.*ZHIJIAN_FONTS"):
        font_directory()
    for name in FACES:
        (tmp_path / name).touch()
    assert font_directory() == tmp_path
    monkeypatch.setattr("zhijian.typefaces.__file__", str(tmp_path / "zhijian" / "typefaces" / "__init__.py"))
    monkeypatch.delenv("ZHIJIAN_FONTS")
    with pytest.raises(FontsMissing, match="make setup"):
        font_directory()
    with use_language("en"), pytest.raises(FontsMissing, match="Run make setup"):
        font_directory()
