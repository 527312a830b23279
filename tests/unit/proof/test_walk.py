"""The order in which everything that proofs a document meets its blocks."""

from zhijian.document import Case, Document, Heading, Paragraph, Text
from zhijian.expressions import parse_expression
from zhijian.proof import figure_id, figure_of, variable, walk


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_blocks_know_their_section_and_their_case() -> None:
    case = Case("以赛促学", "case-1", (paragraph("丙"),), "案例1-1", "青溪县卫生学校")
    document = Document(
        "",
        (paragraph("甲"), Heading(1, (Text("规模"),), "", "1"), paragraph("乙"), case, paragraph("丁")),
    )
    assert [(p.index, p.section, p.heading, p.in_case, p.organisation) for p in walk(document)] == [
        (0, "", "", False, ""),
        (1, "1", "规模", False, ""),
        (2, "1", "规模", False, ""),
        (3, "1", "规模", True, "青溪县卫生学校"),
        (4, "1", "规模", True, "青溪县卫生学校"),
        (5, "1", "规模", False, ""),
    ]


def test_a_figure_has_a_variable_that_the_language_reads() -> None:
    name = variable(figure_id(3, 7))
    assert parse_expression(name.indicator) == name
    assert figure_of(name) == figure_id(3, 7)
