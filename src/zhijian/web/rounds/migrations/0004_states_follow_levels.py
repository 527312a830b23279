"""A state follows from the steps of the levels that review; cells of drafts alone change, as before."""

from django.db import migrations, models

import zhijian.web.rounds.states
from zhijian.web.rounds.triggers import DRAFTS_ONLY, NOT_DRAFTS_ONLY
from zhijian.web.triggers import run


class Migration(migrations.Migration):
    dependencies = [("rounds", "0003_levels_of_earlier_rounds")]

    operations = [
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", zhijian.web.rounds.states.State["draft"]),
                        ("submitted_at__isnull", True),
                        ("submitted_by__isnull", True),
                        ("signed_at__isnull", True),
                        ("signed_by__isnull", True),
                        ("county_approved_at__isnull", True),
                        ("county_approved_by__isnull", True),
                        ("city_approved_at__isnull", True),
                        ("city_approved_by__isnull", True),
                        ("province_approved_at__isnull", True),
                        ("province_approved_by__isnull", True),
                    ),
                    models.Q(
                        ("state", zhijian.web.rounds.states.State["submitted"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("signed_at__isnull", True),
                        ("signed_by__isnull", True),
                        ("county_approved_at__isnull", True),
                        ("county_approved_by__isnull", True),
                        ("city_approved_at__isnull", True),
                        ("city_approved_by__isnull", True),
                        ("province_approved_at__isnull", True),
                        ("province_approved_by__isnull", True),
                    ),
                    models.Q(
                        ("state", zhijian.web.rounds.states.State["signed"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("county_approved_at__isnull", True),
                        ("county_approved_by__isnull", True),
                        ("city_approved_at__isnull", True),
                        ("city_approved_by__isnull", True),
                        ("province_approved_at__isnull", True),
                        ("province_approved_by__isnull", True),
                    ),
                    models.Q(
                        ("county__isnull", False),
                        ("state", zhijian.web.rounds.states.State["county_approved"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        ("county_approved_at__isnull", False),
                        ("county_approved_by__isnull", False),
                        ("city_approved_at__isnull", True),
                        ("city_approved_by__isnull", True),
                        ("province_approved_at__isnull", True),
                        ("province_approved_by__isnull", True),
                    ),
                    models.Q(
                        ("city__isnull", False),
                        ("state", zhijian.web.rounds.states.State["city_approved"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("county__isnull", False),
                                ("county_approved_at__isnull", False),
                                ("county_approved_by__isnull", False),
                            ),
                            models.Q(
                                ("county__isnull", True),
                                ("county_approved_at__isnull", True),
                                ("county_approved_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        ("city_approved_at__isnull", False),
                        ("city_approved_by__isnull", False),
                        ("province_approved_at__isnull", True),
                        ("province_approved_by__isnull", True),
                    ),
                    models.Q(
                        ("province__isnull", False),
                        ("state", zhijian.web.rounds.states.State["province_approved"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("county__isnull", False),
                                ("county_approved_at__isnull", False),
                                ("county_approved_by__isnull", False),
                            ),
                            models.Q(
                                ("county__isnull", True),
                                ("county_approved_at__isnull", True),
                                ("county_approved_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        models.Q(
                            models.Q(
                                ("city__isnull", False),
                                ("city_approved_at__isnull", False),
                                ("city_approved_by__isnull", False),
                            ),
                            models.Q(
                                ("city__isnull", True),
                                ("city_approved_at__isnull", True),
                                ("city_approved_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        ("province_approved_at__isnull", False),
                        ("province_approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="state_follows_its_steps",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["submit"]),
                        ("end", zhijian.web.rounds.states.State["submitted"]),
                        ("start", zhijian.web.rounds.states.State["draft"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["recall"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["submitted"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["sign"]),
                        ("end", zhijian.web.rounds.states.State["signed"]),
                        ("start", zhijian.web.rounds.states.State["submitted"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_county"]),
                        ("end", zhijian.web.rounds.states.State["county_approved"]),
                        ("start", zhijian.web.rounds.states.State["signed"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_city"]),
                        ("end", zhijian.web.rounds.states.State["city_approved"]),
                        ("start", zhijian.web.rounds.states.State["signed"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_city"]),
                        ("end", zhijian.web.rounds.states.State["city_approved"]),
                        ("start", zhijian.web.rounds.states.State["county_approved"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_province"]),
                        ("end", zhijian.web.rounds.states.State["province_approved"]),
                        ("start", zhijian.web.rounds.states.State["signed"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_province"]),
                        ("end", zhijian.web.rounds.states.State["province_approved"]),
                        ("start", zhijian.web.rounds.states.State["county_approved"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["approve_province"]),
                        ("end", zhijian.web.rounds.states.State["province_approved"]),
                        ("start", zhijian.web.rounds.states.State["city_approved"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["send_back"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["submitted"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["send_back"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["signed"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["send_back"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["county_approved"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["send_back"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["city_approved"]),
                    ),
                    models.Q(
                        ("action", zhijian.web.rounds.states.Action["send_back"]),
                        ("end", zhijian.web.rounds.states.State["draft"]),
                        ("start", zhijian.web.rounds.states.State["province_approved"]),
                    ),
                    _connector="OR",
                ),
                name="step_allowed",
            ),
        ),
        migrations.RunPython(run(*DRAFTS_ONLY), run(*NOT_DRAFTS_ONLY)),
    ]
