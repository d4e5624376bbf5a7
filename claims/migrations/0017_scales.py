"""Further scales a newsroom may use, and which ratings say what is off about a number."""

from __future__ import annotations

from django.db import migrations, models

OFF = {"refuted", "conflicting"}

#: slug, name, ratings: slug, label, meaning, value, needs a reason, stands without evidence
SCALES = [
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
    rating_model.objects.filter(scale__slug="evidence", slug__in=OFF).update(
        needs_reason=True
    )
    for slug, name, ratings in SCALES:
        scale = scale_model.objects.create(slug=slug, version=1, name=name)
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
            for position, (code, label, meaning, value, reason, without) in enumerate(
                ratings, 1
            )
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_archive_copy")]
    operations = [
        migrations.AddField(
            model_name="rating",
            name="needs_reason",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
