"""Record exports on their way in: read once, counted, and forgotten; what they would fill, and accepting just that.

The files hold a line per student or teacher. They are read from a folder that is gone when the answer is sent; what is
kept are counts, and of each file its name, size and SHA-256.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from zhijian.facts import Fact
from zhijian.findings import Finding
from zhijian.intake import unsafe_archive
from zhijian.messages import _
from zhijian.records import ReadFile, measures, read_records, record_tables
from zhijian.web.collection.actions.records import FACT, take_in_records
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry, Refused, Saved
from zhijian.web.collection.facts import kept_row, tree_of
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import RecordUpload
from zhijian.web.collection.recorded import RecordLine, lines_of
from zhijian.web.collection.upload_words import in_the_pages_words
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.previews import admitted, expired, shown_by, ticket_of
from zhijian.web.rounds.models import Submission

SALT = "zhijian.records"
MOST_FILES = 6
PLACE = "records"  # what sources begin with


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as the clerk has it, and what was read of it: nothing where it could not be read."""

    name: str
    size: int
    sha256: str
    stored: str
    read: ReadFile | None = None

    @property
    def label(self) -> str:
        """The kind of record."""
        return record_tables()[self.read.table].label if self.read else ""

    @property
    def counted(self) -> bool:
        """Whether all of it could be read: a list is counted whole or not at all."""
        return self.read is not None and not self.read.bad

    @property
    def tables(self) -> set[str]:
        """The kinds that it is of; of one that could not be read, those that its name may mean."""
        if self.read:
            return {self.read.table}
        stem = PurePath(self.stored).stem
        return {table.id for table in record_tables().values() if stem.startswith(tuple(table.file_names))}


@dataclass(frozen=True)
class RecordPreview:
    """What the files would do. lines: rows of the form. facts: everything that they yield of the school, breakdowns that
    have no row of their own among it. findings: everything wrong in the files, texts from them masked."""

    files: tuple[GivenFile, ...]
    lines: tuple[RecordLine, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> list[RecordLine]:
        """The rows that something would happen to."""
        return [line for line in self.lines if line.outcome != "same"]

    @property
    def same(self) -> int:
        """How many rows agree with the records already."""
        return sum(line.outcome == "same" for line in self.lines)


def preview_records(*, submission: Submission, uploads: Sequence[Any], kind: str, by: Any) -> tuple[RecordPreview, str]:
    """(what the files would fill, the ticket that accepts it). kind: id of a table that all of them are of, or empty to
    tell it by their names. Raises Refused for too many or too large files, PermissionDenied."""
    standing_of(by).require(Right.enter, submission.organisation)
    names = _admitted(uploads, kind)
    form = entry_form(submission.round.catalogue)
    with tempfile.TemporaryDirectory(prefix="zhijian-") as folder:
        given, findings = _stored(Path(folder) / PLACE, zip(names, uploads, strict=True), kind)
        above = _above(submission.organisation)
        tree = tree_of(above, above[0])
        reading = read_records(Path(folder) / PLACE, form.catalogue, tree, container=PLACE, masking=True)
    read = {each.file: each for each in reading.files}
    files = tuple(GivenFile(f.name, f.size, f.sha256, f.stored, read.get(f.stored)) for f in given)
    faulty = set().union(*(each.tables for each in files if not each.counted))
    uncounted = {measure.indicator for table in faulty for measure in measures()[table]}
    own = submission.organisation
    facts = tuple(f for f in reading.facts if f.organisation == own.code and f.indicator not in uncounted)
    lines = tuple(lines_of(Known.of(submission, form), facts))
    preview = RecordPreview(files, lines, facts, in_the_pages_words((*findings, *reading.findings), own.name))
    return preview, _ticket(submission, preview) if facts else ""


def accept_records(
    *, submission: Submission, ticket: str, taken: Collection[str], by: Any
) -> tuple[RecordUpload, Saved]:
    """Keeps what the preview showed, and writes the chosen rows, each against the version that was seen.

    taken: names of rows. Raises Refused, Locked.
    """
    kept = shown_by(ticket, SALT)
    if kept["submission"] != submission.pk:
        raise expired()
    form = entry_form(submission.round.catalogue)
    entries = [
        Entry(indicator, slice_, form.current, text, version)
        for name, indicator, slice_, text, version in kept["offered"]
        if name in set(taken)
    ]
    return take_in_records(submission=submission, files=kept["files"], facts=kept["facts"], entries=entries, by=by)


def _admitted(uploads: Sequence[Any], kind: str) -> list[str]:
    """The names of the files. Raises Refused where they are none, too many, too large or of no such kind."""
    if not uploads:
        raise Refused(_("请先选择文件。"))
    if kind and kind not in record_tables():
        raise Refused(_("没有这种记录。"))
    if len(uploads) > MOST_FILES:
        raise Refused(_("一次最多 {most} 个文件。", most=MOST_FILES))
    return [admitted(upload) for upload in uploads]


def _stored(folder: Path, named: Iterable[tuple[str, Any]], kind: str) -> tuple[list[GivenFile], list[Finding]]:
    """Writes the files down to be read, under names by which their table is told; not those that are unsafe to open.

    named: uploads with their names.
    """
    folder.mkdir()
    files, findings = [], []
    for number, (name, upload) in enumerate(named, start=1):
        data = upload.read()
        plain = re.sub(r"[^\w.-]", "_", name)
        stored = f"{kind}-{plain}" if kind else plain
        if (folder / stored).exists():
            stored = f"{PurePath(stored).stem}-{number}{PurePath(stored).suffix}"
        place = f"{PLACE}/{stored}"
        faults = unsafe_archive(data, place)
        if not faults:
            (folder / stored).write_bytes(data)
        findings += faults
        files.append(GivenFile(name, len(data), hashlib.sha256(data).hexdigest(), place))
    return files, findings


def _above(organisation: Organisation) -> list[Organisation]:
    """The organisation and everything above it, top first: records name places by the city's code."""
    codes = (*organisation.codes_above, organisation.code)
    return sorted(Organisation.objects.filter(code__in=codes), key=lambda row: len(row.path))


def _ticket(submission: Submission, preview: RecordPreview) -> str:
    """What was shown, signed: accepting it does exactly that. It holds counts, nothing of a person."""
    rows = [kept_row(fact, submission.round, submission.organisation, "records") for fact in preview.facts]
    content = {
        "submission": submission.pk,
        "files": [
            {
                "table": each.read.table if each.read else "",
                "name": each.name,
                "size": each.size,
                "sha256": each.sha256,
                "rows": each.read.rows if each.read else 0,
            }
            for each in preview.files
        ],
        "facts": [[getattr(row, name) for name in FACT] for row in rows],
        "offered": [
            [line.name, line.indicator, line.slice, line.now, line.version] for line in preview.lines if line.offered
        ],
    }
    return ticket_of(content, SALT)
