"""Reviews, verdicts and publications."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables
from claims.models import fields


class Migration(migrations.Migration):
    replaces = [("claims", "0046_reviews_in")]
    dependencies = [("claims", "0007_evidence"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Review",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("surface", models.CharField(blank=True, max_length=300)),
                    ("kind", models.CharField(blank=True, max_length=20)),
                    ("low", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("high", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("unit", models.CharField(blank=True, max_length=100)),
                    ("qualifier", models.CharField(blank=True, max_length=20)),
                    ("low_open", models.BooleanField(default=False)),
                    ("high_open", models.BooleanField(default=False)),
                    ("per", models.CharField(blank=True, max_length=100, null=True)),
                    ("thing", models.CharField(blank=True, max_length=500, null=True)),
                    ("base", models.CharField(blank=True, max_length=500, null=True)),
                    ("period", models.CharField(blank=True, max_length=300, null=True)),
                    ("round", models.PositiveIntegerField()),
                    ("rationale", models.TextField()),
                    ("reason_codes", models.JSONField(blank=True, default=list)),
                    ("searched_not_enough", models.BooleanField(default=False)),
                    (
                        "judged_as_of",
                        models.CharField(
                            choices=[("when_said", "What held when it was said"), ("now", "What holds now")],
                            default="when_said",
                            max_length=10,
                        ),
                    ),
                    ("sources_reason", models.CharField(blank=True, max_length=500)),
                    ("unled", models.BooleanField(default=True, editable=False)),
                    ("meets", models.BooleanField(editable=False, null=True)),
                    ("at_version", models.PositiveIntegerField(editable=False, null=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("author", models.ForeignKey(on_delete=models.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="reviews", to="claims.claim")),
                    ("rating", models.ForeignKey(on_delete=models.PROTECT, to="claims.rating")),
                    ("evidence", models.ManyToManyField(blank=True, related_name="cited_in", to="claims.evidence")),
                ],
                options={
                    "ordering": ["-id"],
                    "indexes": [models.Index(fields=["created_at"], name="review_by_day")],
                    "constraints": [
                        models.UniqueConstraint(fields=("claim", "round", "author"), name="one_review_per_round"),
                        models.CheckConstraint(condition=models.Q(("rationale", ""), _negated=True), name="review_has_rationale"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Verdict",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("note", models.TextField(blank=True)),
                    ("valid_until", models.DateField(blank=True, null=True)),
                    ("looked_again_at", models.DateTimeField(blank=True, null=True)),
                    ("in_force", models.BooleanField(default=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("author", models.ForeignKey(on_delete=models.PROTECT, related_name="verdicts", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="verdicts", to="claims.claim")),
                    ("review", models.ForeignKey(on_delete=models.PROTECT, related_name="verdicts", to="claims.review")),
                    ("signed_off_by", models.ForeignKey(on_delete=models.PROTECT, related_name="sign_offs", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("in_force", True), ("valid_until__isnull", False)),
                            fields=["valid_until"],
                            name="verdict_until",
                        ),
                        models.Index(fields=["created_at"], name="verdict_by_day"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(("in_force", True)), fields=("claim",), name="one_verdict_in_force"),
                        models.CheckConstraint(
                            condition=models.Q(("author", models.F("signed_off_by")), _negated=True), name="verdict_by_two_people"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="StatusChange",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "action",
                        models.CharField(
                            choices=[
                                ("request_sources", "Look for sources"),
                                ("settle_sources", "Sources settled"),
                                ("dismiss", "Dismiss"),
                                ("restore", "Restore"),
                                ("start_review", "Take for review"),
                                ("release", "Release"),
                                ("decide", "Sign off"),
                                ("reopen", "Reopen"),
                                ("publish", "Publish"),
                                ("correct", "Correct"),
                                ("retract", "Retract"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "old_status",
                        models.CharField(
                            choices=[
                                ("detected", "Detected"),
                                ("sourcing", "Looking for sources"),
                                ("ready", "Ready for review"),
                                ("in_review", "In review"),
                                ("decided", "Signed off"),
                                ("published", "Published"),
                                ("dismissed", "Dismissed"),
                            ],
                            max_length=12,
                        ),
                    ),
                    (
                        "new_status",
                        models.CharField(
                            choices=[
                                ("detected", "Detected"),
                                ("sourcing", "Looking for sources"),
                                ("ready", "Ready for review"),
                                ("in_review", "In review"),
                                ("decided", "Signed off"),
                                ("published", "Published"),
                                ("dismissed", "Dismissed"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("version", models.PositiveIntegerField()),
                    ("reason", models.TextField(blank=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(null=True, on_delete=models.PROTECT, to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="status_changes", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                    "indexes": [models.Index(fields=["action", "created_at"], name="change_by_day")],
                    "constraints": [models.UniqueConstraint(fields=("claim", "version"), name="one_change_per_version")],
                },
            ),
            migrations.CreateModel(
                name="Leaning",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("parent", models.ForeignKey(on_delete=models.PROTECT, related_name="leanings", to="claims.verdict")),
                    ("review", models.OneToOneField(on_delete=models.PROTECT, related_name="leaning", to="claims.review")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="Publication",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("revision", models.PositiveIntegerField()),
                    ("document", models.JSONField()),
                    ("sources", models.JSONField(blank=True, default=dict)),
                    ("replies", models.JSONField(blank=True, default=list)),
                    ("panel", models.JSONField(blank=True, default=dict)),
                    ("published_at", models.DateTimeField()),
                    ("in_force", models.BooleanField(default=True)),
                    ("withdrawal", models.TextField(blank=True)),
                    (
                        "correction",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("verdict", "Changes the verdict"),
                                ("factual", "Corrects a fact, not the verdict"),
                                ("update", "Adds what became known since"),
                                ("typo", "Wording only"),
                                ("void", "Retracted"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="publications", to="claims.claim")),
                    ("published_by", models.ForeignKey(on_delete=models.PROTECT, related_name="publications", to=settings.AUTH_USER_MODEL)),
                    ("verdict", models.ForeignKey(on_delete=models.PROTECT, to="claims.verdict")),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("claim", "revision"), name="revision_once"),
                        models.UniqueConstraint(condition=models.Q(("in_force", True)), fields=("claim",), name="one_publication_in_force"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("correction", ""), ("withdrawal", ""), ("withdrawn_at__isnull", True)),
                                models.Q(
                                    models.Q(("withdrawal", ""), _negated=True),
                                    models.Q(("correction", ""), _negated=True),
                                    ("withdrawn_at__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="withdrawal_has_its_class",
                        ),
                    ],
                },
            ),
        ),
    ]
