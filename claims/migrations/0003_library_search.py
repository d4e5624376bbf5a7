"""Full-text index of the library, in each database's own way.

SQLite: an FTS5 table fed by triggers.  A later migration that makes Django rebuild
`claims_referencedocument` drops the triggers: call `create` again after it.
PostgreSQL: a stored tsvector with a GIN index.  Its size is bounded (1 MB), so the
first 300,000 characters of a text are indexed.
"""

from __future__ import annotations

from django.db import migrations

TABLE = "claims_referencedocument"

SQLITE = [
    f"""CREATE VIRTUAL TABLE claims_library_fts USING fts5(
        title, text, content='{TABLE}', content_rowid='id', tokenize='porter unicode61')""",
    f"""CREATE TRIGGER claims_library_insert AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO claims_library_fts(rowid, title, text)
        VALUES (new.id, new.title, new.text); END""",
    f"""CREATE TRIGGER claims_library_delete AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO claims_library_fts(claims_library_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text); END""",
    f"""CREATE TRIGGER claims_library_update AFTER UPDATE ON {TABLE} BEGIN
        INSERT INTO claims_library_fts(claims_library_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO claims_library_fts(rowid, title, text)
        VALUES (new.id, new.title, new.text); END""",
    "INSERT INTO claims_library_fts(claims_library_fts) VALUES ('rebuild')",
]
SQLITE_DROP = [
    "DROP TRIGGER claims_library_insert",
    "DROP TRIGGER claims_library_delete",
    "DROP TRIGGER claims_library_update",
    "DROP TABLE claims_library_fts",
]
POSTGRES = [
    f"""ALTER TABLE {TABLE} ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', left(text, 300000)), 'B')) STORED""",
    f"CREATE INDEX claims_library_search ON {TABLE} USING gin (search)",
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
    dependencies = [("claims", "0002_scale_and_roles")]
    operations = [migrations.RunPython(create, drop)]
