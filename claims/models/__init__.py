from __future__ import annotations

from claims.models.articles import Article, Submission
from claims.models.bulk import BulkChange
from claims.models.calibration import (
    CalibrationEvent,
    CalibrationResult,
    KnownAnswer,
)
from claims.models.checks import PriorCheck, PublishedReview, ReviewLoad
from claims.models.claims import Claim, ClaimQuerySet, DismissedNumber
from claims.models.cuts import Cut
from claims.models.departures import Departure
from claims.models.desk import ClaimEvent, Draft, SavedView
from claims.models.digests import Digest
from claims.models.integrations import ApiKey
from claims.models.jobs import Job
from claims.models.ledger import ClaimKey, Leaning, PairChoice
from claims.models.notices import Notice, NoticeChoice, Watch
from claims.models.panels import Panel, PanelVote
from claims.models.policies import (
    PriorityPolicy,
    Rating,
    RatingScale,
    ReviewPolicy,
    ScaleUse,
    StandardsPolicy,
    TolerancePolicy,
    VersionedPolicy,
    WorthPolicy,
)
from claims.models.presence import Presence
from claims.models.publications import Publication
from claims.models.replies import ReplyEntry, ReplyRequest
from claims.models.reviews import Review, StatusChange, Verdict
from claims.models.search import SearchText
from claims.models.shortcuts import ShortcutChoice
from claims.models.signing import ArticleSignOff
from claims.models.sites import KeptAnswer, Site, SiteCall
from claims.models.sources import (
    ArchiveCopy,
    Evidence,
    LibraryTerm,
    ReferenceDocument,
    ReferencePassage,
    Snapshot,
    Source,
    SourceJob,
)
from claims.models.talk import Comment, EarlierWording, Thread
from claims.models.trash import ArticleEvent, TrashedArticle
from claims.models.watching import Attachment, Recheck
from claims.models.working import (
    Calculation,
    Confidentiality,
    EarlierSearch,
    RootChoice,
    SourceJudgement,
    WithheldSearch,
)

__all__ = [
    "ApiKey",
    "ArchiveCopy",
    "Article",
    "ArticleEvent",
    "ArticleSignOff",
    "Attachment",
    "BulkChange",
    "Calculation",
    "CalibrationEvent",
    "CalibrationResult",
    "Claim",
    "ClaimEvent",
    "ClaimKey",
    "ClaimQuerySet",
    "Comment",
    "Confidentiality",
    "Cut",
    "Departure",
    "Digest",
    "DismissedNumber",
    "Draft",
    "EarlierSearch",
    "EarlierWording",
    "Evidence",
    "Job",
    "KeptAnswer",
    "KnownAnswer",
    "Leaning",
    "LibraryTerm",
    "Notice",
    "NoticeChoice",
    "PairChoice",
    "Panel",
    "PanelVote",
    "Presence",
    "PriorCheck",
    "PriorityPolicy",
    "Publication",
    "PublishedReview",
    "Rating",
    "RatingScale",
    "Recheck",
    "ReferenceDocument",
    "ReferencePassage",
    "ReplyEntry",
    "ReplyRequest",
    "Review",
    "ReviewLoad",
    "ReviewPolicy",
    "RootChoice",
    "SavedView",
    "ScaleUse",
    "SearchText",
    "ShortcutChoice",
    "Site",
    "SiteCall",
    "Snapshot",
    "Source",
    "SourceJob",
    "SourceJudgement",
    "StandardsPolicy",
    "StatusChange",
    "Submission",
    "Thread",
    "TolerancePolicy",
    "TrashedArticle",
    "Verdict",
    "VersionedPolicy",
    "Watch",
    "WithheldSearch",
    "WorthPolicy",
]
