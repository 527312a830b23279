"""Record exports that were taken in; room for findings of many figures; what accepted findings were accepted with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0002_only_drafts_change"),
        ("rounds", "0004_states_follow_levels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="openfinding",
            name="accepted",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="cell",
            name="origin",
            field=models.CharField(
                choices=[
                    ("typed", "typed"),
                    ("carried", "carried"),
                    ("workbook", "workbook"),
                    ("records", "records"),
                    ("bridge", "bridge"),
                    ("computed", "computed"),
                ],
                default="typed",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="cellversion",
            name="origin",
            field=models.CharField(
                choices=[
                    ("typed", "typed"),
                    ("carried", "carried"),
                    ("workbook", "workbook"),
                    ("records", "records"),
                    ("bridge", "bridge"),
                    ("computed", "computed"),
                ],
                default="typed",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="openfinding",
            name="subject",
            field=models.CharField(max_length=400),
        ),
        migrations.AlterField(
            model_name="reason",
            name="subject",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.CreateModel(
            name="RecordUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=4)),
                ("files", models.JSONField()),
                ("facts", models.PositiveIntegerField()),
                ("replaced", models.JSONField(default=list)),
                ("filled", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="record_uploads",
                        to="rounds.submission",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="records_undone_by_somebody",
                    )
                ],
            },
        ),
    ]
