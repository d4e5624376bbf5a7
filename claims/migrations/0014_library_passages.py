"""The library is searched by passages; its full-text index of whole texts goes.

SQLite: an FTS5 table fed by triggers.  A later migration that makes Django rebuild
`claims_referencepassage` drops the triggers: call `index` again after it.
PostgreSQL: a generated tsvector with a GIN index.  The terms are words already cut
down, so neither database's stemmer is asked and both find the same.
"""

from __future__ import annotations

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

TABLE = "claims_referencepassage"
SQLITE = [
    f"""CREATE VIRTUAL TABLE claims_passage_fts USING fts5(
        terms, content='{TABLE}', content_rowid='id', tokenize='unicode61', detail=none)""",
    f"""CREATE TRIGGER claims_passage_insert AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO claims_passage_fts(rowid, terms) VALUES (new.id, new.terms); END""",
    f"""CREATE TRIGGER claims_passage_delete AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO claims_passage_fts(claims_passage_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms); END""",
    f"""CREATE TRIGGER claims_passage_update AFTER UPDATE OF terms ON {TABLE} BEGIN
        INSERT INTO claims_passage_fts(claims_passage_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO claims_passage_fts(rowid, terms) VALUES (new.id, new.terms); END""",
]
SQLITE_DROP = [
    "DROP TRIGGER claims_passage_insert",
    "DROP TRIGGER claims_passage_delete",
    "DROP TRIGGER claims_passage_update",
    "DROP TABLE claims_passage_fts",
]
POSTGRES = [
    f"""ALTER TABLE {TABLE} ADD COLUMN search tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(terms, ' '))) STORED""",
    f"""CREATE INDEX claims_passage_search ON {TABLE}
        USING gin (search) WITH (fastupdate = off)""",
]
POSTGRES_DROP = [f"ALTER TABLE {TABLE} DROP COLUMN search"]

whole_texts = import_module("claims.migrations.0003_library_search")


def run(schema_editor, sqlite, postgres):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite if on_sqlite else postgres:
        schema_editor.execute(statement)


def index(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRES)


def drop(apps, schema_editor):
    run(schema_editor, SQLITE_DROP, POSTGRES_DROP)


def fill(apps, schema_editor):
    """Passages of what is there; terms added together at the end."""
    from claims.engine.finding.shelving import counted, shelve

    Document = apps.get_model("claims", "ReferenceDocument")
    Passage = apps.get_model("claims", "ReferencePassage")
    Term = apps.get_model("claims", "LibraryTerm")
    counts = counted(())
    for document in Document.objects.order_by("pk").iterator(chunk_size=20):
        shelves = shelve(document.text, document.title, document.language)
        Passage.objects.bulk_create(
            (
                Passage(
                    document=document,
                    start=one.start,
                    text=one.text,
                    terms=" ".join(one.terms),
                )
                for one in shelves
            ),
            batch_size=500,
        )
        counts += counted(shelves)
    Term.objects.bulk_create(
        (Term(term=term, passages=count) for term, count in counts.items()),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_web_archive")]
    operations = [
        migrations.CreateModel(
            name="LibraryTerm",
            fields=[
                (
                    "term",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                ("passages", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ReferencePassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("terms", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="claims.referencedocument",
                    ),
                ),
            ],
            options={"ordering": ["document_id", "start"]},
        ),
        migrations.RunPython(index, drop),
        migrations.RunPython(whole_texts.drop, whole_texts.create),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
