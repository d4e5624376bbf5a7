from __future__ import annotations

from django.db import migrations, models

KINDS = [
    ("verdict", "Changes the verdict"),
    ("factual", "Corrects a fact, not the verdict"),
    ("update", "Adds what became known since"),
    ("typo", "Wording only"),
    ("void", "Retracted"),
]


def give_classes(apps, schema_editor):  # type: ignore[no-untyped-def]
    """What was taken back before: retracted, or corrected with or without its rating."""
    publications = apps.get_model("claims", "Publication").objects
    changes = apps.get_model("claims", "StatusChange").objects
    for one in publications.exclude(withdrawal="").select_related("verdict__review"):
        following = (
            publications.filter(claim=one.claim_id, revision__gt=one.revision)
            .select_related("verdict__review")
            .order_by("revision")
            .first()
        )
        steps = changes.filter(
            claim=one.claim_id,
            action__in=("correct", "retract"),
            created_at__gte=one.published_at,
        )
        if following is not None:
            steps = steps.filter(created_at__lte=following.published_at)
        step = steps.order_by("id").last()
        one.withdrawn_at = step.created_at if step else one.published_at
        if step is not None and step.action == "retract":
            one.correction = "void"
        elif (
            following is not None
            and following.verdict.review.rating_id != one.verdict.review.rating_id
        ):
            one.correction = "verdict"
        else:
            one.correction = "factual"
        one.save(update_fields=["correction", "withdrawn_at"])


class Migration(migrations.Migration):
    # The constraint follows in a migration of its own: PostgreSQL alters no table in the
    # transaction that changed its rows.
    dependencies = [("claims", "0022_placed_numbers")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="correction",
            field=models.CharField(blank=True, choices=KINDS, max_length=8),
        ),
        migrations.AddField(
            model_name="publication",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(give_classes, migrations.RunPython.noop),
    ]
