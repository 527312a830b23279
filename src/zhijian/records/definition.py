"""What the record tables consist of and what is counted of them: read from tables/*.yaml and measures.yaml."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

TABLES = ("students", "graduates", "teachers", "programmes", "textbooks", "mentors")
# Headers of data that nobody here needs; such columns are left out when a file is opened.
PERSONAL_HEADERS = frozenset(
    ("姓名", "学生姓名", "教师姓名", "教职工姓名", "导师姓名", "XM", "XSXM", "JSXM", "JZGXM", "NAME", "身份证号", "身份证号码",
     "身份证件号", "证件号码", "SFZJH", "SFZH", "手机号", "手机号码", "联系电话", "XSLXDH", "LXDH", "家庭住址", "电子信箱", "DZXX")
)  # fmt: skip


def spelled(header: str) -> str:
    """A header as headers are compared: full-width forms made plain, upper case."""
    return unicodedata.normalize("NFKC", header).strip().upper()


@dataclass(frozen=True, slots=True)
class CodeSet:
    """values: every accepted spelling → the code's name. labels: name → Chinese label, in order."""

    id: str
    label: str
    values: Mapping[str, str]
    labels: Mapping[str, str]
    codes: Mapping[str, str]

    @property
    def expected(self) -> str:
        """The accepted values as a message lists them: 1 就业、2 升学、3 未就业."""
        return "、".join(f"{self.codes[name]} {label}" for name, label in self.labels.items())


@dataclass(frozen=True, slots=True)
class Field:
    """One column. pinyin: its name in the national data standard, or made in its manner where ``standard`` is false.

    kind: school | id | text | code | answer | programme | month | industry | region | integer.
    personal: whether the value relates to one person. mandatory_when: values of another field that make it so.
    """

    name: str
    label: str
    pinyin: str
    kind: str
    codes: CodeSet | None = None
    words: tuple[str, ...] = ()
    mandatory: bool = False
    mandatory_when: Mapping[str, str] | None = None
    personal: bool = False
    standard: bool = False


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One kind of export. key: fields that may stand only once together. every_school: none has zero records."""

    id: str
    label: str
    fields: Mapping[str, Field]
    key: tuple[str, ...]
    file_names: tuple[str, ...]
    every_school: bool
    source: str

    @property
    def headers(self) -> Mapping[str, str]:
        """Every accepted header, as ``spelled`` gives it → field name."""
        return {
            spelled(word): field.name
            for field in self.fields.values()
            for word in (field.name, field.label, field.pinyin, *field.words)
        }


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator counts of a table; see measures.yaml."""

    indicator: str
    table: str
    where: Mapping[str, tuple[str, ...]]
    sum: str = ""
    mean: str = ""
    distinct: tuple[str, ...] = ()
    by: str = ""
    unit: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields it uses, derived ones included."""
        named = (*self.where, self.sum, self.mean, self.by, *self.distinct)
        return tuple(dict.fromkeys(n for n in named if n))


@cache
def read_yaml(name: str) -> Any:
    """The content of a definition file of this room."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files("zhijian.records").joinpath(name).read_text("utf-8"), loader)  # noqa: S506 - a safe loader


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """The code sets by id."""
    found: dict[str, CodeSet] = {}
    for name, entry in read_yaml("tables/code_sets.yaml").items():
        if name == "source":
            continue
        codes = entry["codes"]
        values = {
            spelling: code
            for code, texts in codes.items()
            for spelling in (code, texts["code"], texts["label"], *texts.get("words", ()))
        }
        labels = {code: texts["label"] for code, texts in codes.items()}
        found[name] = CodeSet(name, entry["label"], values, labels, {c: t["code"] for c, t in codes.items()})
    return found


@cache
def record_tables() -> Mapping[str, RecordTable]:
    """The six kinds of export, by id."""
    return {name: _table(name) for name in TABLES}


def _table(name: str) -> RecordTable:
    entry = read_yaml(f"tables/{name}.yaml")
    fields = {
        field: Field(
            name=field,
            label=texts["label"],
            pinyin=texts["pinyin"],
            kind=texts["type"],
            codes=code_sets()[texts["codes"]] if "codes" in texts else None,
            words=tuple(texts.get("words", ())),
            mandatory=bool(texts.get("mandatory", False)),
            mandatory_when=texts.get("mandatory_when"),
            personal=bool(texts.get("personal", False)),
            standard=bool(texts.get("standard", False)),
        )
        for field, texts in entry["fields"].items()
    }
    return RecordTable(
        name,
        entry["label"],
        fields,
        tuple(entry["key"]),
        tuple(entry["files"]),
        bool(entry.get("every_school", False)),
        entry["source"],
    )


@cache
def measures() -> Mapping[str, tuple[Measure, ...]]:
    """What is counted, by table."""
    return {
        table: tuple(_measure(indicator, table, entry or {}) for indicator, entry in group.items())
        for table, group in read_yaml("measures.yaml").items()
    }


def _measure(indicator: str, table: str, entry: Mapping[str, Any]) -> Measure:
    where = {
        field: tuple(wanted) if isinstance(wanted, list) else (wanted,)
        for field, wanted in entry.get("where", {}).items()
    }
    return Measure(
        indicator,
        table,
        where,
        entry.get("sum", ""),
        entry.get("mean", ""),
        tuple(entry.get("distinct", ())),
        entry.get("by", ""),
        entry.get("unit", ""),
    )


@dataclass(frozen=True, slots=True)
class Industries:
    """sections: letter → label. sectors: letter or division → primary | secondary | tertiary."""

    sections: Mapping[str, str]
    sectors: Mapping[str, str]
    west_northeast: tuple[str, ...]


@cache
def industries() -> Industries:
    """The sections of industries, their sectors, and the provinces that count as west and north-east."""
    entry = read_yaml("tables/industries.yaml")
    sections = entry["sections"]
    sectors = {letter: texts["sector"] for letter, texts in sections.items()} | entry["divisions"]
    return Industries({k: v["label"] for k, v in sections.items()}, sectors, tuple(entry["west_northeast"]))


@cache
def programme_names() -> Mapping[str, str]:
    """Code → name of every programme in the national list of secondary vocational education."""
    text = files("zhijian.records").joinpath("tables/programme_codes.csv").read_text("utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}
