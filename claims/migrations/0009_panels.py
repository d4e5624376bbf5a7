"""Panels of three, and claims whose answer is known."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables
from claims.models import fields


class Migration(migrations.Migration):
    replaces = [("claims", "0045_panels")]
    dependencies = [("claims", "0008_reviews"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Panel",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("round", models.PositiveIntegerField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("voting", "Voting"),
                                ("carried", "Carried"),
                                ("undecided", "No verdict"),
                                ("called_off", "Called off"),
                            ],
                            default="voting",
                            max_length=10,
                        ),
                    ),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("ended_at", models.DateTimeField(null=True)),
                    ("outcome", models.CharField(blank=True, max_length=500)),
                    ("called_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="panels", to="claims.claim")),
                    ("ended_by", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("verdict", models.OneToOneField(null=True, on_delete=models.PROTECT, related_name="panel", to="claims.verdict")),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [
                        models.UniqueConstraint(condition=models.Q(("state", "voting")), fields=("claim",), name="one_panel_at_a_time"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("ended_at__isnull", True), ("state", "voting")),
                                models.Q(models.Q(("state", "voting"), _negated=True), ("ended_at__isnull", False)),
                                _connector="OR",
                            ),
                            name="panel_ends_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "carried"), ("verdict__isnull", False)),
                                models.Q(models.Q(("state", "carried"), _negated=True), ("verdict__isnull", True)),
                                _connector="OR",
                            ),
                            name="panel_carried_a_verdict",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PanelVote",
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
                    ("cast_at", models.DateTimeField(null=True)),
                    ("rationale", models.TextField(blank=True)),
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
                    ("carried", models.BooleanField(default=False)),
                    ("member", models.ForeignKey(on_delete=models.PROTECT, related_name="panel_votes", to=settings.AUTH_USER_MODEL)),
                    ("panel", models.ForeignKey(on_delete=models.PROTECT, related_name="votes", to="claims.panel")),
                    ("rating", models.ForeignKey(null=True, on_delete=models.PROTECT, to="claims.rating")),
                    ("review", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="votes", to="claims.review")),
                    ("evidence", models.ManyToManyField(blank=True, related_name="+", to="claims.evidence")),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("panel", "member"), name="one_vote_per_member"),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("cast_at__isnull", True), ("rating__isnull", True)),
                                models.Q(("cast_at__isnull", False), ("rating__isnull", False), models.Q(("rationale", ""), _negated=True)),
                                _connector="OR",
                            ),
                            name="cast_vote_is_whole",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="KnownAnswer",
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
                    ("note", models.CharField(blank=True, max_length=500)),
                    ("set_at", models.DateTimeField(auto_now=True)),
                    ("rating", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="claims.rating")),
                    ("set_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.OneToOneField(on_delete=models.PROTECT, related_name="known_answer", to="claims.claim")),
                ],
                options={
                    "ordering": ["claim"],
                },
            ),
            migrations.CreateModel(
                name="CalibrationResult",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("same_rating", models.BooleanField()),
                    (
                        "number",
                        models.CharField(
                            choices=[
                                ("same", "same number"),
                                ("compatible", "compatible number"),
                                ("different", "different number"),
                                ("none", "no number"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("compared_at", models.DateTimeField(auto_now=True)),
                    ("answer", models.ForeignKey(on_delete=models.CASCADE, related_name="results", to="claims.knownanswer")),
                    ("review", models.OneToOneField(on_delete=models.PROTECT, related_name="calibration_result", to="claims.review")),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="CalibrationEvent",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("mark", "Marked for calibration"),
                                ("unmark", "No longer for calibration"),
                                ("answer", "Known answer set"),
                                ("withdraw", "Known answer taken back"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("told", models.CharField(blank=True, max_length=500)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("article", models.ForeignKey(on_delete=models.PROTECT, related_name="calibration_events", to="claims.article")),
                    ("claim", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="calibration_events", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
        ),
    ]
