"""The sites that are asked, and what every search came to."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    replaces = [("claims", "0004_sites")]
    dependencies = [("claims", "0005_sources"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Site",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("name", models.CharField(max_length=255, unique=True)),
                    ("next_at", models.DateTimeField(null=True)),
                    ("busy_until", models.DateTimeField(null=True)),
                    ("failures", models.PositiveIntegerField(default=0)),
                    ("paused_until", models.DateTimeField(null=True)),
                    ("succeeded_at", models.DateTimeField(null=True)),
                    ("failed_at", models.DateTimeField(null=True)),
                    ("error", models.CharField(blank=True, max_length=500)),
                ],
            ),
            migrations.CreateModel(
                name="KeptAnswer",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("key", models.CharField(max_length=64, unique=True)),
                    ("url", models.CharField(max_length=2048)),
                    ("http_status", models.PositiveSmallIntegerField()),
                    ("headers", models.JSONField()),
                    ("body", models.BinaryField()),
                    ("redirects", models.JSONField(default=list)),
                    ("media_type", models.CharField(blank=True, max_length=200)),
                    ("charset", models.CharField(blank=True, max_length=100)),
                    ("fetched_at", models.DateTimeField()),
                    ("fresh_until", models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name="SourceJob",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("provider", models.CharField(max_length=40)),
                    (
                        "outcome",
                        models.CharField(
                            choices=[
                                ("pending", "Searching"),
                                ("found", "Found"),
                                ("empty", "Searched and found nothing"),
                                ("could_not_search", "Could not search"),
                                ("not_asked", "Not asked"),
                            ],
                            default="pending",
                            max_length=20,
                        ),
                    ),
                    ("run", models.PositiveIntegerField(default=1)),
                    ("queries", models.JSONField(blank=True, default=list)),
                    ("wording", models.JSONField(blank=True, default=list)),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("documents", models.PositiveIntegerField(default=0)),
                    ("asked_at", models.DateTimeField(auto_now_add=True)),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="source_jobs", to="claims.claim")),
                ],
                options={
                    "ordering": ["claim_id", "provider"],
                    "constraints": [models.UniqueConstraint(fields=("claim", "provider"), name="claim_asked_once_per_provider")],
                },
            ),
            migrations.CreateModel(
                name="SiteCall",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("site", models.CharField(max_length=255)),
                    ("url", models.CharField(max_length=2048)),
                    ("outcome", models.CharField(max_length=20)),
                    ("http_status", models.PositiveSmallIntegerField(default=0)),
                    ("size", models.PositiveBigIntegerField(default=0)),
                    ("milliseconds", models.PositiveIntegerField(default=0)),
                    ("called_at", models.DateTimeField(auto_now_add=True)),
                    ("source_job", models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="calls", to="claims.sourcejob")),
                ],
                options={
                    "indexes": [models.Index(fields=["called_at", "site"], name="site_call_lately")],
                },
            ),
            migrations.CreateModel(
                name="EarlierSearch",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("run", models.PositiveIntegerField()),
                    (
                        "outcome",
                        models.CharField(
                            choices=[
                                ("pending", "Searching"),
                                ("found", "Found"),
                                ("empty", "Searched and found nothing"),
                                ("could_not_search", "Could not search"),
                                ("not_asked", "Not asked"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("queries", models.JSONField(blank=True, default=list)),
                    ("worded", models.BooleanField(default=False)),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("documents", models.PositiveIntegerField(default=0)),
                    ("asked_at", models.DateTimeField()),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("source_job", models.ForeignKey(on_delete=models.PROTECT, related_name="earlier", to="claims.sourcejob")),
                ],
                options={
                    "verbose_name_plural": "earlier searches",
                    "ordering": ["-run"],
                    "constraints": [
                        models.UniqueConstraint(fields=("source_job", "run"), name="round_kept_once"),
                        models.CheckConstraint(condition=models.Q(("outcome", "pending"), _negated=True), name="round_has_ended"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="WithheldSearch",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("run", models.PositiveIntegerField()),
                    ("reason", models.CharField(max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("source_job", models.ForeignKey(on_delete=models.PROTECT, related_name="withheld", to="claims.sourcejob")),
                ],
                options={
                    "verbose_name_plural": "withheld searches",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("source_job", "run"), name="round_withheld_once"),
                        models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="withheld_has_reason"),
                    ],
                },
            ),
        ),
    ]
