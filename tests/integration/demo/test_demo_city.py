"""The demo city: its totals are the published ones, its rules hold, its records agree, and nothing changes by itself."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.checks import check_facts
from zhijian.demo import write_demo
from zhijian.errors import UsageError
from zhijian.facts import FactSet, OrganisationTree, read_facts_csv
from zhijian.findings import Finding, Severity
from zhijian.intake import Reason, read_comments, read_reasons, read_workbook
from zhijian.quantity import format_number
from zhijian.records import read_records, read_surveys
from zhijian.report import ReportSettings
from zhijian.rollup import roll_up

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "tests" / "cases" / "official-2024.csv"
EXPLAINED = ROOT / "docs" / "explanation" / "demo-figures.md"


@dataclass(frozen=True)
class City:
    """The demo as everything reads it."""

    folder: Path
    tree: OrganisationTree
    stated: FactSet
    recorded: FactSet
    reading: tuple[Finding, ...]
    reasons: tuple[Reason, ...]
    totals: FactSet
    found: tuple[Finding, ...]


def read(folder: Path) -> City:
    catalogue = load_catalogue()
    tree = OrganisationTree.read(folder / "organisations.csv")
    workbooks = [
        read_workbook(path, catalogue, container=f"workbooks/{path.name}", tree=tree)
        for path in sorted((folder / "workbooks").iterdir())
    ]
    records = read_records(folder / "records", catalogue, tree)
    answers = read_surveys(folder / "surveys", catalogue, tree)
    stated = FactSet.concat(workbook.facts for workbook in workbooks)
    recorded = FactSet.concat([records.facts, answers.facts])
    schools = {school.id for school in tree.schools()}
    given = {fact.key for fact in stated if fact.status != "not_reported"}
    base = FactSet.from_facts(
        [fact for fact in stated if fact.key in given]
        + [fact for fact in recorded if fact.organisation in schools and fact.key not in given]
        + read_facts_csv(folder / "history" / "facts.csv")
    )
    totals = roll_up(base, catalogue, tree, recorded=recorded)
    reasons = tuple(read_reasons(folder / "reasons.csv"))
    found = check_facts(FactSet.concat([base, totals]), catalogue, tree, recorded=recorded, reasons=reasons)
    reading = (*(f for w in workbooks for f in w.findings), *records.findings, *answers.findings)
    return City(folder, tree, stated, recorded, reading, reasons, totals, tuple(found))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("demo") / "city"
    write_demo(folder)
    return read(folder)


def published() -> Iterator[tuple[str, str, str]]:
    """(indicator, period, value) of the published report that the demo follows."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for period in ("2023", "2024"):
                if row[period]:
                    yield row["indicator"], period, row[period]


def explained() -> dict[tuple[str, str], tuple[str, str]]:
    """(indicator, period) → (published, demo) from the table of the documentation."""
    rows = re.findall(
        r"^\| [^|]+ \| ([a-z_.]+) \| (20\d\d) \| ([^|]+) \| ([^|]+) \|", EXPLAINED.read_text("utf-8"), re.M
    )
    return {(id_, year): (stated.strip(), chosen.strip()) for id_, year, stated, chosen in rows}


def total(city: City, indicator: str, period: str) -> str:
    id_, _, key = indicator.partition("[")
    fact = city.totals.get("yunling", period, id_, key.rstrip("]"))
    if fact is None or fact.mantissa is None or fact.decimals is None:
        return "" if fact is None else fact.status.value
    return format_number(fact.mantissa, fact.decimals)


def same(left: str, right: str) -> bool:
    """The same figure, whatever zeros it is printed with; words are the same words."""
    try:
        return Fraction(left) == Fraction(right)
    except ValueError:
        return left == right


def test_totals_are_the_published_ones_or_are_explained(city: City) -> None:
    differing = {
        (indicator, period): (stated, total(city, indicator, period))
        for indicator, period, stated in published()
        if not same(total(city, indicator, period), stated)
    }
    assert differing == explained()


def test_every_total_is_complete(city: City) -> None:
    incomplete = [fact.key for fact in city.totals if not fact.complete]
    assert [key[1:3] for key in incomplete if key[0] == "yunling"] == [("2023", "teachers.enterprise_practice")]


def test_nothing_is_wrong_in_the_files(city: City) -> None:
    assert [finding.message for finding in city.reading] == []


def test_rules_hold_and_every_jump_has_its_reason(city: City) -> None:
    assert [finding.message for finding in city.found if finding.severity is not Severity.notice] == []
    answered = {finding.accepted for finding in city.found if finding.accepted}
    assert answered == {reason.text for reason in city.reasons if reason.kind == "outlier"}


def test_records_yield_what_the_workbooks_state(city: City) -> None:
    compared = 0
    for fact in city.recorded:
        stated = city.stated.get(*fact.key)
        if stated is not None and stated.given and fact.quantity is not None and stated.quantity is not None:
            assert stated.quantity.meets(fact.quantity), fact.key
            compared += 1
    assert compared > 600


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        ("students.full_time", "33577"),
        ("graduates.total", "10726"),
        ("teachers.full_time", "1903"),
        ("respondents.students", "15615"),
        ("respondents.graduates", "9804"),
        ("respondents.employers", "317"),
        ("respondents.parents", "13038"),
        ("graduates.monthly_income", "3360"),
        ("satisfaction.students", "90.85"),
        ("ratio.students_per_teacher", "17.6"),
    ],
)
def test_a_figure_that_everybody_looks_for(city: City, indicator: str, value: str) -> None:
    assert total(city, indicator, "2024") == value


def test_shared_programmes_textbooks_and_mentors_count_once(city: City) -> None:
    for indicator in ("programmes.count", "textbooks.compiled", "mentors.total"):
        schools = [city.stated.get(s.id, "2024", indicator) for s in city.tree.schools()]
        together = sum(fact.mantissa or 0 for fact in schools if fact is not None)
        assert together > int(total(city, indicator, "2024"))


def test_every_school_meets_the_running_conditions(city: City) -> None:
    per_student = {"campus.area": 33, "buildings.area": 20, "equipment.total": 2500, "books.total": 30}
    for school in city.tree.schools():

        def value(indicator: str, school: str = school.id) -> int:
            fact = city.stated.get(school, "2024", indicator)
            assert fact is not None
            assert fact.low is not None
            return int(fact.low)

        assert value("teachers.full_time") * 20 >= value("students.full_time")
        for indicator, least in per_student.items():
            assert value(indicator) >= least * value("students.full_time"), (school.id, indicator)


def test_it_says_that_it_is_synthetic(city: City) -> None:
    settings = (city.folder / "report.toml").read_text("utf-8")
    assert "synthetic = true" in settings
    assert "合成数据" in settings
    assert "合成数据" in (city.folder / "README.md").read_text("utf-8")


def test_records_hold_no_names_and_no_identity_numbers(city: City) -> None:
    for path in (city.folder / "records").rglob("*.csv"):
        data = path.read_bytes()
        text = data.decode("gbk" if b"\xd1\xa7\xd0\xa3" in data[:40] else "utf-8")
        assert not re.search(r"姓名|证件|电话|SFZJH|,XM,", text.splitlines()[0])
        assert not re.search(r"\d{17}[\dX]", text)


def test_one_school_exports_in_gbk_and_one_under_pinyin_names(city: City) -> None:
    records = city.folder / "records"
    with pytest.raises(UnicodeDecodeError):
        (records / "students-school-06.csv").read_text("utf-8")
    assert (records / "students-school-11.csv").read_text("utf-8").startswith("XXDM,XH,ZYDM")


def test_comments_are_about_figures_that_there_are(city: City) -> None:
    comments = read_comments(city.folder / "comments.csv")
    assert len(comments) >= 4
    for comment in comments:
        assert city.stated.get(comment.organisation, comment.period, comment.indicator) is not None


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_demo(tmp_path / name, schools=3)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    write_demo(tmp_path / "two", schools=3, seed=1)
    assert digests(tmp_path / "one") != digests(tmp_path / "two")


@pytest.mark.parametrize(("schools", "students"), [(1, None), (2, 200), (13, None)])
def test_other_sizes_hold_too(schools: int, students: int | None, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_demo(tmp_path, schools=schools, students=students, progress=lambda done, whole: told.append((done, whole)))
    made = read(tmp_path)
    assert told[-1] == (schools, schools)
    assert len(made.tree.schools()) == schools
    assert made.tree.root.level == ("province" if schools > 12 else "city")
    assert ReportSettings.read(tmp_path / "report.toml").organisation == "yunling"  # of which the chapters tell
    shorts = [organisation.short for organisation in made.tree.schools()]
    assert len({*shorts}) == schools
    assert [f.message for f in (*made.reading, *made.found) if f.severity is Severity.error] == []


@pytest.mark.parametrize(("schools", "students"), [(0, None), (12, 1199)])
def test_what_is_too_small_is_refused(schools: int, students: int | None, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="100"):
        write_demo(tmp_path / "none", schools=schools, students=students)
    assert not (tmp_path / "none").exists()
