"""Discussions of claims, as far as the person at the desk may read them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from claims import conf, selectors
from claims.admin.base import AddedByFormAdmin, HistoryInline, person, posted
from claims.admin.forms import KEY_DIGITS, ClaimSelect, passage
from claims.admin.marks import row_link
from claims.errors import ClaimsError
from claims.models import Claim, Comment, EarlierWording, Evidence, Thread
from claims.services import locking, talking
from claims.vocabulary import ReadingField


class EvidenceSelect(AutocompleteSelect):
    """Shows a mistyped key as nothing chosen, as that of claims does."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        keys = [key for key in value if key.isdecimal() and len(key) <= KEY_DIGITS]
        return super().optgroups(name, keys, attr)


def _text() -> forms.CharField:
    return passage(
        "What you say",
        5,
        max_length=conf.LIMITS.comment_chars,
        help_text="@name calls.",
    )


class TalkForm(forms.Form):
    claim = forms.ModelChoiceField(
        queryset=Claim.objects.all(),
        widget=ClaimSelect(Thread._meta.get_field("claim"), admin.site),
    )
    evidence = forms.ModelChoiceField(
        queryset=Evidence.objects.all(),
        required=False,
        widget=EvidenceSelect(Thread._meta.get_field("evidence"), admin.site),
    )
    field = forms.ChoiceField(
        label="Field of the reading",
        required=False,
        choices=[("", "None"), *ReadingField.choices],
    )
    text = _text()


class AnswerForm(forms.Form):
    thread: forms.ModelChoiceField[Thread] = forms.ModelChoiceField(
        label="Discussion", queryset=Thread.objects.none()
    )
    text = _text()

    def __init__(self, data: Any, threads: QuerySet[Thread], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["thread"].queryset = threads  # type: ignore[attr-defined]


def _threads(request: HttpRequest, rows: QuerySet[Thread]) -> QuerySet[Thread]:
    found = selectors.threads_for(person(request), rows)
    return found.select_related("claim", "evidence")


@admin.register(Thread)
class ThreadAdmin(AddedByFormAdmin[Thread]):
    list_display = ("__str__", "claim_link", "state", "entries", "created_at")
    list_filter = ("field", "created_at")
    search_fields = ("claim__statement", "claim__surface")
    date_hierarchy = "created_at"
    fields = ("claim_link", "evidence", "field", "state", "said", "created_at")
    readonly_fields = ("claim_link", "state", "said", "created_at")
    actions = ("settle", "take_up_again")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        return _threads(request, super().get_queryset(request))

    @admin.display(description="claim", ordering="claim")
    def claim_link(self, obj: Thread) -> str:
        return row_link(obj.claim)

    @admin.display(description="state")
    def state(self, obj: Thread) -> str:
        talk = selectors.Talk(obj, list(obj.comments.all()))
        return "settled" if talk.resolved else "open"

    @admin.display(description="entries")
    def entries(self, obj: Thread) -> int:
        return len(obj.comments.all())  # prefetched: what may be read of it

    @admin.display(description="said")
    def said(self, obj: Thread) -> str:
        lines = (f"{one.author.get_username()}: {one}" for one in obj.comments.all())
        return "\n".join(lines)

    @admin.action(description="Settle")
    def settle(self, request: HttpRequest, queryset: QuerySet[Thread]) -> None:
        self._each(request, queryset, talking.resolve, "settled")

    @admin.action(description="Take up again")
    def take_up_again(self, request: HttpRequest, queryset: QuerySet[Thread]) -> None:
        self._each(request, queryset, talking.reopen, "taken up again")

    def _each(
        self, request: HttpRequest, rows: QuerySet[Thread], act: Any, done: str
    ) -> None:
        told, count = [], 0
        for thread in rows:
            try:
                with locking.one_of_several():
                    act(thread, actor=person(request))
                count += 1
            except ClaimsError as error:
                told.append(error.message)
        self.message_user(request, " ".join([f"{count} {done}.", *dict.fromkeys(told)]))

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            evidence = given["evidence"]
            said = talking.begin(
                given["claim"],
                text=given["text"],
                actor=person(request),
                evidence=evidence.pk if evidence else None,
                field=given["field"],
            )
            _tell(self, request)
            return redirect("admin:claims_thread_change", said.comment.thread_id)

        return self.form_page(
            request,
            TalkForm(posted(request)),
            work,
            title="Open a discussion",
            submit="Say it",
        )


class EarlierWordingInline(HistoryInline):
    model = EarlierWording
    fields = ("text", "replaced_at")
    readonly_fields = ("replaced_at",)


@admin.register(Comment)
class CommentAdmin(AddedByFormAdmin[Comment]):
    """Adding one answers in a discussion."""

    list_display = ("__str__", "claim_link", "step", "author", "created_at")
    list_filter = ("step", ("author", admin.RelatedOnlyFieldListFilter), "created_at")
    search_fields = ("text", "author__username", "thread__claim__statement")
    date_hierarchy = "created_at"
    fields = (
        "claim_link",
        "thread",
        "step",
        "round",
        "author",
        "text",
        "created_at",
        "edited_at",
    )
    readonly_fields = ("claim_link", "created_at")
    inlines = (EarlierWordingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        rows = super().get_queryset(request).select_related("thread__claim", "author")
        return selectors.comments_for(person(request), rows)

    @admin.display(description="claim", ordering="thread__claim")
    def claim_link(self, obj: Comment) -> str:
        return row_link(obj.thread.claim)

    def add_page(self, request: HttpRequest) -> HttpResponseBase:
        def work(given: dict[str, Any]) -> HttpResponseBase:
            said = talking.reply(
                given["thread"], text=given["text"], actor=person(request)
            )
            _tell(self, request)
            return redirect("admin:claims_comment_change", said.comment.pk)

        newest = Thread.objects.order_by("-id")
        return self.form_page(
            request,
            AnswerForm(posted(request), _threads(request, newest)),
            work,
            title="Answer in a discussion",
            submit="Answer",
        )


def _tell(page: AddedByFormAdmin[Any], request: HttpRequest) -> None:
    page.message_user(request, "Kept.", messages.SUCCESS)
