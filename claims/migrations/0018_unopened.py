from __future__ import annotations

from django.db import migrations, models


def _round():
    return models.PositiveIntegerField(editable=False, null=True)


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_leaning_gone")]
    operations = [
        migrations.AddField("claim", "unopened_from", _round()),
        migrations.AddField("calculation", "round", _round()),
        migrations.AddField("rootchoice", "round", _round()),
    ]
