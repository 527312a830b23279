"""The form of a catalogue, arranged for entry: rows by table, and what depends on which indicator.

Loaded once per catalogue and process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.expressions import Relation, leaves
from zhijian.intake import FormRow, FormSheet, Kind, form_of
from zhijian.messages import language

BASE = 0  # the number of 基础数据 among the tables
WRITTEN = (Kind.entry, Kind.optional)
MOST_KNOWN = 1000  # sets of indicators whose checks are remembered: all single ones, and many of a table's pastes
Key = tuple[str, str]


@dataclass(frozen=True)
class EntryForm:
    """The form of one catalogue."""

    catalogue: Catalogue
    sheets: Mapping[int, FormSheet]
    rows: Mapping[Key, tuple[int, FormRow]]

    @property
    def current(self) -> str:
        return self.catalogue.current

    @cached_property
    def previous(self) -> str:
        return self.catalogue.earlier(self.current)

    @cached_property
    def expected(self) -> Mapping[int, tuple[FormRow, ...]]:
        """By table, the rows that a school must fill in."""
        return {
            number: tuple(row for row in sheet.rows if row.kind is Kind.entry and not row.slice)
            + tuple(row for row in sheet.rows if row.kind is Kind.total and row.indicator.from_ == "school")
            for number, sheet in self.sheets.items()
        }

    @cached_property
    def expected_keys(self) -> frozenset[Key]:
        return frozenset((row.indicator.id, row.slice) for rows in self.expected.values() for row in rows)

    def table_of(self, indicator: str, slice_: str = "") -> int:
        """The table in which the figure stands; a breakdown from records stands with its indicator."""
        place = self.rows.get((indicator, slice_)) or self.rows.get((indicator, ""))
        return place[0] if place else BASE

    def row_label(self, row: FormRow) -> str:
        """The row's name in the current language, as the form prints it."""
        if language() == "zh":
            return row.label
        label = row.indicator.label["en"]
        if row.slice:
            label = self.catalogue.slice_label(row.indicator.id, row.slice, "en")
        return label + ("*" if row.indicator.starred and not row.slice else "")

    def place_words(self, row: FormRow) -> str:
        """What tells a row from others of the same name: its section, and the rows under which it is indented."""
        section = self.catalogue.sections.get(row.indicator.section)
        above = [self.row_label(each) for each in self._above[row.indicator.id, row.slice]]
        return " · ".join([section[language()], *above] if section else above)

    @cached_property
    def _above(self) -> Mapping[Key, tuple[FormRow, ...]]:
        """By row, the rows of less indent that it stands under, outermost first."""
        found: dict[Key, tuple[FormRow, ...]] = {}
        for sheet in self.sheets.values():
            open_rows: list[FormRow] = []
            for row in sheet.rows:
                open_rows = [each for each in open_rows if each.indent < row.indent]
                found[row.indicator.id, row.slice] = tuple(open_rows)
                open_rows.append(row)
        return found

    @cached_property
    def _leaves_of_rules(self) -> Mapping[str, frozenset[str]]:
        """Rule → the indicators that decide it, formulas followed down to their parts."""
        found = {rule.id: self._needed(rule.that) for rule in self.catalogue.rules}
        for watch in self.catalogue.watches:
            found[watch.id] = self._with_parts(watch.indicator)
        return found

    def _needed(self, relation: Relation) -> frozenset[str]:
        return frozenset().union(*(self._with_parts(leaf.indicator) for leaf in leaves(relation)))

    def _with_parts(self, indicator: str) -> frozenset[str]:
        formula = self.catalogue[indicator].formula
        if formula is None:
            return frozenset({indicator})
        return frozenset({indicator}).union(*(self._with_parts(leaf.indicator) for leaf in leaves(formula)))

    @cached_property
    def _rules_by_indicator(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for rule, indicators in self._leaves_of_rules.items():
            for indicator in indicators:
                found.setdefault(indicator, []).append(rule)
        return {indicator: tuple(rules) for indicator, rules in found.items()}

    def touched(self, indicators: Iterable[str]) -> tuple[frozenset[str], frozenset[str], Catalogue]:
        """(rules and watches that the indicators take part in, indicators that decide those, a catalogue with only them)."""
        key = frozenset(indicators)
        known = self._known_touches.get(key)
        if known is None:
            known = self._touched(key)
            if len(self._known_touches) < MOST_KNOWN:
                self._known_touches[key] = known
        return known

    @cached_property
    def _known_touches(self) -> dict[frozenset[str], tuple[frozenset[str], frozenset[str], Catalogue]]:
        """What was asked before: clerks save single cells, and a catalogue made anew would find its labels anew."""
        return {}

    def _touched(self, indicators: frozenset[str]) -> tuple[frozenset[str], frozenset[str], Catalogue]:
        checks = frozenset(rule for indicator in indicators for rule in self._rules_by_indicator.get(indicator, ()))
        needed = indicators.union(*(self._leaves_of_rules[check] for check in checks))
        small = replace(
            self.catalogue,
            rules=tuple(rule for rule in self.catalogue.rules if rule.id in checks),
            watches=tuple(watch for watch in self.catalogue.watches if watch.id in checks),
        )
        return checks, needed, small

    def made_of(self, indicators: Iterable[str]) -> frozenset[str]:
        """The indicators, the parts of their formulas, and the weights of their means: what a roll-up of them needs."""
        parts = frozenset().union(*(self._with_parts(id_) for id_ in indicators))
        return parts | {self.catalogue[id_].weight for id_ in parts if self.catalogue[id_].weight}

    def indicators_of(self, check: str) -> tuple[str, ...]:
        """The indicators that a rule or watch names itself."""
        return self._named.get(check, ())

    @cached_property
    def _named(self) -> Mapping[str, tuple[str, ...]]:
        found = {
            rule.id: tuple(dict.fromkeys(leaf.indicator for leaf in leaves(rule.that))) for rule in self.catalogue.rules
        }
        return found | {watch.id: (watch.indicator,) for watch in self.catalogue.watches}

    def derived_from(self, indicators: Iterable[str]) -> tuple[FormRow, ...]:
        """The computed rows that change with the indicators, in the order of the form."""
        changed = set(indicators)
        return tuple(row for row, parts in self._derived if not parts.isdisjoint(changed))

    @cached_property
    def _derived(self) -> tuple[tuple[FormRow, frozenset[str]], ...]:
        """Every computed row with the indicators that it is made of."""
        rows = [row for _table, row in self.rows.values() if row.kind is Kind.derived]
        return tuple((row, self._with_parts(row.indicator.id)) for row in rows)

    def parts_of_derived(self, rows: Iterable[FormRow]) -> frozenset[str]:
        """The indicators that the computed rows are made of."""
        return frozenset().union(*(self._with_parts(row.indicator.id) for row in rows))


@lru_cache(maxsize=16)
def entry_form(catalogue: str) -> EntryForm:
    """The form of the catalogue with that id."""
    loaded = load_catalogue(catalogue)
    sheets: dict[int, FormSheet] = {}
    rows: dict[Key, tuple[int, FormRow]] = {}
    for sheet in form_of(loaded).sheets:
        number = next((table.number for table in loaded.tables if sheet.name == f"表{table.number}"), BASE)
        sheets[number] = sheet
        rows |= {(row.indicator.id, row.slice): (number, row) for row in sheet.rows}
    return EntryForm(loaded, sheets, rows)
