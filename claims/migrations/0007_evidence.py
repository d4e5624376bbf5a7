"""Evidence, and what was worked out with it."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables
from claims.models import fields


class Migration(migrations.Migration):
    replaces = [("claims", "0011_evidence_working")]
    dependencies = [("claims", "0006_searches"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Evidence",
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
                    ("quote", models.TextField()),
                    ("start", models.PositiveIntegerField()),
                    ("end", models.PositiveIntegerField()),
                    ("number_start", models.PositiveIntegerField(blank=True, null=True)),
                    ("number_end", models.PositiveIntegerField(blank=True, null=True)),
                    ("locator", models.CharField(blank=True, max_length=200)),
                    ("as_of", models.DateField(blank=True, null=True)),
                    ("readback", models.TextField(blank=True)),
                    ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True)),
                    ("change", models.CharField(blank=True, max_length=10)),
                    ("former", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("status", models.CharField(blank=True, max_length=20)),
                    ("known_on", models.DateField(blank=True, null=True)),
                    (
                        "relation",
                        models.CharField(
                            choices=[
                                ("inside", "Agrees"),
                                ("overlaps", "Overlaps"),
                                ("outside", "Disagrees"),
                                ("not_comparable", "Not comparable"),
                            ],
                            max_length=16,
                        ),
                    ),
                    ("gate", models.CharField(blank=True, max_length=20)),
                    ("difference", fields.ExactDecimalField(blank=True, max_length=80, null=True)),
                    ("explanation", models.TextField(blank=True)),
                    ("policy", models.CharField(blank=True, max_length=40)),
                    (
                        "relation_now",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("inside", "Agrees"),
                                ("overlaps", "Overlaps"),
                                ("outside", "Disagrees"),
                                ("not_comparable", "Not comparable"),
                            ],
                            max_length=16,
                        ),
                    ),
                    ("explanation_now", models.TextField(blank=True)),
                    (
                        "suggested_stance",
                        models.CharField(choices=[("supports", "Supports"), ("refutes", "Refutes"), ("context", "Context")], max_length=10),
                    ),
                    (
                        "stance",
                        models.CharField(
                            blank=True, choices=[("supports", "Supports"), ("refutes", "Refutes"), ("context", "Context")], max_length=10
                        ),
                    ),
                    ("note", models.TextField(blank=True)),
                    ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    ("gone_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ("fingerprint", models.CharField(editable=False, max_length=64)),
                    ("added_at", models.DateTimeField(auto_now_add=True)),
                    ("taken_back_at", models.DateTimeField(blank=True, editable=False, null=True)),
                    ("taken_back_why", models.CharField(blank=True, editable=False, max_length=300)),
                    (
                        "added_by",
                        models.ForeignKey(
                            blank=True, null=True, on_delete=models.PROTECT, related_name="evidence", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="evidence", to="claims.claim")),
                    ("source", models.ForeignKey(on_delete=models.PROTECT, related_name="evidence", to="claims.source")),
                    (
                        "taken_back_by",
                        models.ForeignKey(
                            blank=True, editable=False, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                        ),
                    ),
                ],
                options={
                    "verbose_name_plural": "evidence",
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(fields=["measure", "base_low", "base_high"], name="evidence_measured"),
                        models.Index(fields=["told_low", "told_high"], name="evidence_told"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("claim", "fingerprint"), name="evidence_once_per_claim"),
                        models.CheckConstraint(condition=models.Q(("end__gt", models.F("start"))), name="evidence_quote_not_empty"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Attachment",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("url", models.URLField(blank=True, max_length=2048)),
                    ("filename", models.CharField(blank=True, max_length=255)),
                    ("media_type", models.CharField(blank=True, max_length=100)),
                    ("content", models.BinaryField(null=True)),
                    ("title", models.CharField(blank=True, max_length=300)),
                    ("publisher", models.CharField(blank=True, max_length=200)),
                    ("published_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "stance",
                        models.CharField(
                            blank=True, choices=[("supports", "Supports"), ("refutes", "Refutes"), ("context", "Context")], max_length=10
                        ),
                    ),
                    ("note", models.TextField(blank=True)),
                    ("tier", models.CharField(blank=True, max_length=40)),
                    (
                        "state",
                        models.CharField(
                            choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")], default="waiting", max_length=10
                        ),
                    ),
                    ("error_code", models.CharField(blank=True, max_length=40)),
                    ("error", models.CharField(blank=True, max_length=500)),
                    ("passages", models.JSONField(blank=True, default=list)),
                    ("warnings", models.JSONField(blank=True, default=list)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="attachments", to="claims.claim")),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="attachments", to=settings.AUTH_USER_MODEL)),
                    ("source", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="attachments", to="claims.source")),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="RootChoice",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("root", models.CharField(blank=True, max_length=200)),
                    ("reason", models.CharField(max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("evidence", models.ForeignKey(on_delete=models.PROTECT, related_name="root_choices", to="claims.evidence")),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="root_choice_has_reason")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Calculation",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("formula", models.CharField(max_length=200)),
                    ("thing", models.CharField(blank=True, max_length=200)),
                    ("base", models.CharField(blank=True, max_length=200)),
                    ("operands", models.JSONField()),
                    ("result", models.JSONField()),
                    ("working", models.TextField()),
                    ("notes", models.JSONField(blank=True, default=list)),
                    ("policy", models.CharField(max_length=40)),
                    ("evidence", models.OneToOneField(on_delete=models.PROTECT, related_name="calculation", to="claims.evidence")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
        ),
    ]
