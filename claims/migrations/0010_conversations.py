"""Discussions, notices, and replies of those a claim is about."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from claims.migrations._tables import Tables


class Migration(migrations.Migration):
    replaces = [("claims", "0031_talk")]
    dependencies = [("claims", "0009_panels"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        Tables(
            migrations.CreateModel(
                name="Thread",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "field",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("number", "Number"),
                                ("unit", "Unit"),
                                ("per", "Per"),
                                ("thing", "Of what"),
                                ("base", "Base"),
                                ("period", "Period"),
                                ("claimant", "Said by"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="threads", to="claims.claim")),
                    (
                        "evidence",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="threads", to="claims.evidence"),
                    ),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("evidence__isnull", True), ("field", ""), _connector="OR"), name="thread_about_one_thing"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Comment",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(
                            choices=[("said", "Said"), ("resolved", "Settled"), ("reopened", "Taken up again")],
                            default="said",
                            max_length=8,
                        ),
                    ),
                    ("round", models.PositiveIntegerField()),
                    ("text", models.TextField(blank=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("edited_at", models.DateTimeField(blank=True, null=True)),
                    ("author", models.ForeignKey(on_delete=models.PROTECT, related_name="comments", to=settings.AUTH_USER_MODEL)),
                    ("thread", models.ForeignKey(on_delete=models.PROTECT, related_name="comments", to="claims.thread")),
                ],
                options={
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("step", "said"), _negated=True), models.Q(("text", ""), _negated=True), _connector="OR"
                            ),
                            name="comment_says_something",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="EarlierWording",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("text", models.TextField()),
                    ("replaced_at", models.DateTimeField(auto_now_add=True)),
                    ("comment", models.ForeignKey(on_delete=models.PROTECT, related_name="earlier", to="claims.comment")),
                ],
                options={
                    "ordering": ["id"],
                },
            ),
            migrations.CreateModel(
                name="Notice",
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
                    ("key", models.CharField(max_length=100)),
                    ("text", models.CharField(blank=True, max_length=300)),
                    ("spot", models.CharField(blank=True, max_length=40)),
                    ("by_mail", models.BooleanField(default=False)),
                    ("chat_at", models.DateTimeField(blank=True, null=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("read_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "actor",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                    ),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="notices", to="claims.claim")),
                    (
                        "comment",
                        models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="notices", to="claims.comment"),
                    ),
                    ("person", models.ForeignKey(on_delete=models.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL)),
                    (
                        "mailed_in",
                        models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name="notices", to="claims.digest"),
                    ),
                ],
                options={
                    "ordering": ["-id"],
                    "indexes": [
                        models.Index(condition=models.Q(("read_at__isnull", True)), fields=["person", "id"], name="notice_unread"),
                        models.Index(fields=["claim", "event"], name="notice_about"),
                    ],
                    "constraints": [models.UniqueConstraint(fields=("person", "key"), name="told_once")],
                },
            ),
            migrations.CreateModel(
                name="ReplyRequest",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("contact", models.CharField(max_length=200)),
                    (
                        "channel",
                        models.CharField(
                            choices=[
                                ("mail", "By e-mail"),
                                ("phone", "By telephone"),
                                ("message", "By message"),
                                ("letter", "By letter"),
                                ("person", "In person"),
                                ("other", "Otherwise"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("sent_at", models.DateTimeField()),
                    ("deadline", models.DateTimeField(blank=True, null=True)),
                    ("answer", models.TextField(blank=True)),
                    ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ("told", models.BooleanField(default=False)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("asked_by", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="reply_requests", to="claims.claim")),
                ],
                options={
                    "ordering": ["id"],
                    "indexes": [
                        models.Index(
                            condition=models.Q(("answered_at__isnull", True)), fields=["deadline", "claim"], name="reply_waited_for"
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("answer", ""), ("answered_at__isnull", True)),
                                models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                                _connector="OR",
                            ),
                            name="answer_has_its_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("deadline__isnull", True), ("deadline__gt", models.F("sent_at")), _connector="OR"),
                            name="deadline_after_asking",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReplyEntry",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    (
                        "step",
                        models.CharField(
                            choices=[
                                ("asked", "Asked for a reply"),
                                ("answered", "Answered"),
                                ("told", "Readers are to be told"),
                                ("untold", "Readers are not to be told"),
                                ("waived", "Nobody has to be asked"),
                            ],
                            max_length=8,
                        ),
                    ),
                    ("text", models.TextField(blank=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("actor", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ("claim", models.ForeignKey(on_delete=models.PROTECT, related_name="reply_entries", to="claims.claim")),
                    (
                        "request",
                        models.ForeignKey(
                            blank=True, null=True, on_delete=models.PROTECT, related_name="entries", to="claims.replyrequest"
                        ),
                    ),
                ],
                options={
                    "verbose_name_plural": "reply entries",
                    "ordering": ["id"],
                },
            ),
        ),
    ]
