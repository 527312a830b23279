"""reasons.csv and comments.csv: read strictly, every fault with its line."""

from pathlib import Path

import pytest

from zhijian.errors import UnreadableInput
from zhijian.intake import Comment, Reason, read_comments, read_reasons, write_comments, write_reasons

REASONS = (
    Reason("school-03", "2024", "graduates.monthly_income", "扩大了调查范围，含省外就业的毕业生。", "outlier"),
    Reason("school-05", "2024", "awards.skills[city]", "尚未公布", "gap"),
    Reason("school-07", "2023", "funding.special", "第一行\n第二行，“引用”", "accepted"),
)
COMMENTS = (
    Comment(
        "school-03", "2024", "graduates.total", "与学籍系统差 2 人，请核对", "市教育局", "2024-11-02T09:30:00+08:00", ""
    ),
)


def test_reasons_round_trip(tmp_path: Path) -> None:
    write_reasons(tmp_path / "reasons.csv", REASONS)
    assert read_reasons(tmp_path / "reasons.csv") == REASONS


def test_comments_round_trip(tmp_path: Path) -> None:
    write_comments(tmp_path / "comments.csv", COMMENTS)
    assert read_comments(tmp_path / "comments.csv") == COMMENTS


@pytest.mark.parametrize("text", ["=1+2", "-5%", "+86", "@SUM(A1)", "'=x", "''-", "'引用'", "平常的话"])
def test_no_text_is_a_formula_to_a_spreadsheet(tmp_path: Path, text: str) -> None:
    comment = Comment("school-03", "2024", "graduates.total", text)
    write_comments(tmp_path / "comments.csv", [comment])
    kept = (tmp_path / "comments.csv").read_text("utf-8").splitlines()[1]
    assert kept.rsplit(",", 1)[1].lstrip('"')[0] not in "=+-@"
    assert read_comments(tmp_path / "comments.csv") == (comment,)


def test_no_file_is_no_reasons(tmp_path: Path) -> None:
    assert read_reasons(tmp_path / "reasons.csv") == ()
    assert read_comments(tmp_path / "comments.csv") == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "reasons.csv"
    path.write_text("kind,text,organisation,period,indicator\ngap,尚未公布,school-05,2024,awards.skills\n\n", encoding)
    assert read_reasons(path) == (Reason("school-05", "2024", "awards.skills", "尚未公布", "gap"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "reasons.csv 缺少列：organisation、period、indicator、kind、text。"),
        ("organisation,period,indicator,kind\n", "缺少列：text。"),
        ("organisation,period,indicator,kind,text,who\n", "有不认识的列：who。"),
        ("organisation,period,indicator,kind,text,text\n", "列重复：text。"),
        ("organisation,period,indicator,kind,text\na,2024,b,gap\n", "第2行有 4 个单元，应有 5 个"),
        ("organisation,period,indicator,kind,text\na,2024,b,gap,\n", "第2行的 text 为空"),
        (
            "organisation,period,indicator,kind,text\na,2024,b,maybe,x\n",
            "kind“maybe”无效，应为 outlier、gap、accepted 之一",
        ),
        ('organisation,period,indicator,kind,text\na,2024,b,gap,"x\n', "不是有效的 CSV"),
    ],
)
def test_faults(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "reasons.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableInput) as error:
        read_reasons(path)
    assert message in str(error.value)


def test_all_faults_at_once(tmp_path: Path) -> None:
    path = tmp_path / "reasons.csv"
    path.write_text("organisation,period,indicator,kind,text\n,2024,b,gap,x\na,2024,b,maybe,\n", "utf-8")
    with pytest.raises(UnreadableInput) as error:
        read_reasons(path)
    assert len(str(error.value).splitlines()) == 3
