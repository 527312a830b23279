"""Where a count comes from: the file and the selection of its records, printed as a Location."""

from __future__ import annotations

from collections.abc import Mapping

from zhijian.findings import record
from zhijian.records.definition import Measure


def source_of(
    table: str, files: Mapping[str, tuple[str, ...]], measure: Measure, organisation: str, key: str = ""
) -> str:
    """``records/graduates.csv?school=school-03&destination=employed``; ``below=`` for what lies above schools.

    Where the records stand in several files, the container is their common pattern (``records/graduates*.csv``).
    """
    own = files.get(organisation)
    places = own if own is not None else tuple(dict.fromkeys(f for fs in files.values() for f in fs))
    container = places[0] if len(places) == 1 else _pattern(table, places)
    selection = {"school" if own is not None else "below": organisation}
    selection |= {field: ",".join(wanted) for field, wanted in measure.where.items()}
    if measure.by:
        selection[measure.by] = key
    if measure.distinct:
        selection["distinct"] = ",".join(measure.distinct)
    if measure.sum or measure.mean:
        selection["sum" if measure.sum else "mean"] = measure.sum or measure.mean
    return str(record(container, **selection))


def _pattern(table: str, places: tuple[str, ...]) -> str:
    folder = places[0].rpartition("/")[0] if places else "records"
    return f"{folder}/{table}*"
