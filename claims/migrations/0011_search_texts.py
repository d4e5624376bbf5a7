"""The words of claims, evidence and articles, and each database's own index over words.

SQLite: FTS5 tables fed by triggers.  A later migration that makes Django rebuild one of the
indexed tables drops its triggers: let it call `index` with that table again.
PostgreSQL: generated tsvectors with a GIN index.  The words are cut down already, so neither
database's stemmer is asked and both find the same.

Pieces of what claims say, for `?q=`, are found by their trigrams on PostgreSQL.  Where the
extension is not there and may not be made, every claim is read; docs/operations.md tells of it.
"""

from __future__ import annotations

from django.db import DatabaseError, migrations, models, transaction

SAID = """CREATE INDEX claims_said ON claims_claim
    USING gin (UPPER(statement::text) gin_trgm_ops, UPPER(surface::text) gin_trgm_ops)"""


def sqlite(name, table, column, options, update="UPDATE"):
    take = f"""INSERT INTO {name}_fts({name}_fts, rowid, {column})
        VALUES ('delete', old.id, old.{column});"""
    give = f"""INSERT INTO {name}_fts(rowid, {column}) VALUES (new.id, new.{column});"""
    return {
        f"TABLE {name}_fts": f"""CREATE VIRTUAL TABLE {name}_fts USING fts5(
        {column}, content='{table}', content_rowid='id', {options})""",
        f"TRIGGER {name}_insert": f"""CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN
        {give} END""",
        f"TRIGGER {name}_delete": f"""CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN
        {take} END""",
        f"TRIGGER {name}_update": f"""CREATE TRIGGER {name}_update AFTER {update} ON {table} BEGIN
        {take}
        {give} END""",
    }


def postgres(name, table, column, options=""):
    return (
        f"""ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array({column}, ' '))) STORED""",
        f"CREATE INDEX {name} ON {table} USING gin (search) {options}",
    )


TERMS = "tokenize='unicode61', detail=none"
SQLITE = {
    "claims_publishedreview": sqlite("claims_review", "claims_publishedreview", "words", "tokenize='unicode61 remove_diacritics 0'"),
    "claims_referencepassage": sqlite("claims_passage", "claims_referencepassage", "terms", TERMS, "UPDATE OF terms"),
    "claims_searchtext": sqlite("claims_search", "claims_searchtext", "terms", TERMS, "UPDATE OF terms"),
}
AT_ONCE = "WITH (fastupdate = off)"
POSTGRES = {
    "claims_publishedreview": postgres("claims_review_search", "claims_publishedreview", "words"),
    "claims_referencepassage": postgres("claims_passage_search", "claims_referencepassage", "terms", AT_ONCE),
    "claims_searchtext": postgres("claims_search_terms", "claims_searchtext", "terms", AT_ONCE),
}


def index(schema_editor, table):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE[table].values() if on_sqlite else POSTGRES[table]:
        schema_editor.execute(statement)


def index_all(apps, schema_editor):
    for table in SQLITE:
        index(schema_editor, table)


def drop_all(apps, schema_editor):
    for table, parts in SQLITE.items():
        if schema_editor.connection.vendor == "sqlite":
            for part in reversed(parts):
                schema_editor.execute(f"DROP {part}")
        else:
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN search")


def index_said(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(SAID)


def drop_said(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS claims_said")


class Migration(migrations.Migration):
    replaces = [("claims", "0029_search_texts")]
    dependencies = [("claims", "0010_conversations")]
    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("claim", "Claims"), ("evidence", "Evidence"), ("article", "Articles")], max_length=8)),
                ("target", models.PositiveBigIntegerField()),
                ("terms", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "target"), name="search_text_once_each")],
            },
        ),
        migrations.RunPython(index_all, drop_all),
        migrations.RunPython(index_said, drop_said),
    ]
