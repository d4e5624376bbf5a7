"""The words of claims, evidence and articles, each database's own index over them.

As for the library's passages: a later migration that makes Django rebuild
`claims_searchtext` on SQLite drops the triggers; call `index` again after it.
"""

from django.db import migrations, models

TABLE = "claims_searchtext"
SQLITE = [
    f"""CREATE VIRTUAL TABLE claims_search_fts USING fts5(
        terms, content='{TABLE}', content_rowid='id', tokenize='unicode61', detail=none)""",
    f"""CREATE TRIGGER claims_search_insert AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO claims_search_fts(rowid, terms) VALUES (new.id, new.terms); END""",
    f"""CREATE TRIGGER claims_search_delete AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO claims_search_fts(claims_search_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms); END""",
    f"""CREATE TRIGGER claims_search_update AFTER UPDATE OF terms ON {TABLE} BEGIN
        INSERT INTO claims_search_fts(claims_search_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO claims_search_fts(rowid, terms) VALUES (new.id, new.terms); END""",
]
SQLITE_DROP = [
    "DROP TRIGGER claims_search_insert",
    "DROP TRIGGER claims_search_delete",
    "DROP TRIGGER claims_search_update",
    "DROP TABLE claims_search_fts",
]
POSTGRES = [
    f"""ALTER TABLE {TABLE} ADD COLUMN search tsvector GENERATED ALWAYS AS (
        array_to_tsvector(string_to_array(terms, ' '))) STORED""",
    f"""CREATE INDEX claims_search_terms ON {TABLE}
        USING gin (search) WITH (fastupdate = off)""",
]
POSTGRES_DROP = [f"ALTER TABLE {TABLE} DROP COLUMN search"]
BATCH = 500
ARTICLES = 20

CLAIM = ("statement", "surface", "thing", "claimant", "period")
EVIDENCE = ("quote", "source__title", "source__publisher")
ARTICLE = ("title", "author", "publisher", "text")


def run(schema_editor, sqlite, postgres):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite if on_sqlite else postgres:
        schema_editor.execute(statement)


def index(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRES)


def drop(apps, schema_editor):
    run(schema_editor, SQLITE_DROP, POSTGRES_DROP)


def fill(apps, schema_editor):
    """What is there already, so many rows at a time."""
    from claims.engine.finding.terms import search_terms

    kept = apps.get_model("claims", "SearchText")
    for kind, name, columns, batch in (
        ("claim", "Claim", CLAIM, BATCH),
        ("evidence", "Evidence", EVIDENCE, BATCH),
        ("article", "Article", ARTICLE, ARTICLES),
    ):
        model = apps.get_model("claims", name)
        last = 0
        while rows := _after(model, last, columns, batch):
            last = rows[-1][0]
            kept.objects.bulk_create(
                kept(
                    kind=kind,
                    target=key,
                    terms=" ".join(search_terms("\n".join(filter(None, said)))),
                )
                for key, *said in rows
            )


def _after(model, last, columns, batch):
    rows = model.objects.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", *columns)[:batch])


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0028_quantity_ledger'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('claim', 'Claims'), ('evidence', 'Evidence'), ('article', 'Articles')], max_length=8)),
                ('target', models.PositiveBigIntegerField()),
                ('terms', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'target'), name='search_text_once_each')],
            },
        ),
        migrations.RunPython(index, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
