"""The scales the workbench ships with, the first of them in use, and the roles."""

from __future__ import annotations

from django.db import migrations

#: slug, name, ratings: slug, label, meaning, value, needs a reason, stands without evidence
SCALES = [
    (
        "evidence",  # named after AVeriTeC's labels
        "Evidence scale",
        [
            ("supported", "Supported", "The evidence agrees with the number as it was said.", 3, 0, 0),
            ("refuted", "Refuted", "The evidence contradicts the number.", 1, 1, 0),
            ("conflicting", "Conflicting evidence", "Good sources disagree, or the number is right only in one reading.", 2, 1, 0),
            (
                "not_enough_evidence",
                "Not enough evidence",
                "We searched; what there is neither confirms nor contradicts the number.",
                None,
                0,
                1,
            ),
        ],
    ),
    (
        "six-steps",
        "Six steps",
        [
            ("true", "True", "The number holds, and nothing that matters is left out.", 6, 0, 0),
            ("mostly_true", "Mostly true", "It holds once something is added or made clear.", 5, 1, 0),
            ("half_true", "Half true", "It holds in part; what is left out changes the picture.", 4, 1, 0),
            ("mostly_false", "Mostly false", "There is something to it, but what is ignored tells otherwise.", 3, 1, 0),
            ("false", "False", "The number does not hold.", 2, 1, 0),
            ("pants_on_fire", "Pants on fire", "It does not hold, and nobody could have thought so.", 1, 1, 0),
        ],
    ),
    (
        "seven-steps",
        "Seven steps",
        [
            ("true", "True", "The number holds as it was said.", 6, 0, 0),
            ("mostly_true", "Mostly true", "It holds but for a detail that does not change what it tells.", 5, 1, 0),
            ("mixture", "Mixture", "One part holds and another does not.", 4, 1, 0),
            ("misleading", "Misleading", "The number is right and what it is made to say is not.", 3, 1, 0),
            ("mostly_false", "Mostly false", "It is off by more than can be explained, with a true core.", 2, 1, 0),
            ("false", "False", "The number does not hold.", 1, 1, 0),
            ("unproven", "Unproven", "We searched; what there is neither confirms nor contradicts the number.", None, 0, 1),
        ],
    ),
    (
        "conclusion",
        "Conclusion without a rating",
        [
            ("conclusion", "Conclusion", "What the evidence shows is said in words, without a grade.", None, 0, 0),
            ("no_conclusion", "No conclusion", "We searched; the evidence allows none.", None, 0, 1),
        ],
    ),
]


def ship(apps, schema_editor):
    scale_model = apps.get_model("claims", "RatingScale")
    rating_model = apps.get_model("claims", "Rating")
    for slug, name, ratings in SCALES:
        scale = scale_model.objects.create(slug=slug, version=1, name=name, in_use=slug == "evidence")
        rating_model.objects.bulk_create(
            rating_model(
                scale=scale,
                slug=code,
                label=label,
                meaning=meaning,
                position=position,
                value=value,
                needs_reason=bool(reason),
                without_evidence=bool(without),
            )
            for position, (code, label, meaning, value, reason, without) in enumerate(ratings, 1)
        )
    for role in ("reviewer", "editor"):
        apps.get_model("auth", "Group").objects.get_or_create(name=role)


class Migration(migrations.Migration):
    replaces = [("claims", "0017_scales")]
    dependencies = [
        ("claims", "0011_search_texts"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
