"""Cases (案例): ``cases/*.md``, front matter and text → drafts.

    ---
    title: 校企共建实训基地
    school: school-03
    chapter: 3.1                 # omitted when a chapter places it with ::: case case-01
    pictures:
      - {file: pictures/case-01.svg, caption: 学生在实训基地操作数控机床, alt: …}
    ---
    正文……

A picture without a caption stands beside the next one, under that one's caption.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from zhijian.catalogue.lines import yaml_problem
from zhijian.facts import OrganisationTree
from zhijian.messages import _
from zhijian.report.markdown.drafts import DraftBlock, DraftCase, DraftFigure, DraftHeading, DraftPicture
from zhijian.report.markdown.parse import parse_markdown
from zhijian.report.places import Place
from zhijian.report.problems import Problems

KEYS = ("title", "school", "chapter", "pictures")
PICTURE_KEYS = ("file", "caption", "alt")


def read_cases(folder: Path, tree: OrganisationTree, problems: Problems, *, internal: bool) -> dict[str, DraftCase]:
    """The cases in ``folder/cases`` by file stem, in the order of their names."""
    cases: dict[str, DraftCase] = {}
    for path in sorted((folder / "cases").glob("*.md")):
        case = _read(path, f"cases/{path.name}", tree, problems, internal=internal)
        if case is not None:
            cases[case.id] = case
    return cases


def _read(path: Path, file: str, tree: OrganisationTree, problems: Problems, *, internal: bool) -> DraftCase | None:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        problems.add("ZJ416", Place(file, 1))
        return None
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not lines or lines[0].strip() != "---" or not end:
        problems.add("ZJ413", Place(file, 1), what=_("文件应以“---”开头的信息块开始，并以“---”收尾"))
        return None
    head = _Head(lines[1:end], file, problems)
    if head.values is None:
        return None
    head.check(tree)
    body = parse_markdown("\n".join(lines[end + 1 :]), file, problems, internal=internal, first=end + 2)
    for block in body:
        if isinstance(block, DraftHeading | DraftCase):
            problems.add("ZJ413", block.place, what=_("案例正文中不能有标题，案例的题目写在 title 中"))
    if not body:
        problems.add("ZJ413", Place(file, end + 1), what=_("案例没有正文"))
    blocks = (*(b for b in body if not isinstance(b, DraftHeading)), *head.figures(path.stem))
    return DraftCase(
        path.stem, head.text("title"), head.text("school"), head.text("chapter"), tuple(blocks), Place(file, 1)
    )


@dataclass
class _Head:
    lines: list[str]
    file: str
    problems: Problems
    values: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        try:
            # Every scalar stays text: 2.10 is a section, not a number.
            values = yaml.load("\n".join(self.lines), yaml.BaseLoader)  # noqa: S506 - a safe loader
        except yaml.YAMLError as error:
            line, problem = yaml_problem(error)
            self.problems.add(
                "ZJ413", Place(self.file, 1 + line), what=_("信息块不符合 YAML 写法：{error}", error=problem)
            )
            return
        if isinstance(values, dict):
            self.values = values
        else:
            self.problems.add("ZJ413", Place(self.file, 1), what=_("信息块应写作“名称: 内容”，一行一项"))

    def text(self, key: str) -> str:
        value = (self.values or {}).get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def line(self, text: str) -> int:
        """The line on which ``text`` first stands; the first where it is not found."""
        return next((i for i, line in enumerate(self.lines, 2) if text in line), 1)

    def check(self, tree: OrganisationTree) -> None:
        values = self.values or {}
        for key in values:
            if key not in KEYS:
                what = _("不认识的项目 {key}，可用的有 {known}", key=key, known="、".join(KEYS))
                self.problems.add("ZJ413", Place(self.file, self.line(f"{key}:")), what=what)
        if not self.text("title"):
            self.problems.add("ZJ413", Place(self.file, 1), what=_("缺少 title（案例题目）"))
        school = self.text("school")
        if not school:
            self.problems.add("ZJ413", Place(self.file, 1), what=_("缺少 school（报送单位的编号）"))
        elif school not in tree:
            what = _("单位“{school}”不在 organisations.csv 中", school=school)
            self.problems.add("ZJ413", Place(self.file, self.line("school:")), what=what)

    def figures(self, case: str) -> list[DraftBlock]:
        entries = (self.values or {}).get("pictures") or []
        if not isinstance(entries, list) or any(not isinstance(entry, dict) for entry in entries):
            what = _("pictures 应为列表，每项写 file、caption、alt")
            self.problems.add("ZJ413", Place(self.file, self.line("pictures:")), what=what)
            return []
        figures: list[DraftBlock] = []
        waiting: list[DraftPicture] = []
        for entry in entries:
            name = str(entry.get("file", "")).strip()
            place = Place(self.file, self.line(name) if name else self.line("pictures:"))
            for key in entry:
                if key not in PICTURE_KEYS:
                    what = _("不认识的项目 {key}，可用的有 {known}", key=key, known="、".join(PICTURE_KEYS))
                    self.problems.add("ZJ413", place, what=what)
            waiting.append(DraftPicture(name, str(entry.get("alt", "")).strip(), place))
            caption = str(entry.get("caption", "")).strip()
            if caption:
                stem = PurePosixPath(waiting[0].file).stem
                figures.append(DraftFigure(stem or case, tuple(waiting), caption, waiting[0].place))
                waiting = []
        if waiting:
            self.problems.add("ZJ413", waiting[0].place, what=_("最后一张图片缺少 caption（图题）"))
        return figures
