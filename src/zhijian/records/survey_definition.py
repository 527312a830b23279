"""What the surveys consist of: read from surveys.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhijian.records.definition import CodeSet, Field, RecordTable, read_yaml, spelled


@dataclass(frozen=True, slots=True)
class Scale:
    """answers: every accepted answer → its score. satisfied: the scores that count as satisfied."""

    answers: Mapping[str, str]
    satisfied: tuple[str, ...]
    expected: str


@dataclass(frozen=True, slots=True)
class Survey:
    """One questionnaire.

    groups: kinds of respondents, if the survey tells any apart. questions: name → label. respondents and rates:
    indicator → the groups it covers (none: all); rates name their question too.
    """

    id: str
    label: str
    file_names: tuple[str, ...]
    groups: CodeSet | None
    questions: Mapping[str, str]
    respondents: Mapping[str, tuple[str, ...]]
    rates: Mapping[str, tuple[str, tuple[str, ...]]]

    def as_table(self) -> RecordTable:
        """The questionnaire as a kind of record, so that files are read in the same way."""
        columns = read_yaml("surveys.yaml")["columns"]
        fields = {"school": _field("school", columns, "school", mandatory=True)}
        fields["sheet"] = _field("sheet", columns, "id")
        if self.groups is not None:
            fields["group"] = _field("group", columns, "code", codes=self.groups, mandatory=True)
        for name, label in self.questions.items():
            fields[name] = Field(name, label, spelled(name), "answer", codes=_scale_codes(), words=(f"{label}满意度",))
        return RecordTable(
            self.id, self.label, fields, ("school", "sheet"), self.file_names, every_school=True, source="surveys.yaml"
        )


def _field(
    name: str, columns: Mapping[str, Any], kind: str, *, codes: CodeSet | None = None, mandatory: bool = False
) -> Field:
    texts = columns[name]
    return Field(name, texts["label"], texts["pinyin"], kind, codes, tuple(texts["words"]), mandatory)


@cache
def scale() -> Scale:
    """The five answers and which of them count as satisfied."""
    entries = read_yaml("surveys.yaml")["scale"]
    answers = {
        spelling: entry["score"] for entry in entries for spelling in (entry["score"], entry["label"], *entry["words"])
    }
    satisfied = tuple(entry["score"] for entry in entries if entry["satisfied"])
    return Scale(answers, satisfied, "、".join(f"{entry['score']} {entry['label']}" for entry in entries))


def _scale_codes() -> CodeSet:
    entries = read_yaml("surveys.yaml")["scale"]
    labels = {entry["score"]: entry["label"] for entry in entries}
    return CodeSet("scale", "满意程度", scale().answers, labels, {score: score for score in labels})


@cache
def surveys() -> Mapping[str, Survey]:
    """The four questionnaires, by id."""
    return {name: _survey(name, entry) for name, entry in read_yaml("surveys.yaml")["surveys"].items()}


def _survey(name: str, entry: Mapping[str, Any]) -> Survey:
    groups = entry.get("groups")
    codes = None
    if groups:
        labels = {group: texts["label"] for group, texts in groups.items()}
        values = {s: g for g, texts in groups.items() for s in (g, texts["label"], *texts["words"])}
        codes = CodeSet("group", "调查对象类别", values, labels, {group: group for group in labels})
    questions = entry["questions"]
    return Survey(
        name,
        entry["label"],
        tuple(entry["files"]),
        codes,
        {question: texts["label"] for question, texts in questions.items()},
        {indicator: tuple(covered) for indicator, covered in entry["respondents"].items()},
        {
            indicator: (question, tuple(covered))
            for question, texts in questions.items()
            for indicator, covered in texts["rates"].items()
        },
    )
