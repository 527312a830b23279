"""The audit trail is only ever added to, whoever asks."""

from django.db import migrations

from zhijian.web.triggers import refusing, removing, run

TABLE = "audit_auditevent"
MESSAGE = "the audit trail is append-only"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            run(
                refusing("audit_no_update", TABLE, "UPDATE", "1=1", MESSAGE),
                refusing("audit_no_delete", TABLE, "DELETE", "1=1", MESSAGE),
            ),
            run(removing("audit_no_update", TABLE), removing("audit_no_delete", TABLE)),
        )
    ]
