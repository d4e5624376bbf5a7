"""The library, sources and how they stand, and the checks others have published."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    replaces = [("claims", "0014_library_passages")]
    dependencies = [("claims", "0004_desk"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="ReferenceDocument",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("title", models.CharField(max_length=300)),
                    ("publisher", models.CharField(blank=True, max_length=200)),
                    ("url", models.URLField(blank=True, max_length=2048)),
                    ("published_on", models.DateField(blank=True, null=True)),
                    ("language", models.CharField(default="en", max_length=20)),
                    ("licence", models.CharField(blank=True, max_length=100)),
                    ("text", models.TextField()),
                    ("text_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    "ordering": ["title"],
                },
            ),
            migrations.CreateModel(
                name="ReferencePassage",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("start", models.PositiveIntegerField()),
                    ("text", models.TextField()),
                    ("terms", models.TextField()),
                    ("document", models.ForeignKey(on_delete=models.CASCADE, related_name="passages", to="claims.referencedocument")),
                ],
                options={
                    "ordering": ["document_id", "start"],
                },
            ),
            migrations.CreateModel(
                name="LibraryTerm",
                fields=[
                    ("term", models.CharField(max_length=60, primary_key=True, serialize=False)),
                    ("passages", models.PositiveIntegerField()),
                ],
            ),
            migrations.CreateModel(
                name="Snapshot",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("sha256", models.CharField(max_length=64, unique=True)),
                    ("media_type", models.CharField(max_length=100)),
                    ("content", models.BinaryField()),
                    ("text", models.TextField()),
                    ("locators", models.JSONField(blank=True, default=list)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="Source",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.URLField(blank=True, max_length=2048)),
                    ("title", models.CharField(blank=True, max_length=300)),
                    ("publisher", models.CharField(blank=True, max_length=200)),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("retrieved_at", models.DateTimeField()),
                    ("language", models.CharField(blank=True, max_length=20)),
                    ("licence", models.CharField(blank=True, max_length=100)),
                    ("provider", models.CharField(max_length=40)),
                    ("captured_at", models.DateTimeField(blank=True, null=True)),
                    ("http_status", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ("headers", models.JSONField(blank=True, default=dict)),
                    ("checked_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "standing",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("same", "Unchanged"),
                                ("present", "The quote is still there"),
                                ("gone", "Quote gone"),
                                ("dead", "No longer at its address"),
                                ("unknown", "Could not be checked"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("tier", models.CharField(blank=True, max_length=40)),
                    ("interest", models.CharField(blank=True, max_length=500)),
                    ("confidential", models.CharField(blank=True, max_length=300)),
                    ("snapshot", models.ForeignKey(on_delete=models.PROTECT, to="claims.snapshot")),
                ],
                options={
                    "indexes": [
                        models.Index(condition=models.Q(("url", ""), _negated=True), fields=["checked_at", "id"], name="source_looked_at")
                    ],
                    "constraints": [models.UniqueConstraint(fields=("provider", "url", "title", "snapshot"), name="source_once_per_state")],
                },
            ),
            migrations.CreateModel(
                name="ArchiveCopy",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Being archived"),
                                ("saved", "Archived"),
                                ("older", "Another copy found"),
                                ("failed", "Not archived"),
                            ],
                            default="waiting",
                            max_length=8,
                        ),
                    ),
                    ("url", models.CharField(blank=True, max_length=2200)),
                    ("captured_at", models.DateTimeField(null=True)),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("run", models.PositiveIntegerField(default=1)),
                    ("ticket", models.CharField(blank=True, max_length=100)),
                    ("submitted_at", models.DateTimeField(null=True)),
                    ("asked_at", models.DateTimeField(auto_now_add=True)),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("asked_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("source", models.OneToOneField(on_delete=models.PROTECT, related_name="archive_copy", to="claims.source")),
                ],
                options={
                    "verbose_name_plural": "archive copies",
                },
            ),
            migrations.CreateModel(
                name="SourceJudgement",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("before", models.CharField(max_length=60)),
                    ("after", models.CharField(max_length=60)),
                    ("interest_before", models.CharField(blank=True, max_length=500)),
                    ("interest", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("source", models.ForeignKey(on_delete=models.PROTECT, related_name="judgements", to="claims.source")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="Confidentiality",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("kept", models.BooleanField()),
                    ("reason", models.CharField(max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("source", models.ForeignKey(on_delete=models.PROTECT, related_name="confidentialities", to="claims.source")),
                ],
                options={
                    "verbose_name_plural": "confidentialities",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="confidentiality_has_reason")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Recheck",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("same", "Unchanged"),
                                ("present", "The quote is still there"),
                                ("gone", "Quote gone"),
                                ("dead", "No longer at its address"),
                                ("unknown", "Could not be checked"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("detail", models.CharField(blank=True, max_length=500)),
                    ("http_status", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ("sha256", models.CharField(blank=True, max_length=64)),
                    ("gone", models.JSONField(blank=True, default=list)),
                    ("asked_at", models.DateTimeField(auto_now_add=True)),
                    ("finished_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "asked_by",
                        models.ForeignKey(
                            blank=True, null=True, on_delete=models.PROTECT, related_name="rechecks", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("source", models.ForeignKey(on_delete=models.PROTECT, related_name="rechecks", to="claims.source")),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("finished_at__isnull", True)), fields=("source",), name="one_open_recheck_per_source"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReviewLoad",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("source", models.CharField(max_length=2048)),
                    ("etag", models.CharField(blank=True, max_length=300)),
                    ("rows", models.PositiveIntegerField(default=0)),
                    ("skipped", models.PositiveIntegerField(default=0)),
                    ("in_force", models.BooleanField(default=False)),
                    ("started_at", models.DateTimeField(auto_now_add=True)),
                    ("checked_at", models.DateTimeField(null=True)),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("in_force", True)), fields=("in_force",), name="one_review_load_in_force"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PublishedReview",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.URLField(max_length=2048)),
                    ("publisher", models.CharField(max_length=200)),
                    ("claimed", models.TextField()),
                    ("rating", models.CharField(blank=True, max_length=300)),
                    ("reviewed_on", models.DateField(null=True)),
                    ("claimed_on", models.DateField(null=True)),
                    ("fingerprint", models.CharField(editable=False, max_length=64)),
                    ("words", models.TextField()),
                    ("load", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="reviews", to="claims.reviewload")),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("load", "fingerprint"), name="review_once_per_load")],
                },
            ),
            migrations.CreateModel(
                name="PriorCheck",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.URLField(max_length=2048)),
                    ("publisher", models.CharField(max_length=200)),
                    ("claimed", models.TextField()),
                    ("rating", models.CharField(blank=True, max_length=300)),
                    ("reviewed_on", models.DateField(null=True)),
                    ("claimed_on", models.DateField(null=True)),
                    ("fingerprint", models.CharField(editable=False, max_length=64)),
                    ("provider", models.CharField(max_length=40)),
                    ("title", models.CharField(blank=True, max_length=300)),
                    ("language", models.CharField(blank=True, max_length=20)),
                    (
                        "number",
                        models.CharField(
                            choices=[
                                ("same", "Same number"),
                                ("compatible", "Compatible number"),
                                ("different", "Another number"),
                                ("not_compared", "Number not comparable"),
                                ("none", "No such number"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("readback", models.TextField(blank=True)),
                    ("explanation", models.TextField(blank=True)),
                    ("found_at", models.DateTimeField(auto_now_add=True)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="prior_checks", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [models.UniqueConstraint(fields=("claim", "fingerprint"), name="check_once_per_claim")],
                },
            ),
        ),
    ]
