"""What the demo city's chapters, cases and pictures promise."""

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.expressions import leaves
from zhijian.report.figures.request import read_request

CONTENT = Path(str(files("zhijian.demo"))) / "content"
REPORT = Path(str(files("zhijian.report")))
CHAPTERS = sorted(CONTENT.glob("chapters/*.md"))
CASES = sorted(CONTENT.glob("cases/*.md"))
PICTURES = sorted(CONTENT.glob("pictures/*.svg"))
TEXT = "\n".join(path.read_text("utf-8") for path in (*CHAPTERS, *CASES))


def figures() -> list[str]:
    return [found.replace("\\|", "|") for found in re.findall(r"\{\{(.*?)\}\}", TEXT)]


def test_says_that_it_is_synthetic() -> None:
    assert "合成" in CHAPTERS[0].read_text("utf-8")


def test_has_eight_numbered_chapters_and_enough_cases() -> None:
    numbered = [p for p in CHAPTERS if not p.read_text("utf-8").splitlines()[0].endswith("{-}")]
    assert len(numbered) == 8
    assert len(CASES) >= 12


def test_binds_figures_to_indicators_that_exist() -> None:
    catalogue = load_catalogue()
    assert len(figures()) >= 120
    for source in figures():
        for leaf in leaves(read_request(source).node):
            assert leaf.indicator in catalogue, source


@pytest.mark.parametrize("kind", ["chart", "table"])
def test_every_defined_chart_and_table_is_placed(kind: str) -> None:
    defined = {path.stem for path in (REPORT / f"{kind}s" / "definitions").glob("*.yaml")}
    placed = set(re.findall(rf"^::: {kind} ([\w-]+)", TEXT, re.MULTILINE))
    assert defined <= placed
    assert {name for name in placed if f"[@{kind}-{name}]" not in TEXT} == set()


def test_every_case_is_placed_and_referred_to() -> None:
    for path in CASES:
        assert f"::: case {path.stem}\n" in TEXT
        assert f"[@{path.stem}]" in TEXT


def test_every_picture_is_used() -> None:
    used = set(re.findall(r"pictures/[\w-]+\.svg", TEXT))
    assert used == {f"pictures/{path.name}" for path in PICTURES}
    for path in CASES:
        head = yaml.safe_load(path.read_text("utf-8").split("---")[1])
        assert all(len(picture["alt"]) > 20 for picture in head["pictures"])


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures_stand_alone(path: Path) -> None:
    """Nothing is fetched from elsewhere, and texts are set in a typeface that the set-up installs."""
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own files
    assert root.get("font-family") == "Noto Sans SC, Microsoft YaHei, SimHei, sans-serif"
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "image", "foreignObject", "style")
        assert not any(name.endswith("href") for name in element.attrib)
