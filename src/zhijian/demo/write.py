"""Writing the demo's folder: the same seed and sizes give the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.demo.cast import SCHOOLS_OF_A_CITY, Cast, make_cast, read_data
from zhijian.demo.exports import GBK_SCHOOL, PINYIN_SCHOOL, write_answers, write_records
from zhijian.demo.figures import WHOLE, YEARS, Figures, make_figures
from zhijian.demo.lists import mentor_rows, programme_rows, textbook_rows
from zhijian.demo.partners import Engagement, Textbook, make_mentors, make_textbooks, partner_figures
from zhijian.demo.people import graduate_rows, staff_rows, student_rows
from zhijian.demo.programmes import LAST, Point, make_points, point_figures, spread_over
from zhijian.demo.sheets import graduate_sheets, single_sheets, student_sheets
from zhijian.demo.statements import history_of, statements_of
from zhijian.errors import UsageError
from zhijian.facts import FactSet, write_facts_csv
from zhijian.intake import Comment, Reason, write_comments, write_reasons, write_workbook
from zhijian.messages import _

CATALOGUE = "secondary-2024"
FEWEST = 100  # students of a school, on average: with fewer there is nothing to divide
Progress = Callable[[int, int], None]


def write_demo(
    folder: Path, *, seed: int = 2024, schools: int = 12, students: int | None = None, progress: Progress | None = None
) -> None:
    """Write the folder of the fictional city, or with more than twelve schools of a fictional province.

    students: how many there are together; by default 33,577 for twelve schools and in proportion for others.
    progress: told how many of the workbooks are written. Files of an earlier demo in the folder are replaced.
    Raises UsageError for less than one school or FEWEST students a school.
    """
    if schools < 1 or (students is not None and students < FEWEST * schools):
        raise UsageError(_("演示至少要有一所学校，每所学校平均至少 {n} 名在校生。", n=FEWEST))
    catalogue = load_catalogue(CATALOGUE)
    demo = _Demo(catalogue, seed, schools, students or WHOLE * schools // SCHOOLS_OF_A_CITY)
    for name in ("workbooks", "records", "surveys", "history", "chapters", "cases", "pictures"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    demo.cast.tree.write(folder / "organisations.csv")
    _write_settings(folder, demo)
    _write_reasons(folder, demo)
    _write_records(folder / "records", demo)
    _write_surveys(folder / "surveys", demo)
    (folder / "history").mkdir()
    write_facts_csv(history_of(demo.figures, catalogue), folder / "history" / "facts.csv")
    _write_workbooks(folder / "workbooks", demo, progress)
    _copy_content(folder)


class _Demo:
    """Everything that the demo is made of."""

    def __init__(self, catalogue: Catalogue, seed: int, schools: int, students: int) -> None:
        self.catalogue = catalogue
        self.seed = seed
        self.cast: Cast = make_cast(schools, seed)
        scale = Fraction(students, WHOLE)
        self.points: tuple[Point, ...] = make_points(self.cast, seed)
        self.textbooks: dict[int, list[Textbook]] = make_textbooks(self.cast.schools, self.points, scale, seed)
        self.mentors: dict[int, list[Engagement]] = make_mentors(self.cast.schools, scale, seed)
        given = point_figures(self.points, self.cast.schools)
        given |= partner_figures(self.textbooks, self.mentors, schools)
        self.figures: Figures = make_figures(self.cast, seed=seed, students=students, given=given)
        self._put_categories(catalogue)
        self.reasons: tuple[Reason, ...] = tuple(_reasons(self.cast))
        self.statements: FactSet = statements_of(self.figures, catalogue, self.reasons)

    def points_of(self, school: int, year: int = LAST) -> list[Point]:
        return [point for point in self.points if point.school == school and point.running(year)]

    def _put_categories(self, catalogue: Catalogue) -> None:
        """Last year's students by major category, as this year's are spread over programmes."""
        for category in catalogue.slice_sets["major_categories"].keys:
            values = []
            for school in self.cast.schools:
                points = self.points_of(school.number, LAST - 1)
                total = self.figures.of("students.full_time", LAST - 1)[school.number]
                spread = spread_over(points, total, f"{self.seed}/students/{school.number}")
                values.append(sum(n for p, n in zip(points, spread, strict=True) if p.category == category))
            if any(values):
                self.figures.put(f"students.by_category[{category}]", [None, values, None])


def _write_settings(folder: Path, demo: _Demo) -> None:
    texts = read_data("notes.yaml")["report"]
    city = demo.cast.reporting
    lines = [
        "[report]",
        f'title = "{texts["title"].format(name=city.name)}"',
        f'subtitle = "{texts["subtitle"]}"',
        f'organisation = "{city.id}"',
        f'level = "{demo.catalogue.level}"',
        f'period = "{demo.catalogue.current}"',
        f'catalogue = "{CATALOGUE}"',
        f'date = "{texts["date"]}"',
        f'cover = ["{texts["publisher"].format(name=city.name)}", "{texts["date_on_cover"]}"]',
        "synthetic = true",
        f'notice = "{texts["notice"]}"',
    ]
    (folder / "report.toml").write_text("\n".join(lines) + "\n", "utf-8")
    schools = demo.cast.schools
    named = {
        key: schools[n].organisation.short if n < len(schools) else "——"
        for key, n in (("gbk", GBK_SCHOOL), ("pinyin", PINYIN_SCHOOL))
    }
    root = demo.cast.tree.root
    cities = len(demo.cast.tree.children(root.id))
    several = texts["readme_of_a_province"].format(
        province=root.name, name=city.name, cities=cities, schools=len(schools)
    )
    readme = texts["readme"].format(
        name=root.name,
        province=several if root is not city else "",
        seed=demo.seed,
        schools=len(schools),
        **named,
    )
    (folder / "README.md").write_text(readme, "utf-8")


def _reasons(cast: Cast) -> list[Reason]:
    return [
        Reason(school.id, e["period"], e["indicator"], e["text"], e["kind"])
        for e in read_data("notes.yaml")["reasons"]
        for school in cast.schools
        if e["place"] in ("all", school.number % SCHOOLS_OF_A_CITY)
    ]


def _write_reasons(folder: Path, demo: _Demo) -> None:
    write_reasons(folder / "reasons.csv", demo.reasons)
    write_comments(
        folder / "comments.csv",
        [
            Comment(demo.cast.schools[e["place"]].id, e["period"], e["indicator"], e["text"], e["author"], e["time"])
            for e in read_data("notes.yaml")["comments"]
            if e["place"] < len(demo.cast.schools)
        ],
    )


def _write_records(folder: Path, demo: _Demo) -> None:
    schools, figures, cast = demo.cast.schools, demo.figures, demo.cast
    homes = {school.number: cast.tree[school.city].code for school in schools}
    points = {school.number: demo.points_of(school.number) for school in schools}
    students = {s.number: student_rows(figures, s, points[s.number]) for s in schools}
    graduates = {s.number: graduate_rows(figures, s, points[s.number], homes[s.number]) for s in schools}
    write_records(folder, "students", students, cast)
    write_records(folder, "graduates", graduates, cast)
    write_records(folder, "teachers", {s.number: staff_rows(figures, s) for s in schools}, cast)
    for year in (LAST, LAST - 1):
        place = folder if year == LAST else folder / YEARS[year]
        write_records(place, "programmes", {-1: programme_rows(figures, schools, demo.points, year)}, cast)
        if demo.textbooks[year]:
            write_records(place, "textbooks", {-1: textbook_rows(schools, demo.textbooks[year])}, cast)
        write_records(place, "mentors", {-1: mentor_rows(schools, demo.mentors[year])}, cast)


def _write_surveys(folder: Path, demo: _Demo) -> None:
    schools = demo.cast.schools
    write_answers(folder, "students", [student_sheets(demo.figures, s) for s in schools])
    write_answers(folder, "graduates", [graduate_sheets(demo.figures, s) for s in schools])
    for kind in ("employers", "parents"):
        write_answers(folder, kind, [single_sheets(demo.figures, s, kind) for s in schools])


def _write_workbooks(folder: Path, demo: _Demo, progress: Progress | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for done, school in enumerate(demo.cast.schools, start=1):
        values = demo.statements.where(organisation=school.id)
        path = folder / f"{school.id}.xlsx"
        write_workbook(path, demo.catalogue, school=school.organisation, values=values, reasons=demo.reasons)
        if progress:
            progress(done, len(demo.cast.schools))


def _copy_content(folder: Path) -> None:
    with as_file(files("zhijian.demo").joinpath("content")) as content:
        for name in ("chapters", "cases", "pictures"):
            if (content / name).is_dir():
                shutil.copytree(content / name, folder / name, dirs_exist_ok=True)
