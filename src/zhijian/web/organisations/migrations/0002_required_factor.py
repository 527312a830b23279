"""Roles of which administrators require a second factor."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RequiredFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "clerk"),
                            ("head", "head"),
                            ("reviewer", "reviewer"),
                            ("editor", "editor"),
                            ("administrator", "administrator"),
                            ("reader", "reader"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="required_factors",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "role"), name="one_required_factor_per_role"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["clerk", "head", "reviewer", "editor", "administrator", "reader"])
                        ),
                        name="required_factor_of_a_known_role",
                    ),
                ],
            },
        ),
    ]
