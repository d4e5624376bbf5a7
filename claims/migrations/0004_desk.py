"""What happens to claims at the desk, and claims of one quantity."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    replaces = [("claims", "0015_desk")]
    dependencies = [("claims", "0003_claims"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="ClaimEvent",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("skip", "Passed over"),
                                ("escalate", "Put before an editor"),
                                ("assign", "Assigned"),
                                ("due", "Due date"),
                                ("take_over", "Taken over"),
                                ("reviewers", "Reviewers asked for"),
                                ("confirm", "Reading confirmed"),
                                ("correct", "Reading put right"),
                                ("prolong", "Found to hold still"),
                                ("take_down", "Taken down while being corrected"),
                                ("add", "Added by hand"),
                                ("respan", "Cut anew"),
                                ("split", "Split"),
                                ("merge", "Merged"),
                                ("undo", "Undone"),
                                ("stance", "Reading of a passage"),
                                ("note", "Note on a passage"),
                                ("take_back", "Evidence taken back"),
                                ("bring_back", "Evidence brought back"),
                                ("pair", "Compared with another claim"),
                                ("carry", "Evidence taken over"),
                                ("panel", "Panel called"),
                                ("vote", "Vote cast in the panel"),
                                ("panel_end", "Panel ended"),
                            ],
                            max_length=12,
                        ),
                    ),
                    ("round", models.PositiveIntegerField()),
                    ("before", models.CharField(blank=True, max_length=300)),
                    ("after", models.CharField(blank=True, max_length=300)),
                    ("reason", models.CharField(blank=True, max_length=500)),
                    ("version", models.PositiveIntegerField(null=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="events", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                    "indexes": [models.Index(fields=["claim", "step", "actor"], name="event_of")],
                },
            ),
            migrations.CreateModel(
                name="Draft",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("content", models.JSONField()),
                    ("saved_at", models.DateTimeField()),
                    ("claim", models.ForeignKey(on_delete=models.CASCADE, related_name="drafts", to="claims.claim")),
                    ("owner", models.ForeignKey(on_delete=models.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["-saved_at", "-id"],
                    "indexes": [models.Index(fields=["saved_at"], name="draft_by_day")],
                    "constraints": [models.UniqueConstraint(fields=("owner", "claim"), name="one_draft_per_claim")],
                },
            ),
            migrations.CreateModel(
                name="Presence",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("seen_at", models.DateTimeField()),
                    ("claim", models.ForeignKey(on_delete=models.CASCADE, related_name="presences", to="claims.claim")),
                    ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="presences", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [models.UniqueConstraint(fields=("claim", "person"), name="present_once")],
                },
            ),
            migrations.CreateModel(
                name="Watch",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("claim", models.ForeignKey(on_delete=models.CASCADE, related_name="watches", to="claims.claim")),
                    ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="watches", to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    "verbose_name_plural": "watches",
                    "ordering": ["-id"],
                    "constraints": [models.UniqueConstraint(fields=("claim", "person"), name="watched_once")],
                },
            ),
            migrations.CreateModel(
                name="ClaimKey",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("term", models.CharField(max_length=60)),
                    ("claim", models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name="keys", to="claims.claim")),
                ],
                options={
                    "indexes": [models.Index(fields=["term", "-claim"], name="claims_of_key")],
                    "constraints": [models.UniqueConstraint(fields=("claim", "term"), name="key_once_per_claim")],
                },
            ),
            migrations.CreateModel(
                name="PairChoice",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("word", models.CharField(blank=True, choices=[("same", "Same quantity"), ("apart", "Not the same")], max_length=8)),
                    ("relation", models.CharField(max_length=20)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("one", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="claims.claim")),
                    ("other", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="pair_in_its_order")],
                },
            ),
        ),
    ]
