from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.engine.types import Quantity
from claims.models.claims import Claim
from claims.models.fields import ExactDecimalField
from claims.models.numbers import PlacedNumber
from claims.vocabulary import ArchiveState, Relation, SearchOutcome, Stance, Standing

#: The gate of numbers that only look alike.
ABOUT_SOMETHING_ELSE = "subject"


class ReferenceDocument(models.Model):
    """A document of the newsroom's own library, searched before any other source."""

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=2048, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=20, default="en")
    licence = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ReferencePassage(models.Model):
    """A piece of a library document as the search finds it; made when it is added.

    `terms` are what it is found by, with blanks between; triggers and a generated
    column keep each database's own index of them.
    """

    document = models.ForeignKey(
        ReferenceDocument, on_delete=models.CASCADE, related_name="passages"
    )
    start = models.PositiveIntegerField()
    text = models.TextField()
    terms = models.TextField()

    class Meta:
        ordering = ["document_id", "start"]

    def __str__(self) -> str:
        return self.text[:80]


class LibraryTerm(models.Model):
    """How many passages of the library hold a term; "" counts all passages."""

    term = models.CharField(max_length=60, primary_key=True)
    passages = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.term


class Snapshot(models.Model):
    """What a source said when we looked: its bytes and its text, once per hash."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    text = models.TextField()
    # Where in the document a stretch of the text stands: a page, a sheet's cell.
    locators = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class Source(models.Model):
    """A document evidence was taken from, in the state of one snapshot."""

    url = models.URLField(max_length=2048, blank=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retrieved_at = models.DateTimeField()
    language = models.CharField(max_length=20, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    provider = models.CharField(max_length=40)
    # When a web archive took the copy that was read: the page itself is gone.
    captured_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT)
    # How the address answered; empty where it was not fetched as a page.
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    # When it was last looked at again, and what it said then.
    checked_at = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(max_length=8, choices=Standing, blank=True)
    # What a person says it is, by a slug of the standards; empty: as its place tells.
    tier = models.CharField(max_length=40, blank=True)
    interest = models.CharField(max_length=500, blank=True)  # a conflict of interest
    # Why the newsroom keeps it to itself, told to readers; empty where it does not.
    confidential = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "url", "title", "snapshot"],
                name="source_once_per_state",
            ),
        ]
        indexes = [
            # Every day: which addresses were looked at longest ago?
            models.Index(
                fields=["checked_at", "id"],
                condition=~Q(url=""),
                name="source_looked_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class ArchiveCopy(models.Model):
    """A copy of a source's page in a web archive, which an editor asked for."""

    source = models.OneToOneField(
        Source, on_delete=models.PROTECT, related_name="archive_copy"
    )
    state = models.CharField(
        max_length=8, choices=ArchiveState, default=ArchiveState.WAITING
    )
    url = models.CharField(max_length=2200, blank=True)
    captured_at = models.DateTimeField(null=True)
    # Why it is not what was asked for, or what to look at.
    reason = models.CharField(max_length=500, blank=True)
    run = models.PositiveIntegerField(default=1)
    # The archive's number for the capture it is making, and since when it is.
    ticket = models.CharField(max_length=100, blank=True)
    submitted_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "archive copies"

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.source}"


class SourceJob(models.Model):
    """One claim asked at one provider, and how that ended."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="source_jobs"
    )
    provider = models.CharField(max_length=40)  # no choices: a provider is no migration
    outcome = models.CharField(
        max_length=20, choices=SearchOutcome, default=SearchOutcome.PENDING
    )
    run = models.PositiveIntegerField(default=1)
    queries = models.JSONField(default=list, blank=True)
    # What a person wants asked here, instead of our own questions.
    wording = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    documents = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["claim_id", "provider"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "provider"], name="claim_asked_once_per_provider"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.get_outcome_display()}"


class KeptEvidence(models.Manager["Evidence"]):
    """Evidence nobody took back."""

    def get_queryset(self) -> models.QuerySet[Evidence]:
        return super().get_queryset().filter(taken_back_at__isnull=True)


class Evidence(PlacedNumber):
    """A passage of a source, the number found in it, and what arithmetic says."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="evidence"
    )
    quote = models.TextField()
    # Offsets into the snapshot's text: text[start:end] == quote.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # Offsets of the number itself; both null where the passage states none.
    number_start = models.PositiveIntegerField(null=True, blank=True)
    number_end = models.PositiveIntegerField(null=True, blank=True)
    # Where it stands for a person: "page 7", "Sheet 'Data', cell C14".
    locator = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True)
    readback = models.TextField(blank=True)
    score = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    # Whether the number is how far something moved, from where, and how it is known.
    change = models.CharField(max_length=10, blank=True)
    former = ExactDecimalField(null=True, blank=True)
    status = models.CharField(max_length=20, blank=True)
    known_on = models.DateField(null=True, blank=True)  # the day its text was published

    relation = models.CharField(max_length=16, choices=Relation)
    gate = models.CharField(max_length=20, blank=True)
    difference = ExactDecimalField(null=True, blank=True)
    explanation = models.TextField(blank=True)
    policy = models.CharField(max_length=40, blank=True)
    # The same if the claim were repeated on the source's day; empty where it says nothing.
    relation_now = models.CharField(max_length=16, choices=Relation, blank=True)
    explanation_now = models.TextField(blank=True)

    suggested_stance = models.CharField(max_length=10, choices=Stance)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    note = models.TextField(blank=True)
    # Grows with every change of the two above.
    version = models.PositiveIntegerField(default=1, editable=False)
    # Whether the source still has this passage, and when it was first missed.
    standing = models.CharField(max_length=8, choices=Standing, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    added_at = models.DateTimeField(auto_now_add=True)
    # Attached by mistake, or set aside by an editor: it counts for nothing.
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_back_why = models.CharField(max_length=300, blank=True, editable=False)

    objects = KeptEvidence()
    #: Where it was asked: whether the person who asked is not to read it yet.
    unread = False
    #: What was taken back, too.
    every = models.Manager["Evidence"]()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "fingerprint"], name="evidence_once_per_claim"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="evidence_quote_not_empty"
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "base_low", "base_high"], name="evidence_measured"
            ),
            models.Index(fields=["told_low", "told_high"], name="evidence_told"),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.quote[:80]}"

    def quantity(self, *, as_of: date | None = None) -> Quantity:
        return replace(
            super().quantity(as_of=as_of),
            change=self.change,
            former=self.former,
            status=self.status,
            known=self.known_on,
        )

    @property
    def is_about_something_else(self) -> bool:
        """Kept, and not shown beside what supports or contradicts."""
        return self.gate == ABOUT_SOMETHING_ELSE
