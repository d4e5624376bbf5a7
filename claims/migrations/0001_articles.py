"""Articles, what is handed in, and the jobs of the workers."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    initial = True

    # What these migrations took the place of.  Django takes one for done where all it
    # replaces are: each later one replaces one, this one the others, from the first to the
    # last.  So a database that ended in between has some of this one's, and is refused by
    # claims/checks.py instead of half taken over.
    replaces = [
        ("claims", "0001_initial"),
        ("claims", "0002_scale_and_roles"),
        ("claims", "0003_library_search"),
        ("claims", "0006_source_job_wording"),
        ("claims", "0007_published_reviews"),
        ("claims", "0008_review_search"),
        ("claims", "0009_tolerance_policy"),
        ("claims", "0010_review_policy"),
        ("claims", "0012_said_and_now"),
        ("claims", "0013_web_archive"),
        ("claims", "0016_archive_copy"),
        ("claims", "0018_withheld_searches"),
        ("claims", "0019_confirmed"),
        ("claims", "0020_sources_again"),
        ("claims", "0021_embargo"),
        ("claims", "0022_placed_numbers"),
        ("claims", "0023_corrections"),
        ("claims", "0024_corrections_classed"),
        ("claims", "0025_valid_until"),
        ("claims", "0027_judged_as_of"),
        ("claims", "0028_quantity_ledger"),
        ("claims", "0030_article_sign_offs"),
        ("claims", "0032_digests"),
        ("claims", "0033_departures"),
        ("claims", "0034_trash"),
        ("claims", "0035_bulk_changes"),
        ("claims", "0036_standards"),
        ("claims", "0037_confidential"),
        ("claims", "0038_replies"),
        ("claims", "0039_outcomes"),
        ("claims", "0040_drafts"),
        ("claims", "0041_merge"),
        ("claims", "0042_claim_waiting"),
        ("claims", "0043_shortcuts"),
        ("claims", "0044_chat"),
        ("claims", "0047_calibration"),
        ("claims", "0048_taken_back"),
        ("claims", "0049_escalated_index"),
        ("claims", "0050_told_unsigned"),
        ("claims", "0051_claims_said"),
    ]
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Article",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("title", models.CharField(blank=True, max_length=300)),
                    ("author", models.CharField(blank=True, max_length=200)),
                    ("publisher", models.CharField(blank=True, max_length=200)),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    ("url", models.URLField(blank=True, max_length=2048)),
                    ("language", models.CharField(default="en", max_length=20)),
                    ("importance", models.PositiveSmallIntegerField(choices=[(0, "Normal"), (1, "High"), (2, "Top story")], default=0)),
                    ("embargoed", models.BooleanField(default=False)),
                    ("calibration", models.BooleanField(default=False, editable=False)),
                    ("text", models.TextField(editable=False)),
                    ("text_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                    ("media_type", models.CharField(default="text/plain", editable=False, max_length=100)),
                    ("links", models.JSONField(blank=True, default=list, editable=False)),
                    ("locators", models.JSONField(blank=True, default=list, editable=False)),
                    ("warnings", models.JSONField(blank=True, default=list, editable=False)),
                    (
                        "origin",
                        models.CharField(
                            choices=[
                                ("paste", "Pasted"),
                                ("file", "Uploaded"),
                                ("url", "Fetched"),
                                ("api", "Sent over the API"),
                                ("command", "Command line"),
                                ("seed", "Demonstration"),
                            ],
                            editable=False,
                            max_length=10,
                        ),
                    ),
                    ("engine_version", models.CharField(blank=True, editable=False, max_length=40)),
                    ("extracted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ("extraction_error", models.CharField(blank=True, editable=False, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("trashed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ("trash_reason", models.CharField(blank=True, editable=False, max_length=500)),
                    (
                        "created_by",
                        models.ForeignKey(
                            blank=True,
                            editable=False,
                            null=True,
                            on_delete=models.PROTECT,
                            related_name="articles",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "trashed_by",
                        models.ForeignKey(
                            blank=True, editable=False, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="TrashedArticle",
                fields=[],
                options={
                    "ordering": ["-trashed_at", "-id"],
                    "proxy": True,
                    "default_manager_name": "lying",
                },
                bases=("claims.article",),
                managers=[
                    ("lying", models.Manager()),
                ],
            ),
            migrations.CreateModel(
                name="ArticleEvent",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(choices=[("trash", "Put in the trash"), ("restore", "Restored from the trash")], max_length=8),
                    ),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="events", to="claims.article")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="ArticleSignOff",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("note", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("in_force", models.BooleanField(default=True)),
                    ("taken_back_at", models.DateTimeField(null=True)),
                    ("why", models.CharField(blank=True, max_length=500)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="sign_offs", to="claims.article")),
                    ("signed_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    (
                        "taken_back_by",
                        models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                    ),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(("in_force", True)), fields=("article",), name="one_article_sign_off"),
                        models.CheckConstraint(
                            condition=models.Q(("in_force", True), models.Q(("why", ""), _negated=True), _connector="OR"),
                            name="taken_back_with_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Submission",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.URLField(blank=True, max_length=2048)),
                    ("filename", models.CharField(blank=True, max_length=255)),
                    ("media_type", models.CharField(blank=True, max_length=100)),
                    ("content", models.BinaryField(null=True)),
                    (
                        "origin",
                        models.CharField(
                            choices=[
                                ("paste", "Pasted"),
                                ("file", "Uploaded"),
                                ("url", "Fetched"),
                                ("api", "Sent over the API"),
                                ("command", "Command line"),
                                ("seed", "Demonstration"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("embargoed", models.BooleanField(default=False)),
                    (
                        "state",
                        models.CharField(
                            choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")], default="waiting", max_length=10
                        ),
                    ),
                    ("error_code", models.CharField(blank=True, max_length=40)),
                    ("error", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("article", models.ForeignKey(null=True, on_delete=models.PROTECT, to="claims.article")),
                    ("created_by", models.ForeignKey(null=True, on_delete=models.PROTECT, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="Job",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("ingest", "Fetch or open a submission"),
                                ("extract", "Split an article into claims"),
                                ("search", "Ask one provider about one claim"),
                                ("rerank", "Rank all claims by new weights"),
                                ("reviews", "Load the checks others have published"),
                                ("recompare", "Compare evidence by a new policy"),
                                ("archive", "Have a copy of a source archived"),
                                ("attach", "Fetch or open evidence"),
                                ("recheck", "Look at a source again"),
                                ("digest", "Send somebody the e-mail of the day"),
                                ("chat", "Tell the newsroom's chat"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("target_id", models.BigIntegerField()),
                    ("dedupe_key", models.CharField(max_length=120, unique=True)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("ready", "Waiting"),
                                ("leased", "Running"),
                                ("done", "Done"),
                                ("failed", "Failed for good"),
                                ("dead", "Given up"),
                            ],
                            default="ready",
                            max_length=8,
                        ),
                    ),
                    ("token", models.PositiveIntegerField(default=0)),
                    ("attempts", models.PositiveIntegerField(default=0)),
                    ("run_after", models.DateTimeField()),
                    ("lease_until", models.DateTimeField(null=True)),
                    ("error", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("finished_at", models.DateTimeField(null=True)),
                ],
                options={
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(condition=models.Q(("state__in", ["ready", "leased"])), fields=["run_after", "id"], name="job_due")
                    ],
                },
            ),
        ),
    ]
