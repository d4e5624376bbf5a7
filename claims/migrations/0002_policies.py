"""Scales and policies of the newsroom, and what people keep for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    replaces = [("claims", "0005_worth_policy")]
    dependencies = [("claims", "0001_articles"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="RatingScale",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", models.SlugField()),
                    ("version", models.PositiveIntegerField(default=1)),
                    ("name", models.CharField(max_length=100)),
                    ("in_use", models.BooleanField(default=False)),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("slug", "version"), name="scale_version_once"),
                        models.UniqueConstraint(condition=models.Q(("in_use", True)), fields=("in_use",), name="one_scale_in_use"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Rating",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("slug", models.SlugField()),
                    ("label", models.CharField(max_length=100)),
                    ("meaning", models.CharField(max_length=300)),
                    ("position", models.PositiveSmallIntegerField()),
                    ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ("without_evidence", models.BooleanField(default=False)),
                    ("needs_reason", models.BooleanField(default=False)),
                    ("scale", models.ForeignKey(on_delete=models.PROTECT, related_name="ratings", to="claims.ratingscale")),
                ],
                options={
                    "ordering": ["scale_id", "position"],
                    "constraints": [models.UniqueConstraint(fields=("scale", "slug"), name="rating_once_per_scale")],
                },
            ),
            migrations.CreateModel(
                name="WorthPolicy",
                fields=[
                    ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("weights", models.JSONField()),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "worth policies",
                    "ordering": ["-version"],
                    "abstract": False,
                    "constraints": [models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="worth_policy_from_1")],
                },
            ),
            migrations.CreateModel(
                name="TolerancePolicy",
                fields=[
                    ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("values", models.JSONField()),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "tolerance policies",
                    "ordering": ["-version"],
                    "abstract": False,
                    "constraints": [models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="tolerance_policy_from_1")],
                },
            ),
            migrations.CreateModel(
                name="ReviewPolicy",
                fields=[
                    ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("two_from", models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True)),
                    ("three_from", models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True)),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "review policies",
                    "ordering": ["-version"],
                    "abstract": False,
                    "constraints": [models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="review_policy_from_1")],
                },
            ),
            migrations.CreateModel(
                name="PriorityPolicy",
                fields=[
                    ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("points", models.JSONField()),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "priority policies",
                    "ordering": ["-version"],
                    "abstract": False,
                    "constraints": [models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="priority_policy_from_1")],
                },
            ),
            migrations.CreateModel(
                name="StandardsPolicy",
                fields=[
                    ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                    ("note", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("tiers", models.JSONField()),
                    ("places", models.JSONField(blank=True, default=dict)),
                    ("primary", models.BooleanField(default=True)),
                    ("roots", models.PositiveSmallIntegerField(default=0)),
                    ("strict", models.BooleanField(default=False)),
                    ("reply", models.BooleanField(default=False)),
                    ("created_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "standards policies",
                    "ordering": ["-version"],
                    "abstract": False,
                    "constraints": [models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="standards_policy_from_1")],
                },
            ),
            migrations.CreateModel(
                name="ApiKey",
                fields=[
                    ("digest", models.CharField(max_length=128, primary_key=True, serialize=False)),
                    ("token_key", models.CharField(db_index=True, max_length=25)),
                    ("created", models.DateTimeField(auto_now_add=True)),
                    ("expiry", models.DateTimeField(blank=True, null=True)),
                    ("name", models.CharField(blank=True, max_length=100)),
                    ("user", models.ForeignKey(on_delete=models.CASCADE, related_name="auth_token_set", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "abstract": False,
                },
            ),
            migrations.CreateModel(
                name="SavedView",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("name", models.CharField(max_length=80)),
                    ("path", models.CharField(max_length=100)),
                    ("query", models.CharField(blank=True, max_length=1000)),
                    ("shared", models.BooleanField(default=False)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("owner", models.ForeignKey(on_delete=models.CASCADE, related_name="views", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["name", "id"],
                    "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="view_name_once")],
                },
            ),
            migrations.CreateModel(
                name="ShortcutChoice",
                fields=[
                    ("keys", models.JSONField(default=dict)),
                    (
                        "person",
                        models.OneToOneField(
                            on_delete=models.CASCADE,
                            primary_key=True,
                            related_name="shortcut_choice",
                            serialize=False,
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="NoticeChoice",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "event",
                        models.CharField(
                            choices=[
                                ("assigned", "A claim is assigned to you"),
                                ("mentioned", "Somebody calls you in a discussion"),
                                ("answered", "Something is said where you took part, or about what you watch"),
                                ("returned", "A claim you had a part in, or watch, comes back into review"),
                                ("changed", "The reading of a claim you reviewed or watch is put right"),
                                ("published", "A verdict you had a part in, or watch, is published"),
                                ("sign_off", "A claim waits for an editor"),
                                ("gone", "A quote you relied on is gone from its source"),
                                ("escalated", "A claim was passed over by several people"),
                                ("overdue", "A claim of yours is overdue"),
                                ("panel", "You are asked to vote in a panel, or it ended"),
                                ("elsewhere", "What you watch is told elsewhere with another number"),
                                ("unsigned", "The sign-off of an article you signed off, or watch a claim of, is taken back"),
                            ],
                            max_length=10,
                        ),
                    ),
                    (
                        "way",
                        models.CharField(
                            choices=[("off", "Not at all"), ("app", "Here"), ("digest", "Here and by e-mail, once a day")], max_length=8
                        ),
                    ),
                    ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="notice_choices", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["person_id", "event"],
                    "constraints": [models.UniqueConstraint(fields=("person", "event"), name="one_choice_per_event")],
                },
            ),
            migrations.CreateModel(
                name="Digest",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("day", models.DateField()),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("sending", "Handed over, outcome not known"),
                                ("sent", "Sent"),
                                ("nothing", "Nothing to say"),
                                ("failed", "Not sent"),
                            ],
                            default="waiting",
                            max_length=8,
                        ),
                    ),
                    ("error", models.CharField(blank=True, max_length=300)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="digests", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                    "constraints": [models.UniqueConstraint(fields=("person", "day"), name="one_digest_a_day")],
                },
            ),
            migrations.CreateModel(
                name="BulkChange",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "action",
                        models.CharField(
                            choices=[
                                ("assign", "Assign"),
                                ("due", "Set the date they are due"),
                                ("importance", "Say how much depends on their articles"),
                                ("reviewers", "Ask for reviewers"),
                                ("dismiss", "Dismiss"),
                                ("sources", "Look for sources again"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("told", models.CharField(blank=True, max_length=300)),
                    ("items", models.JSONField(default=list)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("undone_at", models.DateTimeField(null=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
            migrations.CreateModel(
                name="Departure",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("freed", models.PositiveIntegerField()),
                    ("handed_over", models.PositiveIntegerField()),
                    ("to", models.CharField(blank=True, max_length=500)),
                    ("pseudonymised", models.BooleanField(default=False)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "actor",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                    ),
                    ("person", models.ForeignKey(on_delete=models.PROTECT, related_name="departures", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-id"],
                },
            ),
        ),
    ]
