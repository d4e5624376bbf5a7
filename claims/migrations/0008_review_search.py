"""Full-text index of published reviews, in each database's own way.

Both index the words the provider has cut down, as they are: what is found is the same.
SQLite: an FTS5 table fed by triggers; a later migration that makes Django rebuild
`claims_publishedreview` drops the triggers, call `create` again after it.
"""

from __future__ import annotations

from django.db import migrations

TABLE = "claims_publishedreview"

SQLITE = [
    f"""CREATE VIRTUAL TABLE claims_review_fts USING fts5(
        words, content='{TABLE}', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0')""",
    f"""CREATE TRIGGER claims_review_insert AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO claims_review_fts(rowid, words) VALUES (new.id, new.words); END""",
    f"""CREATE TRIGGER claims_review_delete AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO claims_review_fts(claims_review_fts, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
    f"""CREATE TRIGGER claims_review_update AFTER UPDATE ON {TABLE} BEGIN
        INSERT INTO claims_review_fts(claims_review_fts, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO claims_review_fts(rowid, words) VALUES (new.id, new.words); END""",
    "INSERT INTO claims_review_fts(claims_review_fts) VALUES ('rebuild')",
]
SQLITE_DROP = [
    "DROP TRIGGER claims_review_insert",
    "DROP TRIGGER claims_review_delete",
    "DROP TRIGGER claims_review_update",
    "DROP TABLE claims_review_fts",
]
POSTGRES = [
    f"""ALTER TABLE {TABLE} ADD COLUMN search tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(words, ' '))) STORED""",
    f"CREATE INDEX claims_review_search ON {TABLE} USING gin (search)",
]
POSTGRES_DROP = [f"ALTER TABLE {TABLE} DROP COLUMN search"]


def create(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRES:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_DROP if sqlite else POSTGRES_DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_published_reviews")]
    operations = [migrations.RunPython(create, drop)]
