"""Nothing of a closed round changes, whoever asks."""

from django.db import migrations

from zhijian.web.rounds.triggers import CLOSED_STAYS, NOT_CLOSED_STAYS
from zhijian.web.triggers import run


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0004_states_follow_levels"),
        ("collection", "0003_records"),
        ("review", "0002_notices"),
        ("bridge", "0001_initial"),
    ]
    operations = [migrations.RunPython(run(*CLOSED_STAYS), run(*NOT_CLOSED_STAYS))]
