"""Claims, and how articles are cut into them."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables
from claims.models import fields


class Migration(migrations.Migration):
    replaces = [("claims", "0026_cuts")]
    dependencies = [("claims", "0002_policies"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Claim",
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
                    ("measure", models.CharField(editable=False, max_length=120, null=True)),
                    ("told_low", fields.PlaceField(editable=False, max_length=60, null=True)),
                    ("told_high", fields.PlaceField(editable=False, max_length=60, null=True)),
                    ("base_low", fields.PlaceField(editable=False, max_length=60, null=True)),
                    ("base_high", fields.PlaceField(editable=False, max_length=60, null=True)),
                    ("start", models.PositiveIntegerField()),
                    ("end", models.PositiveIntegerField()),
                    ("sentence_start", models.PositiveIntegerField()),
                    ("sentence_end", models.PositiveIntegerField()),
                    ("claimant", models.CharField(blank=True, max_length=300, null=True)),
                    ("trend", models.CharField(blank=True, max_length=10, null=True)),
                    ("statement", models.TextField()),
                    ("readback", models.TextField()),
                    ("check_worthiness", models.DecimalField(decimal_places=2, max_digits=3)),
                    ("reasons", models.JSONField(blank=True, default=list)),
                    ("contributions", models.JSONField(blank=True, default=list)),
                    ("ambiguities", models.JSONField(blank=True, default=list)),
                    ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ("engine_version", models.CharField(max_length=40)),
                    (
                        "status",
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
                            default="detected",
                            max_length=12,
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1)),
                    ("round", models.PositiveIntegerField(default=1)),
                    ("priority", models.PositiveIntegerField(default=0)),
                    ("due_at", models.DateTimeField(blank=True, null=True)),
                    ("escalated", models.BooleanField(default=False)),
                    ("reviews_in", models.PositiveSmallIntegerField(default=0)),
                    ("reviews_asked", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ("disputed", models.BooleanField(default=False)),
                    ("in_trash", models.BooleanField(default=False)),
                    ("calibration", models.BooleanField(default=False, editable=False)),
                    ("dismissal", models.CharField(blank=True, max_length=500)),
                    ("withdrawn", models.BooleanField(default=False)),
                    ("held_until", models.DateTimeField(blank=True, null=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="claims", to="claims.article")),
                    (
                        "holder",
                        models.ForeignKey(
                            blank=True, null=True, on_delete=models.PROTECT, related_name="held_claims", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "worth_policy",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="claims", to="claims.worthpolicy"),
                    ),
                    (
                        "assignee",
                        models.ForeignKey(
                            blank=True, null=True, on_delete=models.PROTECT, related_name="assigned_claims", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    (
                        "confirmed_by",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                    ),
                    (
                        "folded_into",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="folded", to="claims.claim"),
                    ),
                ],
                options={
                    "ordering": ["article_id", "start"],
                    "indexes": [
                        models.Index(fields=["measure", "base_low", "base_high"], name="claim_measured"),
                        models.Index(fields=["told_low", "told_high"], name="claim_told"),
                        models.Index(fields=["created_at"], name="claim_by_day"),
                        models.Index(
                            models.F("status"),
                            models.OrderBy(models.F("priority"), descending=True),
                            models.OrderBy(models.F("check_worthiness"), descending=True),
                            models.F("id"),
                            condition=models.Q(("in_trash", False)),
                            name="claim_queue",
                        ),
                        models.Index(
                            models.OrderBy(models.F("priority"), descending=True),
                            models.OrderBy(models.F("check_worthiness"), descending=True),
                            models.F("id"),
                            condition=models.Q(("in_trash", False), ("reviews_in__lt", 3), ("status__in", ["ready", "in_review"])),
                            name="claim_waiting",
                        ),
                        models.Index(
                            models.OrderBy(models.F("priority"), descending=True),
                            models.OrderBy(models.F("check_worthiness"), descending=True),
                            models.F("id"),
                            condition=models.Q(("escalated", True), ("in_trash", False)),
                            name="claim_escalated",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn", False)), fields=("article", "start", "end"), name="claim_once_per_span"
                        ),
                        models.CheckConstraint(condition=models.Q(("end__gt", models.F("start"))), name="claim_span_not_empty"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["detected", "sourcing", "ready", "in_review", "decided", "published", "dismissed"])
                            ),
                            name="claim_status_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="DismissedNumber",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("surface", models.CharField(blank=True, max_length=300)),
                    ("kind", models.CharField(blank=True, max_length=20)),
                    ("low", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("high", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("unit", models.CharField(blank=True, max_length=100)),
                    ("qualifier", models.CharField(blank=True, max_length=20)),
                    ("start", models.PositiveIntegerField()),
                    ("end", models.PositiveIntegerField()),
                    ("reason", models.CharField(max_length=300)),
                    ("taken_up", models.BooleanField(default=False)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="dismissed_numbers", to="claims.article")),
                    (
                        "dismissed_by",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                    ),
                ],
                options={
                    "ordering": ["article_id", "start"],
                    "constraints": [models.UniqueConstraint(fields=("article", "start", "end"), name="dismissal_once_per_span")],
                },
            ),
            migrations.CreateModel(
                name="Cut",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("add", "Added"),
                                ("respan", "Cut anew"),
                                ("split", "Split"),
                                ("merge", "Merged"),
                                ("dismiss", "Set aside"),
                                ("restore", "Taken up again"),
                            ],
                            max_length=8,
                        ),
                    ),
                    (
                        "code",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("no_claim", "Asserts nothing that can be checked"),
                                ("opinion", "An opinion or a forecast"),
                                ("name", "A name, a date or a label"),
                                ("repeated", "Said again elsewhere"),
                                ("trivial", "Not worth a check"),
                                ("misread", "No number at all"),
                                ("other", "Another reason, said in the note"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("note", models.CharField(blank=True, max_length=500)),
                    ("told", models.CharField(max_length=500)),
                    ("before", models.JSONField(default=dict)),
                    ("after", models.JSONField(default=dict)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("undone_at", models.DateTimeField(null=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="cuts", to="claims.article")),
                    ("undone_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
        ),
    ]
