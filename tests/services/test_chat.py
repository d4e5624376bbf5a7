"""The newsroom's chat is told of each event once, and of nothing that was said or written."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from claims.models import Article, Job, Notice, SiteCall
from claims.services import arranging, chat, jobs, notices, quorum, talking, working
from claims.vocabulary import JobKind, JobState, NoticeEvent
from tests.conftest import person
from tests.factories import make_claim
from tests.providers.fakes import Web, reply

HOOK = "https://chat.example/services/T0/B0/geheim"


@pytest.fixture
def answers() -> list[int]:
    """Statuses the chat answers with; 200 once they are used up."""
    return []


@pytest.fixture
def web(settings, db, monkeypatch, answers) -> Web:
    settings.CLAIMS_CHAT_WEBHOOK = HOOK
    settings.CLAIMS_PUBLIC_URL = "https://desk.example"
    web = Web(lambda _request: reply("ok", status=answers.pop(0) if answers else 200))
    monkeypatch.setattr(chat, "_client", lambda: web.client(secrets=("geheim",)))
    return web


def chat_jobs():
    return Job.objects.filter(kind=JobKind.CHAT).order_by("pk")


def told(web: Web) -> list[str]:
    for job in chat_jobs():
        working.run(job.pk)
    sent = [json.loads(request.content) for request in web.requests]
    assert all(set(one) == {"text"} for one in sent)
    return [one["text"] for one in sent]


def test_there_is_a_word_for_every_event():
    assert set(chat._WORDS) == set(NoticeEvent)


def test_an_event_is_told_once_however_many_people_learn_of_it(
    web, reviewer, second_reviewer, editor
):
    claim = make_claim()
    talking.begin(claim, text="@rita @remy, gross or net?", actor=editor)
    (text,) = told(web)
    comment = Notice.objects.first().comment
    assert text == (
        "Somebody is called in a discussion (for remy, rita), by edda: https://desk.example"
        f"/claims/{claim.pk}/?thread={comment.thread_id}#comment-{comment.pk}"
    )
    (request,) = web.requests
    assert request.method == "POST"
    assert request.headers["Content-Type"] == "application/json"


def test_a_job_that_runs_twice_sends_once(web, reviewer, editor):
    arranging.assign([make_claim()], reviewer, actor=editor)
    assert len(told(web)) == 1
    chat_jobs().update(state=JobState.READY, attempts=0)
    assert len(told(web)) == 1


def test_a_worker_that_died_while_sending_leaves_it(web, reviewer, editor):
    arranging.assign([make_claim()], reviewer, actor=editor)
    assert Notice.objects.update(chat_at="2026-01-01T00:00Z") == 1
    assert told(web) == []
    assert chat_jobs().get().state == JobState.DONE


def test_nothing_that_was_said_or_written_leaves(web, reviewer, editor):
    claim = make_claim(statement="Zwetschgen fell by 4,200.")
    Article.objects.filter(pk=claim.article_id).update(title="Zwetschgen")
    talking.begin(claim, text="@rita Zwetschgen?", actor=editor)
    notices.tell(
        notices.News(NoticeEvent.RETURNED, claim, "k", "Zwetschgen", editor),
        [reviewer.pk],
    )
    assert len(told(web)) == 2
    assert not [text for text in told(web) if "Zwetschgen" in text or "4,200" in text]


def test_what_a_reviewer_is_to_work_without_is_not_told(
    web, reviewer, second_reviewer, editor
):
    claim = quorum.ask_reviews(make_claim(), 2, actor=editor)
    talking.begin(claim, text="@rita?", actor=editor)
    assert told(web) == []
    assert chat_jobs().get().state == JobState.DONE


def test_a_name_gives_the_chat_no_order(web, reviewer):
    boss = person("boss", "editor", first_name="<!channel>", last_name="& Co")
    arranging.assign([make_claim()], reviewer, actor=boss)
    (text,) = told(web)
    assert "by &lt;!channel&gt; &amp; Co:" in text


def test_few_of_many_people_are_named(web, editor):
    crowd = [person(f"n{n}", "reviewer") for n in range(8)]
    calls = " ".join(f"@{one.username}" for one in crowd)
    talking.begin(make_claim(), text=calls, actor=editor)
    (text,) = told(web)
    assert "(for n0, n1, n2, n3, n4 and others)" in text


def test_a_chat_that_is_busy_is_told_later(web, answers, reviewer, editor):
    answers.append(429)
    arranging.assign([make_claim()], reviewer, actor=editor)
    told(web)
    job = chat_jobs().get()
    assert (job.state, Notice.objects.get().chat_at) == (JobState.READY, None)


def test_a_chat_in_trouble_is_not_told_twice_unless_somebody_says_so(
    web, answers, reviewer, editor
):
    answers.append(500)
    arranging.assign([make_claim()], reviewer, actor=editor)
    assert len(told(web)) == 1
    job = chat_jobs().get()
    assert job.state == JobState.FAILED
    assert "geheim" not in job.error
    assert len(told(web)) == 1
    assert jobs.retry(job, working.HANDLERS)
    assert len(told(web)) == 2


def test_without_an_address_nothing_is_asked_for(web, settings, reviewer, editor):
    settings.CLAIMS_CHAT_WEBHOOK = ""
    arranging.assign([make_claim()], reviewer, actor=editor)
    assert not chat_jobs().exists()


def test_a_private_address_is_refused_unless_the_operator_said_it_is_ours(
    settings, db, reviewer, editor
):
    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            seen.append((self.path, json.loads(self.rfile.read(size))["text"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    seen: list[tuple[str, str]] = []
    server = HTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        hook = f"http://127.0.0.1:{server.server_port}/hooks/geheim"
        settings.CLAIMS_CHAT_WEBHOOK = hook
        settings.CLAIMS_NETWORK = True
        arranging.assign([make_claim()], reviewer, actor=editor)
        working.run(chat_jobs().get().pk)
        assert (chat_jobs().get().state, seen) == (JobState.FAILED, [])
        settings.CLAIMS_CHAT_IN_HOUSE = True
        arranging.assign([make_claim()], reviewer, actor=editor)
        working.run(chat_jobs().last().pk)
        assert chat_jobs().last().state == JobState.DONE
        ((path, text),) = seen
        assert path == "/hooks/geheim"
        assert text.startswith("A claim is assigned (for rita), by edda: ")
    finally:
        server.shutdown()
        server.server_close()


def test_the_secret_of_the_address_is_in_no_record(settings, db, reviewer, editor):
    settings.CLAIMS_CHAT_WEBHOOK = "http://10.0.0.7/services/T0/B0/geheim"
    settings.CLAIMS_NETWORK = True
    arranging.assign([make_claim()], reviewer, actor=editor)
    job = chat_jobs().get()
    working.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    kept = [job.error, *SiteCall.objects.values_list("url", flat=True)]
    assert not [text for text in kept if "geheim" in text]
