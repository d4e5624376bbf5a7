"""Pieces of what claims say, found by their trigrams on PostgreSQL.

For `?q=`, which looks for a text as it is.  Where the extension is not there and may not be
made, every claim is read as before; docs/operations.md tells of it.
"""

from django.db import DatabaseError, migrations, transaction

INDEX = """CREATE INDEX claims_said ON claims_claim
    USING gin (UPPER(statement::text) gin_trgm_ops, UPPER(surface::text) gin_trgm_ops)"""


def index(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(INDEX)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS claims_said")


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0050_told_unsigned"),
    ]

    operations = [migrations.RunPython(index, drop)]
