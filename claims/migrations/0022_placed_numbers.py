"""Where every number lies: columns to find claims and evidence by value."""

import claims.models.fields
from django.conf import settings
from django.db import migrations, models

BATCH = 500
COLUMNS = ("measure", "told_low", "told_high", "base_low", "base_high")
READ = ("kind", "low", "high", "low_open", "high_open", "unit", "per", "thing")


def place(apps, schema_editor):
    """What is there already, so many rows at a time."""
    for name in ("Claim", "Evidence"):
        model = apps.get_model("claims", name)
        last = 0
        while rows := _after(model, last):
            last = rows[-1].pk
            model.objects.bulk_update(filter(_placed, rows), COLUMNS)


def _after(model, last):
    rows = model.objects.filter(pk__gt=last).only("pk", *READ)
    return list(rows.order_by("pk")[:BATCH])


def _placed(row):
    from claims.engine.reasoning.places import placed
    from claims.engine.types import Quantity

    where = placed(Quantity(**{name: getattr(row, name) for name in READ}))
    for column in COLUMNS if where else ():
        setattr(row, column, getattr(where, column))
    return where is not None


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0021_embargo'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='base_high',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='base_low',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='measure',
            field=models.CharField(editable=False, max_length=120, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='told_high',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='told_low',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='base_high',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='base_low',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='measure',
            field=models.CharField(editable=False, max_length=120, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='told_high',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='told_low',
            field=claims.models.fields.PlaceField(editable=False, max_length=60, null=True),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['measure', 'base_low', 'base_high'], name='claim_measured'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['told_low', 'told_high'], name='claim_told'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['measure', 'base_low', 'base_high'], name='evidence_measured'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['told_low', 'told_high'], name='evidence_told'),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
