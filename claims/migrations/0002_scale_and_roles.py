"""The scale the workbench ships with (named after AVeriTeC's labels), and the roles."""

from __future__ import annotations

from django.db import migrations

RATINGS = [
    # slug, label, meaning, value on the scale, stands without evidence
    (
        "supported",
        "Supported",
        "The evidence agrees with the number as it was said.",
        3,
        False,
    ),
    ("refuted", "Refuted", "The evidence contradicts the number.", 1, False),
    (
        "conflicting",
        "Conflicting evidence",
        "Good sources disagree, or the number is right only in one reading.",
        2,
        False,
    ),
    (
        "not_enough_evidence",
        "Not enough evidence",
        "We searched; what there is neither confirms nor contradicts the number.",
        None,
        True,
    ),
]


def ship(apps, schema_editor):
    scale = apps.get_model("claims", "RatingScale").objects.create(
        slug="evidence", version=1, name="Evidence scale", in_use=True
    )
    apps.get_model("claims", "Rating").objects.bulk_create(
        apps.get_model("claims", "Rating")(
            scale=scale,
            slug=slug,
            label=label,
            meaning=meaning,
            position=position,
            value=value,
            without_evidence=without,
        )
        for position, (slug, label, meaning, value, without) in enumerate(RATINGS, 1)
    )
    for role in ("reviewer", "editor"):
        apps.get_model("auth", "Group").objects.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
