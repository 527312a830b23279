"""Reading a folder of survey answers: satisfaction rates and respondents of every school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.facts import Fact, FactSet, OrganisationTree
from zhijian.findings import record
from zhijian.quantity import exact
from zhijian.records.problems import Problems
from zhijian.records.read import RecordReading, record_files
from zhijian.records.survey_definition import Survey, scale, surveys
from zhijian.records.tables import CleanTable, clean_table


def read_surveys(
    folder: Path, catalogue: Catalogue, tree: OrganisationTree, *, container: str = "surveys"
) -> RecordReading:
    """Facts of the answer sheets in ``folder``: students, graduates, employers, parents (CSV or xlsx).

    A rate is the satisfied answers over the answers given to its question; surveys.yaml says which answers are
    satisfied ones. A school with a faulty sheet gives no facts of that survey. What lies above schools follows by
    roll-up, weighted by respondents.
    """
    problems = Problems()
    facts: list[Fact] = []
    tables = {survey.id: survey.as_table() for survey in surveys().values()}
    for (name, period), paths in record_files(folder, tables, catalogue, container, problems).items():
        table = clean_table(tables[name], period, paths, tree, problems)
        if table is None:
            continue
        for school, n in table.unsound.items():
            problems.add("ZJ821", f"{container}/{name}", table=table.table.label, school=tree[school].name, count=n)
        if period == catalogue.current:
            for one in tree.schools():
                if one.id not in table.files and one.id not in table.unsound:
                    place = f"{container}/{name}"
                    problems.add("ZJ834", place, table=table.table.label, school=one.name, subject=one.id)
        facts += SurveyFacts(surveys()[name], table, catalogue, problems).count()
    return RecordReading(FactSet.from_facts(facts), tuple(problems.findings()), problems.frame())


def answers_by_school(sheets: Any, survey: Survey) -> Any:
    """An Ibis expression: per school, respondents, satisfied answers (``<id>``) and answers given (``<id>/n``)."""

    def covers(groups: tuple[str, ...]) -> Any:
        return sheets["group"].isin(list(groups)) if groups else None

    columns: dict[str, Any] = {name: sheets.count(where=covers(groups)) for name, groups in survey.respondents.items()}
    for name, (question, groups) in survey.rates.items():
        inside, satisfied = covers(groups), sheets[question].isin(list(scale().satisfied))
        columns[name] = sheets.count(where=satisfied if inside is None else inside & satisfied)
        columns[name + "/n"] = sheets[question].count(where=inside)
    return sheets.group_by("school").aggregate(**columns)


@dataclass(frozen=True)
class SurveyFacts:
    """The facts that the sheets of one survey yield, school by school."""

    survey: Survey
    table: CleanTable
    catalogue: Catalogue
    problems: Problems

    def count(self) -> Iterator[Fact]:
        from zhijian.records.count import Engine

        questions = list(self.survey.questions)
        answered = pl.any_horizontal(pl.col(q).is_not_null() for q in questions)
        sheets = self.table.rows.filter(answered & ~pl.col("school").is_in(list(self.table.unsound)))
        if not sheets.height:
            return
        names = ["school", *(["group"] if self.survey.groups else []), *questions]
        with Engine() as engine:
            counts = engine.rows(answers_by_school(engine.table(sheets.select(names)), self.survey))
        for indicator, covered in self.survey.respondents.items():
            if indicator in self.catalogue:
                for row in counts:
                    yield self._fact(indicator, row["school"], Fraction(row[indicator]), covered)
        for indicator, (question, covered) in self.survey.rates.items():
            if indicator not in self.catalogue:
                continue
            self._tell_absent(indicator, question)
            for row in counts:
                if row[indicator + "/n"]:
                    rate = Fraction(row[indicator], row[indicator + "/n"]) * 100
                    yield self._fact(indicator, row["school"], rate, covered, question)

    def _tell_absent(self, indicator: str, question: str) -> None:
        for container in sorted(c for c, absent in self.table.absent.items() if question in absent):
            label = self.catalogue.short_label(indicator)
            expected = self.survey.questions[question]
            self.problems.add("ZJ832", container, expected=expected, indicator=label, subject=indicator)

    def _fact(self, indicator: str, school: str, value: Fraction, covered: tuple[str, ...], question: str = "") -> Fact:
        entry = self.catalogue[indicator]
        places = self.table.files[school]
        container = places[0] if len(places) == 1 else places[0].rpartition("/")[0] + f"/{self.survey.id}*"
        selection = {"school": school}
        if covered:
            selection["group"] = ",".join(covered)
        if question:
            selection |= {"question": question, "answer": ",".join(scale().satisfied)}
        source = str(record(container, **selection))
        quantity = exact(value, entry.unit, entry.decimals or 0)
        return Fact.of(school, self.table.period, indicator, quantity, source=source)
