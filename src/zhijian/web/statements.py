"""Statements that are put together once and asked many times.

Django takes longer to put the SQL of a save together than the database takes to answer it. A ``Prepared`` query is
compiled from its queryset once per connection; ``insert``, ``update`` and ``delete`` write a few rows each. What is asked,
what comes back and what the database guards are those of the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

MOST = 2**63
NUMBER = 2_000_000_011  # stands for a number while a query is compiled, and nowhere else
FEW = 4  # rows, up to which ``insert`` and ``update`` are used: more of them make too many different statements
TEXT = "\u2045value {}\u2046"  # the same for texts


class Prepared:
    """A query whose values are filled in later: ``Prepared(lambda pk: User.objects.filter(pk=pk), int)``.

    kinds: of the values, in order: int, str, or list for any number of texts (``__in``). Lists are filled up to the
    next power of two, so that few statements serve all lengths.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *kinds: type) -> None:
        self.make, self.kinds = make, kinds

    def rows(self, *values: Any) -> list[Any]:
        """What the query finds for the values; nothing for a number that no database keeps."""
        if any(kind is int and not 0 <= value < MOST for kind, value in zip(self.kinds, values, strict=True)):
            return []
        given = [_filled_up(value) if kind is list else value for kind, value in zip(self.kinds, values, strict=True)]
        lengths = tuple(len(value) if kind is list else 0 for kind, value in zip(self.kinds, given, strict=True))
        own = connections[connection.alias]  # this thread's; ``connection`` only stands for it
        known: dict[Any, _Compiled] = own.__dict__.setdefault("_prepared", {})
        compiled = known.get((self, lengths))
        if compiled is None:
            compiled = known[self, lengths] = self._compile(lengths, own)
        flat = [
            each for kind, value in zip(self.kinds, given, strict=True) for each in (value if kind is list else [value])
        ]
        return compiled.run(flat)

    def first(self, *values: Any) -> Any:
        """The first of them; None where there is none."""
        return next(iter(self.rows(*values)), None)

    def _compile(self, lengths: Sequence[int], own: BaseDatabaseWrapper) -> _Compiled:
        marks: list[Any] = []
        arguments: list[Any] = []
        for kind, length in zip(self.kinds, lengths, strict=True):
            new = [NUMBER + len(marks) if kind is int else TEXT.format(len(marks) + n) for n in range(length or 1)]
            marks += new
            arguments.append(new if kind is list else new[0])
        return _Compiled(self.make(*arguments), marks, own)


class _Compiled:
    """A queryset's SQL on one connection, and how its rows become objects."""

    def __init__(self, queryset: QuerySet[Any], marks: Sequence[Any], own: BaseDatabaseWrapper) -> None:
        compiler = queryset.query.get_compiler(connection=own)
        self.own, self.alias = own, own.alias
        self.sql, params = compiler.as_sql()
        self.params = [(marks.index(each) if each in marks else -1, type(each), each) for each in params]
        info = compiler.klass_info
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        self.model, self.columns = info["model"], slice(start, end)
        self.names = [column[0].target.attname for column in compiler.select[start:end]]
        self.related = get_related_populators(info, compiler.select, own.alias)
        found = compiler.get_converters([column[0] for column in compiler.select])
        self.converters = [(place, *each) for place, each in found.items()]

    def run(self, values: Sequence[Any]) -> list[Any]:
        params = [each if place < 0 else kind(values[place]) for place, kind, each in self.params]
        with self.own.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        return [self._object(row) for row in rows]

    def _object(self, row: Sequence[Any]) -> Any:
        if self.converters:
            row = list(row)
            for place, converters, expression in self.converters:
                for converter in converters:
                    row[place] = converter(row[place], expression, self.own)
        found = self.model.from_db(self.alias, self.names, row[self.columns])
        for related in self.related:
            related.populate(row, found)
        return found


def _filled_up(values: Iterable[str]) -> list[str]:
    """As many values as the next power of two, the last one repeated."""
    listed = list(values) or [""]
    return listed + listed[-1:] * ((1 << (len(listed) - 1).bit_length()) - len(listed))


def insert(rows: Sequence[Model]) -> None:
    """Adds new rows of one model, in one statement; each gets its key."""
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    one = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(_quoted(field.column) for field in fields)
    sql = (
        f"INSERT INTO {_quoted(meta.db_table)} ({names}) VALUES {', '.join([one] * len(rows))} "
        f"RETURNING {_quoted(meta.pk.column)}"
    )
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]  # noqa: FBT003 - Django's signature
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
            row._state.adding = False
            row._state.db = connection.alias


def update(row: Model, names: Sequence[str]) -> None:
    """Writes these fields of a row that is there already."""
    meta = row._meta
    fields = [meta.get_field(name) for name in names]
    put = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    sql = f"UPDATE {_quoted(meta.db_table)} SET {put} WHERE {_quoted(meta.pk.column)} = %s"
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, row.pk])
        if cursor.rowcount != 1:
            raise row.DoesNotExist


def delete(rows: Sequence[Model]) -> None:
    """Takes rows of one model away; whatever refers to them is the database's affair."""
    meta = rows[0]._meta
    marks = ", ".join(["%s"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {_quoted(meta.db_table)} WHERE {_quoted(meta.pk.column)} IN ({marks})",
            [row.pk for row in rows],
        )


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
