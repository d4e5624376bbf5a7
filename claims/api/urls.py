"""Every address of the REST door.  `docs/api.md` has an entry for each."""

from __future__ import annotations

from django.urls import path, re_path

from claims.api import converters
from claims.api.arranging import (
    ArrangeClaims,
    ClaimEvents,
    GiveBackClaim,
    SkipClaim,
    TakeOverClaim,
)
from claims.api.articles import (
    ArticleArithmetic,
    ArticleClaims,
    ArticleDismissed,
    Articles,
    OneArticle,
    OneSubmission,
)
from claims.api.bulk import BulkClaims, UndoBulk
from claims.api.calibration import (
    ArticleCalibration,
    Calibration,
    ClaimKnownAnswer,
    OwnCalibration,
)
from claims.api.claims import (
    ClaimHistory,
    Claims,
    ClaimSources,
    DismissClaim,
    OneClaim,
    RestoreClaim,
)
from claims.api.cuts import ArticleCuts, UndoCut
from claims.api.desk import Library, LimitsInForce, Me, OneReference, Start
from claims.api.docs import Docs, SchemaDocument
from claims.api.drafts import ClaimDraft
from claims.api.evidence import (
    AllEvidence,
    ArchiveEvidence,
    ChoosePassage,
    ClaimEvidence,
    EvidenceConfidential,
    EvidenceJudgements,
    EvidenceRechecks,
    EvidenceSnapshot,
    OneAttachment,
    OneEvidence,
)
from claims.api.notices import NoticeChoices, Notices, ReadNotices, WatchClaim
from claims.api.overview import Overview
from claims.api.panels import CallPanelOff, ClaimPanel, VotePanel
from claims.api.people import LeavePeople
from claims.api.presence import ClaimPresence
from claims.api.publications import (
    ClaimReviewDocument,
    CorrectClaim,
    PublishClaim,
    RetractClaim,
)
from claims.api.queues import NextClaim, Queues, ReleaseClaim, RenewClaim, TakeClaim
from claims.api.readings import ConfirmClaim, RereadClaim
from claims.api.related import CarryEvidence, ClaimQuantity, ClaimRelated
from claims.api.replies import ClaimReplies, OneReply, WaiveReply
from claims.api.reviews import (
    ClaimVerdict,
    ProlongVerdict,
    Ratings,
    ReopenClaim,
    Reviewers,
    Reviews,
)
from claims.api.search import Search
from claims.api.shortcuts import Shortcuts
from claims.api.signing import ArticleSigning, TakeSignOffBack
from claims.api.takingback import BringEvidenceBack, TakeEvidenceBack
from claims.api.talk import (
    ClaimThreads,
    OneComment,
    OneThread,
    ReopenThread,
    ResolveThread,
)
from claims.api.trash import RestoreArticle, Trash, TrashArticle
from claims.api.unknown import UnknownAddress
from claims.api.working import (
    CalculationPreview,
    ClaimCalculations,
    ClaimRoots,
    ClaimSearches,
    ClaimWeighing,
)

app_name = "v1"
converters.register()

urlpatterns = [
    # What is asked all day is tried first.
    path("queues/<queue:slug>/next/", NextClaim.as_view(), name="queue-next"),
    path("claims/<id:pk>/reviews/", Reviews.as_view(), name="claim-reviews"),
    path("", Start.as_view(), name="start"),
    path("articles/", Articles.as_view(), name="articles"),
    path("articles/<id:pk>/", OneArticle.as_view(), name="article"),
    path("articles/<id:pk>/claims/", ArticleClaims.as_view(), name="article-claims"),
    path(
        "articles/<id:pk>/arithmetic/",
        ArticleArithmetic.as_view(),
        name="article-arithmetic",
    ),
    path(
        "articles/<id:pk>/dismissed/",
        ArticleDismissed.as_view(),
        name="article-dismissed",
    ),
    path("articles/<id:pk>/cuts/", ArticleCuts.as_view(), name="article-cuts"),
    path(
        "articles/<id:pk>/sign-off/",
        ArticleSigning.as_view(),
        name="article-sign-off",
    ),
    path(
        "articles/<id:pk>/sign-off/take-back/",
        TakeSignOffBack.as_view(),
        name="article-sign-off-back",
    ),
    path("trash/", Trash.as_view(), name="trash"),
    path("articles/<id:pk>/trash/", TrashArticle.as_view(), name="article-trash"),
    path("articles/<id:pk>/restore/", RestoreArticle.as_view(), name="article-restore"),
    path("cuts/<id:pk>/undo/", UndoCut.as_view(), name="cut-undo"),
    path("submissions/<id:pk>/", OneSubmission.as_view(), name="submission"),
    path("claims/", Claims.as_view(), name="claims"),
    path("claims/<id:pk>/", OneClaim.as_view(), name="claim"),
    path("claims/<id:pk>/sources/", ClaimSources.as_view(), name="claim-sources"),
    path("claims/<id:pk>/evidence/", ClaimEvidence.as_view(), name="claim-evidence"),
    path("claims/<id:pk>/weighing/", ClaimWeighing.as_view(), name="claim-weighing"),
    path("claims/<id:pk>/roots/", ClaimRoots.as_view(), name="claim-roots"),
    path("claims/<id:pk>/searches/", ClaimSearches.as_view(), name="claim-searches"),
    path(
        "claims/<id:pk>/calculations/",
        ClaimCalculations.as_view(),
        name="claim-calculations",
    ),
    path(
        "claims/<id:pk>/calculations/preview/",
        CalculationPreview.as_view(),
        name="claim-calculation-preview",
    ),
    path("claims/<id:pk>/related/", ClaimRelated.as_view(), name="claim-related"),
    path(
        "claims/<id:pk>/related/evidence/",
        CarryEvidence.as_view(),
        name="claim-related-evidence",
    ),
    path("claims/<id:pk>/quantity/", ClaimQuantity.as_view(), name="claim-quantity"),
    path("claims/<id:pk>/history/", ClaimHistory.as_view(), name="claim-history"),
    path("claims/arrange/", ArrangeClaims.as_view(), name="claims-arrange"),
    path("claims/<id:pk>/events/", ClaimEvents.as_view(), name="claim-events"),
    path("claims/<id:pk>/confirm/", ConfirmClaim.as_view(), name="claim-confirm"),
    path("claims/<id:pk>/reading/", RereadClaim.as_view(), name="claim-reading"),
    path("claims/<id:pk>/skip/", SkipClaim.as_view(), name="claim-skip"),
    path("claims/<id:pk>/give-back/", GiveBackClaim.as_view(), name="claim-give-back"),
    path("claims/<id:pk>/take-over/", TakeOverClaim.as_view(), name="claim-take-over"),
    path("claims/<id:pk>/take/", TakeClaim.as_view(), name="claim-take"),
    path("claims/<id:pk>/renew/", RenewClaim.as_view(), name="claim-renew"),
    path("claims/<id:pk>/release/", ReleaseClaim.as_view(), name="claim-release"),
    path("claims/<id:pk>/threads/", ClaimThreads.as_view(), name="claim-threads"),
    path("threads/<id:pk>/", OneThread.as_view(), name="thread"),
    path("threads/<id:pk>/resolve/", ResolveThread.as_view(), name="thread-resolve"),
    path("threads/<id:pk>/reopen/", ReopenThread.as_view(), name="thread-reopen"),
    path("comments/<id:pk>/", OneComment.as_view(), name="comment"),
    path("claims/<id:pk>/draft/", ClaimDraft.as_view(), name="claim-draft"),
    path("claims/<id:pk>/reviewers/", Reviewers.as_view(), name="claim-reviewers"),
    path("claims/<id:pk>/panel/", ClaimPanel.as_view(), name="claim-panel"),
    path("claims/<id:pk>/panel/vote/", VotePanel.as_view(), name="claim-panel-vote"),
    path("claims/<id:pk>/panel/off/", CallPanelOff.as_view(), name="claim-panel-off"),
    path("claims/<id:pk>/verdict/", ClaimVerdict.as_view(), name="claim-verdict"),
    path("claims/<id:pk>/publish/", PublishClaim.as_view(), name="claim-publish"),
    path(
        "claims/<id:pk>/claimreview/",
        ClaimReviewDocument.as_view(),
        name="claim-claimreview",
    ),
    path("claims/<id:pk>/prolong/", ProlongVerdict.as_view(), name="claim-prolong"),
    path("claims/<id:pk>/reopen/", ReopenClaim.as_view(), name="claim-reopen"),
    path("claims/<id:pk>/correct/", CorrectClaim.as_view(), name="claim-correct"),
    path("claims/<id:pk>/retract/", RetractClaim.as_view(), name="claim-retract"),
    path("claims/<id:pk>/dismiss/", DismissClaim.as_view(), name="claim-dismiss"),
    path("claims/<id:pk>/restore/", RestoreClaim.as_view(), name="claim-restore"),
    path("claims/<id:pk>/replies/", ClaimReplies.as_view(), name="claim-replies"),
    path("claims/<id:pk>/no-reply/", WaiveReply.as_view(), name="claim-no-reply"),
    path("replies/<id:pk>/", OneReply.as_view(), name="reply"),
    path("evidence/", AllEvidence.as_view(), name="all-evidence"),
    path("evidence/<id:pk>/", OneEvidence.as_view(), name="evidence"),
    path(
        "evidence/<id:pk>/snapshot/",
        EvidenceSnapshot.as_view(),
        name="evidence-snapshot",
    ),
    path(
        "evidence/<id:pk>/take-back/",
        TakeEvidenceBack.as_view(),
        name="evidence-take-back",
    ),
    path(
        "evidence/<id:pk>/bring-back/",
        BringEvidenceBack.as_view(),
        name="evidence-bring-back",
    ),
    path(
        "evidence/<id:pk>/archive/", ArchiveEvidence.as_view(), name="evidence-archive"
    ),
    path(
        "evidence/<id:pk>/rechecks/",
        EvidenceRechecks.as_view(),
        name="evidence-rechecks",
    ),
    path(
        "evidence/<id:pk>/judgements/",
        EvidenceJudgements.as_view(),
        name="evidence-judgements",
    ),
    path(
        "evidence/<id:pk>/confidential/",
        EvidenceConfidential.as_view(),
        name="evidence-confidential",
    ),
    path("attachments/<id:pk>/", OneAttachment.as_view(), name="attachment"),
    path(
        "attachments/<id:pk>/choose/",
        ChoosePassage.as_view(),
        name="attachment-choose",
    ),
    path("claims/<id:pk>/presence/", ClaimPresence.as_view(), name="claim-presence"),
    path("claims/<id:pk>/watch/", WatchClaim.as_view(), name="claim-watch"),
    path("notices/", Notices.as_view(), name="notices"),
    path("notices/read/", ReadNotices.as_view(), name="notices-read"),
    path("shortcuts/", Shortcuts.as_view(), name="shortcuts"),
    path("notices/choices/", NoticeChoices.as_view(), name="notice-choices"),
    path("people/leave/", LeavePeople.as_view(), name="people-leave"),
    path("queues/", Queues.as_view(), name="queues"),
    path("claims/bulk/", BulkClaims.as_view(), name="claims-bulk"),
    path("bulk/<id:pk>/undo/", UndoBulk.as_view(), name="bulk-undo"),
    path("search/", Search.as_view(), name="search"),
    path("overview/", Overview.as_view(), name="overview"),
    path("calibration/", Calibration.as_view(), name="calibration"),
    path("calibration/mine/", OwnCalibration.as_view(), name="own-calibration"),
    path(
        "articles/<id:pk>/calibration/",
        ArticleCalibration.as_view(),
        name="article-calibration",
    ),
    path(
        "claims/<id:pk>/known-answer/",
        ClaimKnownAnswer.as_view(),
        name="claim-known-answer",
    ),
    path("ratings/", Ratings.as_view(), name="ratings"),
    path("library/", Library.as_view(), name="library"),
    path("library/<id:pk>/", OneReference.as_view(), name="reference"),
    path("me/", Me.as_view(), name="me"),
    path("limits/", LimitsInForce.as_view(), name="limits"),
    path("schema/", SchemaDocument.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    re_path("", UnknownAddress.as_view(), name="unknown"),
]
