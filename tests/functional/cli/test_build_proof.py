"""``zhijian build`` proofs its own report, and packages none that contradicts itself unless told to."""

import json
from pathlib import Path

import pytest

from support.command import zhijian

WRONG = "2024年，全市中职学校全日制在校生共1999人。"


@pytest.fixture
def contradictory(folder: Path) -> Path:
    """A report folder with a sentence that says another number than its tables do."""
    chapter = folder / "chapters/01-规模结构.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{WRONG}\n", "utf-8")
    return folder


def found(folder: Path) -> list[dict[str, str]]:
    """The errors that the proof found."""
    told = json.loads((folder / "build/internal/findings.json").read_text("utf-8"))["findings"]
    return [one for one in told if one["code"].startswith(("ZJ5", "ZJ6")) and one["severity"] == "error"]


def test_a_sound_report_is_packaged(folder: Path) -> None:
    told = zhijian("build", folder)
    assert told.code == 0, told.text
    assert found(folder) == []
    assert (folder / "build/internal/package.zip").exists()


def test_one_that_contradicts_itself_is_written_but_not_packaged(contradictory: Path) -> None:
    told = zhijian("build", contradictory)
    assert told.code == 1
    assert "未生成数据包" in told.err
    assert "--package-anyway" in told.err
    built = contradictory / "build"
    for edition in ("internal", "public"):
        assert (built / edition / "report.pdf").exists()
        assert not (built / edition / "package.zip").exists()
    (one,) = found(contradictory)
    assert one["code"] == "ZJ501"
    place, line = str(one["location"]).split("#L")
    assert (contradictory / place).read_text("utf-8").splitlines()[int(line) - 1] == WRONG
    page = (built / "internal/proof.html").read_text("utf-8")
    assert "1999人<a" in page
    assert not (built / "public/proof.html").exists()


def test_it_is_packaged_all_the_same_where_told_to(contradictory: Path) -> None:
    told = zhijian("build", contradictory, "--package-anyway", "--fail-on", "never")
    assert (told.code, told.err) == (0, "")
    assert (contradictory / "build/internal/package.zip").exists()
    assert "ZJ501" in (contradictory / "build/internal/findings.csv").read_text("utf-8-sig")


def test_a_reason_lets_it_pass_until_the_figures_change(contradictory: Path) -> None:
    zhijian("build", contradictory, "--quiet")
    (one,) = found(contradictory)
    figures = "|".join(figure["text"] for figure in one["figures"])  # type: ignore[index]
    reasons = contradictory / "reasons.csv"
    if not reasons.exists():
        reasons.write_text("organisation,period,indicator,kind,text\n", "utf-8")
    with reasons.open("a", encoding="utf-8") as file:
        file.write(f"city,2024,{one['subject']}#{figures},accepted,此处另有口径，已与学校核实。\n")
    told = zhijian("build", contradictory)
    assert (told.code, (contradictory / "build/internal/package.zip").exists()) == (0, True), told.text
    chapter = contradictory / "chapters/01-规模结构.md"
    chapter.write_text(chapter.read_text("utf-8").replace("1999人", "1998人"), "utf-8")
    assert zhijian("build", contradictory).code == 1


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_the_demo_city_contradicts_itself_nowhere(city: Path, ending: str) -> None:
    """Notices of great changes remain: the reasons for them stand in reasons.csv, which a reader does not have."""
    told = zhijian("proof", city / f"build/internal/report.{ending}", "--fail-on", "warning")
    assert told.code == 0, told.out
