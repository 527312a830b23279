"""The cells of a submission change while it is a draft, and their history never."""

from django.db import migrations

from zhijian.web.triggers import refusing, removing, run

HANDED_IN = "(SELECT state FROM rounds_submission WHERE id = NEW.submission_id) <> 'draft'"
VALUE = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in ("text", "status", "mantissa", "decimals"))
VALUE_SQLITE = VALUE.replace("IS DISTINCT FROM", "IS NOT")
LOCKED = "the submission is not a draft"
KEPT = "the history of a cell is append-only"


def _update(value: str) -> dict[str, tuple[str, ...]]:
    return refusing("cell_update_in_draft", "collection_cell", "UPDATE", f"({value}) AND {HANDED_IN}", LOCKED)


UPDATE = {"sqlite": _update(VALUE_SQLITE)["sqlite"], "postgresql": _update(VALUE)["postgresql"]}


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial"), ("rounds", "0001_initial")]
    operations = [
        migrations.RunPython(
            run(
                UPDATE,
                refusing("cell_insert_in_draft", "collection_cell", "INSERT", HANDED_IN, LOCKED),
                refusing("cell_version_no_update", "collection_cellversion", "UPDATE", "1=1", KEPT),
                refusing("cell_version_no_delete", "collection_cellversion", "DELETE", "1=1", KEPT),
            ),
            run(
                removing("cell_update_in_draft", "collection_cell"),
                removing("cell_insert_in_draft", "collection_cell"),
                removing("cell_version_no_update", "collection_cellversion"),
                removing("cell_version_no_delete", "collection_cellversion"),
            ),
        )
    ]
