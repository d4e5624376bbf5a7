"""What waits to go into the trigram index of `?q=` is read through by every search.

PostgreSQL lets four megabytes wait, and each step of a claim adds to them: after a few
hundred a search took ten times as long.  A quarter of a megabyte is read in no time, and
sorting it in more often costs the steps nothing that can be measured.
"""

from __future__ import annotations

from django.db import migrations

FEW = "ALTER INDEX IF EXISTS claims_said SET (gin_pending_list_limit = 256)"
AS_BEFORE = "ALTER INDEX IF EXISTS claims_said RESET (gin_pending_list_limit)"


def on_postgres(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_scales_and_roles")]
    operations = [migrations.RunPython(on_postgres(FEW), on_postgres(AS_BEFORE))]
