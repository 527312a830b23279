"""A tiny city with three schools, its facts, and a folder to compose a report from."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree, read_facts_csv
from zhijian.report import Audience, Composition, ReportSettings, compose

CASES = Path(__file__).parents[1] / "cases" / "report"
SETTINGS = ReportSettings("年度报告", "yunling", "2024", "report-2024", "2024-12-20")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4"/></svg>'

Change = Callable[[Fact], Fact | None]


@cache
def report_catalogue() -> Catalogue:
    return load_catalogue(CASES / "catalogue")


@cache
def report_city() -> OrganisationTree:
    schools = ("云岭一职", "云岭工贸", "云岭财经")
    return OrganisationTree(
        [
            Organisation("yunling", "云岭市", "city"),
            *(Organisation(f"school-0{i}", name, "school", "yunling", "公办") for i, name in enumerate(schools, 1)),
        ]
    )


def province_of_the_city() -> OrganisationTree:
    """The city beside another one, of which no fact is known."""
    others = [Organisation("jiazi", "甲子市", "city", "p"), Organisation("school-09", "甲子一职", "school", "jiazi")]
    own = [replace(o, parent=o.parent or "p") for o in report_city()]
    return OrganisationTree([Organisation("p", "示例省", "province"), *others, *own])


def report_facts(change: Change | None = None) -> FactSet:
    """The facts of tests/cases/report/facts.csv, each as ``change`` returns it (None leaves it out)."""
    facts: Iterable[Fact] = read_facts_csv(CASES / "facts.csv")
    if change is not None:
        facts = [fact for fact in map(change, facts) if fact is not None]
    return FactSet.from_facts(facts)


def changed(key: tuple[str, str, str], **values: object) -> Change:
    """A change of the one fact about ``key`` (organisation, period, indicator)."""

    def change(fact: Fact) -> Fact:
        return replace(fact, **values) if fact.key[:3] == key else fact  # type: ignore[arg-type]

    return change


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A report folder with these files; a chapter alone may be given as ``{"": text}``."""
    for name, text in files.items():
        path = folder / (name or "chapters/01.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def composed(
    folder: Path,
    files: Mapping[str, str] | str,
    *,
    facts: FactSet | None = None,
    settings: ReportSettings = SETTINGS,
    audience: Audience = "internal",
    suppress: Callable[[Fact], bool] | None = None,
    tree: OrganisationTree | None = None,
) -> Composition:
    """The report of a folder with these files; a text alone is its one chapter."""
    if folder.exists():
        shutil.rmtree(folder)
    write_folder(folder, {"": files} if isinstance(files, str) else files)
    facts = report_facts() if facts is None else facts
    return compose(
        folder,
        facts,
        report_catalogue(),
        tree or report_city(),
        settings=settings,
        audience=audience,
        suppress=suppress,
    )
