"""The examples of docs/reference/chapters.md do what the page says."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from support.report_city import composed
from zhijian.document import Block, Figure, Paragraph, Table, plain_text
from zhijian.report.charts.definition import read_charts
from zhijian.report.figures.request import OPTIONS, read_request
from zhijian.report.problems import Problems
from zhijian.report.tables.definition import read_tables
from zhijian.report.wording import wording

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "chapters.md").read_text("utf-8")
EXAMPLES = re.findall(r"写作：\n\n```markdown\n(.*?)```\n\n印作：\n\n```text\n(.*?)```", PAGE, re.DOTALL)


def printed(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain_text(block.runs)
        elif isinstance(block, Figure):
            yield f"{block.number} {block.caption}"
        elif isinstance(block, Table):
            yield f"{block.number} {block.caption}"
            yield from (" ".join(plain_text(cell.runs) for cell in row) for row in block.rows)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("写作：") == 5


@pytest.mark.parametrize(("written", "expected"), EXAMPLES, ids=[written[:30] for written, _ in EXAMPLES])
def test_an_example_is_printed_as_the_page_says(tmp_path: Path, written: str, expected: str) -> None:
    blocks = composed(tmp_path / "r", f"# 例\n\n{written}").document.blocks[3:]
    lines = expected.splitlines()
    assert list(printed(blocks))[: len(lines)] == lines


@pytest.mark.parametrize(("form", "text"), re.findall(r"`trend\(x\) ?(?:\\\| form (\w+))?` \| (.+?) \|\n", PAGE)[1:])
def test_the_forms_of_a_trend(tmp_path: Path, form: str, text: str) -> None:
    source = f"trend(students.full_time) | form {form or 'full'}"
    blocks = composed(tmp_path / "r", f"# 例\n\n{{{{ {source} }}}}\n").document.blocks
    assert next(printed(blocks[3:])) == text


def test_every_option_and_form_is_on_the_page() -> None:
    assert all(f"| `{option.split()[0]}" in PAGE for option in OPTIONS)
    assert all(f"form {form}`" in PAGE for form in wording("trend") if form != "full")
    for option in OPTIONS:
        kind = {"form": "trend(x)", "lowest": "rank(x)"}.get(option.split()[0], "x")
        assert read_request(f"{kind} | {option}")


def test_every_chart_and_table_is_on_the_page(tmp_path: Path) -> None:
    problems = Problems()
    named = {**{c.id: c.title for c in read_charts(tmp_path, problems).values()}}
    assert all(f"| `{name}` | {title}" in PAGE for name, title in named.items())
    assert all(f"| `{t.id}` | {t.caption}" in PAGE for t in read_tables(tmp_path, problems).values())
    assert problems.findings == ()


@pytest.mark.parametrize("kind", ["charts", "tables"])
def test_the_definitions_on_the_page_can_be_read(tmp_path: Path, kind: str) -> None:
    (text,) = re.findall(rf"`{kind}/aid\.yaml`：\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert yaml.safe_load(text)
    (tmp_path / kind).mkdir()
    (tmp_path / kind / "aid.yaml").write_text(text, "utf-8")
    problems = Problems()
    read = read_charts if kind == "charts" else read_tables
    assert "aid" in read(tmp_path, problems)
    assert problems.findings == ()
