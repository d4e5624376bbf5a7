from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class RatingScale(models.Model):
    """A set of ratings; a changed scale is a new version, old verdicts keep theirs."""

    slug = models.SlugField()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=100)
    in_use = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    # Empty of what the workbench ships, and of what was made before this was kept.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "version"], name="scale_version_once"
            ),
            models.UniqueConstraint(
                fields=["in_use"], condition=Q(in_use=True), name="one_scale_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"


class ScaleUse(models.Model):
    """A scale put to use: by whom, when and why; never edited."""

    scale = models.ForeignKey(
        RatingScale, on_delete=models.PROTECT, related_name="uses"
    )
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.scale}, put to use by {self.created_by}"


class Rating(models.Model):
    """What we say about the world; its number feeds ClaimReview's reviewRating."""

    scale = models.ForeignKey(
        RatingScale, on_delete=models.PROTECT, related_name="ratings"
    )
    slug = models.SlugField()
    label = models.CharField(max_length=100)
    # What it is called in other languages than the newsroom's: tag -> label.
    labels = models.JSONField(default=dict, blank=True)
    meaning = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    # True where "we searched and it is not enough" can stand without evidence.
    without_evidence = models.BooleanField(default=False)
    # True where a review says by reason codes what is off about the number.
    needs_reason = models.BooleanField(default=False)

    class Meta:
        ordering = ["scale_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "slug"], name="rating_once_per_scale"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def tag_for(self, language: str) -> str:
        """The tag of its label in this language, "de" for "de-AT" as well; "" where it
        has none.
        """
        tag = language.lower()
        known: dict[str, str] = {one.lower(): one for one in self.labels}
        while tag and tag not in known:
            tag = tag.rpartition("-")[0]
        return known.get(tag, "")

    def label_in(self, language: str) -> str:
        """What it is called in this language; the newsroom's own label where in none."""
        return str(self.labels.get(self.tag_for(language), self.label))


class VersionedPolicy(models.Model):
    """Never edited: a new version takes its place, and the highest is in use."""

    what: ClassVar[str]  # what it settles, in words

    version = models.PositiveIntegerField(primary_key=True)
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-version"]


class WorthPolicy(VersionedPolicy):
    """What the newsroom finds worth checking: a weight for every feature.

    The highest version is in use; while there is none, the shipped weights are.
    """

    what = "weights"

    weights = models.JSONField()  # feature -> decimal text, the base among them

    class Meta(VersionedPolicy.Meta):
        verbose_name_plural = "worth policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(version__gte=1), name="worth_policy_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Weights, version {self.version}"


class TolerancePolicy(VersionedPolicy):
    """What hedged and rounded numbers mean to the newsroom in a comparison.

    The highest version is in use; while there is none, the shipped policy is.  Every
    comparison carries the name of the policy it was made by.
    """

    what = "tolerances"

    # setting, or kind.setting where a kind has its own -> decimal text
    values = models.JSONField()

    class Meta(VersionedPolicy.Meta):
        verbose_name_plural = "tolerance policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(version__gte=1), name="tolerance_policy_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Tolerances, version {self.version}"

    @property
    def name(self) -> str:
        """What a comparison made by it is stamped with."""
        return f"newsroom-{self.version}"


class ReviewPolicy(VersionedPolicy):
    """How many people review a claim, unseen by each other, by how worth checking it is.

    The highest version is in use; while there is none, one review is enough.
    """

    what = "review policy"

    # Claims scored at least this high; None is never.
    two_from = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True
    )
    three_from = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True
    )

    class Meta(VersionedPolicy.Meta):
        verbose_name_plural = "review policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(version__gte=1), name="review_policy_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Reviews, version {self.version}"


class PriorityPolicy(VersionedPolicy):
    """What brings a claim to the front of a queue: points for every feature.

    The highest version is in use; while there is none, the shipped points are.
    """

    what = "priorities"

    points = models.JSONField()  # feature -> whole number

    class Meta(VersionedPolicy.Meta):
        verbose_name_plural = "priority policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(version__gte=1), name="priority_policy_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Priorities, version {self.version}"


class StandardsPolicy(VersionedPolicy):
    """What a source is called, and what a verdict has to rest on.

    The highest version is in use; while there is none, the shipped standards are.
    """

    what = "standards"

    # slug, label, meaning and whether it is a primary source; the last is "not told"
    tiers = models.JSONField()
    places = models.JSONField(default=dict, blank=True)  # provider -> slug of a tier
    # A verdict rests on a primary source, and on so many independent origins (0: any).
    primary = models.BooleanField(default=True)
    roots = models.PositiveSmallIntegerField(default=0)
    # No recorded reason does instead.
    strict = models.BooleanField(default=False)
    # Publication waits until somebody was asked for a reply, or a reason given.
    reply = models.BooleanField(default=False)

    class Meta(VersionedPolicy.Meta):
        verbose_name_plural = "standards policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(version__gte=1), name="standards_policy_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Standards, version {self.version}"
