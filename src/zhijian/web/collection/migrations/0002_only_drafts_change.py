"""The cells of a submission change while it is a draft, and their history never."""

from django.db import migrations

from zhijian.web.rounds.triggers import DRAFTS_ONLY, NOT_DRAFTS_ONLY
from zhijian.web.triggers import refusing, removing, run

KEPT = "the history of a cell is append-only"


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial"), ("rounds", "0001_initial")]
    operations = [
        migrations.RunPython(
            run(
                *DRAFTS_ONLY,
                refusing("cell_version_no_update", "collection_cellversion", "UPDATE", "1=1", KEPT),
                refusing("cell_version_no_delete", "collection_cellversion", "DELETE", "1=1", KEPT),
            ),
            run(
                *NOT_DRAFTS_ONLY,
                removing("cell_version_no_update", "collection_cellversion"),
                removing("cell_version_no_delete", "collection_cellversion"),
            ),
        )
    ]
