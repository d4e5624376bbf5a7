from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from claims.web import (
    articles,
    attachments,
    calculations,
    claims,
    corrections,
    cutting,
    evidence,
    health,
    home,
    library,
    providers,
    published,
    queues,
    related,
    saved,
    search,
    verbs,
    work,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    # Articles
    path("articles/", articles.article_index, name="articles"),
    path("articles/new/", articles.article_new, name="article-new"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/live/", articles.article_live, name="article-live"),
    path(
        "articles/<int:pk>/importance/",
        articles.article_importance,
        name="article-importance",
    ),
    path(
        "articles/<int:pk>/embargo/", articles.article_embargo, name="article-embargo"
    ),
    path("articles/<int:pk>/cut/", cutting.cut, name="article-cut"),
    path("cuts/<int:pk>/undo/", cutting.undo, name="cut-undo"),
    path("articles/incoming/<int:pk>/", articles.submission, name="submission"),
    path(
        "articles/incoming/<int:pk>/live/",
        articles.submission_live,
        name="submission-live",
    ),
    path("search/", search.search, name="search"),
    # Queues
    path("queue/<slug:slug>/", queues.queue, name="queue"),
    path("queue/<slug:slug>/next/", queues.queue_next, name="queue-next"),
    path("views/", saved.keep, name="view-keep"),
    path("views/<int:pk>/remove/", saved.remove, name="view-remove"),
    # Claims
    path("claims/", claims.claim_index, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/live/", claims.claim_live, name="claim-live"),
    path("claims/<int:pk>/take/", verbs.take, name="claim-take"),
    path("claims/<int:pk>/release/", verbs.release, name="claim-release"),
    path("claims/<int:pk>/send-back/", verbs.send_back, name="claim-send-back"),
    path("claims/<int:pk>/renew/", verbs.renew, name="claim-renew"),
    path("claims/<int:pk>/sources/", verbs.sources, name="claim-sources"),
    path("claims/<int:pk>/evidence/", verbs.attach, name="claim-evidence"),
    path("claims/<int:pk>/confirm/", verbs.confirm, name="claim-confirm"),
    path("claims/<int:pk>/reading/", verbs.reading, name="claim-reading"),
    path("claims/<int:pk>/skip/", verbs.skip, name="claim-skip"),
    path("claims/<int:pk>/give-back/", verbs.give_back, name="claim-give-back"),
    path("claims/<int:pk>/arrange/", verbs.arrange, name="claim-arrange"),
    path("claims/<int:pk>/take-over/", verbs.take_over, name="claim-take-over"),
    path("claims/<int:pk>/reviewers/", verbs.reviewers, name="claim-reviewers"),
    path(
        "claims/<int:pk>/calculation/",
        calculations.calculation,
        name="claim-calculation",
    ),
    path("claims/<int:pk>/calculate/", calculations.calculate, name="claim-calculate"),
    path("claims/<int:pk>/withhold/", calculations.withhold, name="claim-withhold"),
    path("claims/<int:pk>/roots/", calculations.choose_roots, name="claim-roots"),
    path("claims/<int:pk>/review/", verbs.review, name="claim-review"),
    path("claims/<int:pk>/decide/", verbs.decide, name="claim-decide"),
    path("claims/<int:pk>/publish/", verbs.publish, name="claim-publish"),
    path("claims/<int:pk>/prolong/", verbs.prolong, name="claim-prolong"),
    path("claims/<int:pk>/reopen/", verbs.reopen, name="claim-reopen"),
    path("claims/<int:pk>/correct/", verbs.correct, name="claim-correct"),
    path("claims/<int:pk>/retract/", verbs.retract, name="claim-retract"),
    path("claims/<int:pk>/dismiss/", verbs.dismiss, name="claim-dismiss"),
    path("claims/<int:pk>/restore/", verbs.restore, name="claim-restore"),
    path("claims/<int:pk>/pair/", related.pair, name="claim-pair"),
    path("claims/<int:pk>/carry/", related.carry, name="claim-carry"),
    path("claims/<int:pk>/quantity/", related.quantity, name="claim-quantity"),
    path(
        "claims/<int:pk>/quantity.csv", related.quantity_csv, name="claim-quantity-csv"
    ),
    # Evidence
    path("evidence/<int:pk>/snapshot/", evidence.snapshot, name="snapshot"),
    path("evidence/<int:pk>/stance/", evidence.stance, name="evidence-stance"),
    path("evidence/<int:pk>/archive/", evidence.archive, name="evidence-archive"),
    path("evidence/<int:pk>/looks/", evidence.looks, name="evidence-looks"),
    path("evidence/<int:pk>/recheck/", evidence.recheck, name="evidence-recheck"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path(
        "attachments/<int:pk>/live/",
        attachments.attachment_live,
        name="attachment-live",
    ),
    path("attachments/<int:pk>/choose/", attachments.choose, name="attachment-choose"),
    # Library
    path("library/", library.library_index, name="library"),
    path("library/new/", library.library_new, name="library-new"),
    path("library/<int:pk>/", library.library_document, name="library-document"),
    # Public
    path("published/", published.published_index, name="published"),
    path("published/corrections/", corrections.corrections, name="corrections"),
    path("published/corrections.atom", corrections.feed, name="corrections-feed"),
    path("c/<int:pk>/", published.published_claim, name="published-claim"),
    path("c/<int:pk>/claimreview.json", published.claimreview, name="published-json"),
    path(
        "c/<int:pk>/revisions/<int:number>/",
        corrections.revision,
        name="published-revision",
    ),
    path("c/<int:pk>/searches.json", published.searches, name="published-searches"),
    # The machine's side
    path("jobs/", work.work_index, name="work"),
    path("jobs/<int:pk>/retry/", work.job_retry, name="job-retry"),
    path("providers/", providers.provider_index, name="providers"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("favicon.ico", home.favicon, name="favicon"),
]
