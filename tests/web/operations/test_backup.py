"""A backup is made while people save, and what it restores is what stood there at that moment."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from support.installation import Installation
from zhijian.errors import UnreadableInput
from zhijian.web.operations.backup import checked_manifest

pytestmark = pytest.mark.needs("pg_dump", "pg_restore")

# Saves cells one after the other, and tells each once it is acknowledged; now and then a file comes with it.
SAVING = """
from django.core.files.uploadedfile import SimpleUploadedFile
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.models import User
from zhijian.web.rounds.models import Submission
school = Submission.objects.select_related("organisation", "round").get(organisation__code="school-05", round_id=1)
clerk = User.objects.get(username="clerk-school-05")
cell = Cell.objects.filter(submission=school, indicator="graduates.total", period="2024").first()
version = cell.version if cell else 0
while True:
    entry = Entry("graduates.total", "", "2024", str(1000 + version), version)
    assert save_cells(submission=school, entries=[entry], by=clerk).results[0].state == "saved"
    version += 1
    if version % 5 == 0 and version <= 100:
        picture = b"\\x89PNG\\r\\n\\x1a\\n" + str(version).encode() * 1000
        attach(submission=school, indicator="", slice="", upload=SimpleUploadedFile(f"{version}.png", picture), by=clerk)
    print(version, flush=True)
"""
STANDS = """
from zhijian.web.audit.trail import verify
from zhijian.web.collection.models import Attachment, Cell
cell = Cell.objects.get(submission__organisation__code="school-05", indicator="graduates.total", period="2024")
import hashlib
whole = all(hashlib.sha256(row.file.open("rb").read()).hexdigest() == row.sha256 for row in Attachment.objects.all())
print(cell.version, cell.versions.count(), Attachment.objects.count(), whole, len(verify().faults))
"""
EVERYTHING = """
import hashlib
from django.apps import apps
for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.db_table):
    rows = [repr(row) for row in model._base_manager.order_by("pk").values_list()]
    print(model._meta.db_table, len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest())
"""


CHANGING = """
from django.db import DatabaseError
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.models import Reason
Reason.objects.all().delete()
try:
    AuditEvent.objects.all().update(action="x")
except DatabaseError as error:
    print(error)
"""
KEEPING = """
from pathlib import Path
from django.conf import settings
from zhijian.errors import UsageError
from zhijian.web.collection.models import Attachment
from zhijian.web.operations.backup import make_backup
place = settings.HOME / "several"
made = [make_backup(place, keep=2).folder.name for _ in range(3)]
print(sorted(path.name for path in place.iterdir()) == made[1:])
missing = Path(Attachment.objects.first().file.path)
missing.rename(missing.with_suffix(".away"))
try:
    make_backup(settings.HOME / "none")
except UsageError as error:
    print("不见了" in str(error), list((settings.HOME / "none").iterdir()))
missing.with_suffix(".away").rename(missing)
"""


def only(place: Path) -> Path:
    (found,) = place.iterdir()
    return found


@pytest.fixture(scope="module")
def backup(installation: Installation) -> Path:
    """Made while somebody saves; ``told.json`` beside it says what was acknowledged before it began."""
    place = installation.home / "backups"
    with installation.running(SAVING) as saving:
        assert saving.stdout is not None
        acknowledged = [int(saving.stdout.readline()) for _ in range(12)]
        said = installation.command("backup", place).stdout
        after = int(saving.stdout.readline())
    assert "清单 SHA-256" in said
    assert after > acknowledged[-1]
    made = only(place)
    (installation.home / "told.json").write_text(json.dumps(acknowledged))
    return made


def test_what_was_acknowledged_before_a_backup_began_is_restored(
    installation: Installation, empty: Installation, backup: Path
) -> None:
    assert "审计日志完整" in empty.command("restore", backup).stdout
    version, versions, files, whole, faults = empty.python(STANDS).split()
    assert int(version) == int(versions) >= json.loads((installation.home / "told.json").read_text())[-1]
    # The file of a fifth save comes just after it: the backup may fall between the two.
    saves = min(int(version), 100)
    assert (saves - 1) // 5 <= int(files) <= saves // 5
    assert (whole, faults) == ("True", "0")


def test_what_is_restored_is_what_was_there(installation: Installation, empty: Installation, tmp_path: Path) -> None:
    installation.command("backup", tmp_path / "backups")
    expected = installation.python(EVERYTHING)
    empty.command("restore", only(tmp_path / "backups"))
    assert empty.python(EVERYTHING) == expected
    assert "append-only" in empty.python(CHANGING)
    refused = empty.command("restore", only(tmp_path / "backups"), check=False)
    assert (refused.returncode, "--replace" in refused.stderr, "Traceback" in refused.stderr) == (2, True, False)
    empty.command("restore", only(tmp_path / "backups"), "--replace")
    assert empty.python(EVERYTHING) == expected


def test_older_backups_go_and_a_lost_file_stops_the_next(installation: Installation, backup: Path) -> None:
    assert installation.python(KEEPING).split("\n")[:2] == ["True", "True []"]


@pytest.mark.parametrize("damage", ["", "changed", "missing", "added", "unfinished", "another"])
def test_a_damaged_backup_is_told(backup: Path, tmp_path: Path, damage: str) -> None:
    copy = tmp_path / "backup"
    shutil.copytree(backup, copy)
    database = next(path for path in copy.iterdir() if path.name.startswith("database"))
    manifest = copy / "manifest.json"
    if damage == "changed":
        data = bytearray(database.read_bytes())
        data[len(data) // 2] ^= 1
        database.write_bytes(data)
    elif damage == "missing":
        database.unlink()
    elif damage == "added":
        (copy / "notes.txt").write_text("x")
    elif damage == "unfinished":
        manifest.unlink()
    elif damage == "another":
        manifest.write_text(manifest.read_text("utf-8").replace("zhijian-backup-1", "zhijian-backup-9"), "utf-8")
    told = {
        "changed": "SHA-256",
        "missing": "缺少",
        "added": "多出",
        "unfinished": "不是备份",
        "another": "不是职鉴的备份清单",
    }
    if not damage:
        assert checked_manifest(copy).rows["collection_cell"] > 100
        return
    with pytest.raises(UnreadableInput, match=told[damage]):
        checked_manifest(copy)


def test_only_its_owner_reads_a_backup(backup: Path) -> None:
    for path in (backup, *backup.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
