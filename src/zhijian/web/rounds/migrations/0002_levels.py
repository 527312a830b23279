"""Every level of the tree can review: the province after the city, and any can be left out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zhijian.web.rounds.states
from zhijian.web.rounds.triggers import DRAFTS_ONLY, NOT_DRAFTS_ONLY
from zhijian.web.triggers import run


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("rounds", "0001_initial"),
        ("collection", "0002_only_drafts_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes the table anew for these: what refers to it has to go before, and comes back with 0004.
        migrations.RunPython(run(*NOT_DRAFTS_ONLY), run(*DRAFTS_ONLY)),
        migrations.RemoveConstraint(
            model_name="submission",
            name="state_follows_its_steps",
        ),
        migrations.RemoveConstraint(
            model_name="submission",
            name="a_county_approves_its_own",
        ),
        migrations.RemoveConstraint(
            model_name="submission",
            name="a_city_approves_its_own",
        ),
        migrations.RemoveConstraint(
            model_name="transition",
            name="step_allowed",
        ),
        migrations.AddField(
            model_name="round",
            name="levels",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="round",
            name="reopened_for",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="submission",
            name="province",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="province_approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="province_approved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("submitted", "submitted"),
                    ("signed", "signed"),
                    ("county_approved", "county_approved"),
                    ("city_approved", "city_approved"),
                    ("province_approved", "province_approved"),
                ],
                default=zhijian.web.rounds.states.State["draft"],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="transition",
            name="action",
            field=models.CharField(
                choices=[
                    ("submit", "submit"),
                    ("recall", "recall"),
                    ("sign", "sign"),
                    ("approve_county", "approve_county"),
                    ("approve_city", "approve_city"),
                    ("approve_province", "approve_province"),
                    ("send_back", "send_back"),
                ],
                max_length=20,
            ),
        ),
    ]
