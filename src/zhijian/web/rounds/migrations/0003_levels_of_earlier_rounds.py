"""Rounds that were opened before levels could be chosen: whoever reviewed in place of a city keeps the level it has."""

from typing import Any

from django.db import migrations

LEVELS = ("county", "city", "province")


def tell_levels(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - a migration's signature
    """Puts reviewers under their own level; in rounds of a province, the province reviews after the city."""
    submissions = apps.get_model("rounds", "Submission").objects
    for round_ in apps.get_model("rounds", "Round").objects.select_related("owner"):
        of_round = submissions.filter(round=round_)
        for row in of_round.filter(city__isnull=False).exclude(city__level="city").select_related("city"):
            _move(row, row.city.level)
        if round_.owner.level == "province":
            of_round.exclude(organisation=round_.owner).update(province=round_.owner)
        reviewed = [level for level in LEVELS if of_round.filter(**{f"{level}__isnull": False}).exists()]
        round_.levels = reviewed or [round_.owner.level]
        round_.save(update_fields=("levels",))


def _move(row: Any, level: str) -> None:
    """What stood as the city's review stands as that level's."""
    fields = {level: row.city, "city": None}
    if row.state == "city_approved":
        fields |= {"state": f"{level}_approved", "city_approved_at": None, "city_approved_by": None}
        fields |= {f"{level}_approved_at": row.city_approved_at, f"{level}_approved_by": row.city_approved_by}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


class Migration(migrations.Migration):
    dependencies = [("rounds", "0002_levels")]
    operations = [migrations.RunPython(tell_levels, migrations.RunPython.noop)]
