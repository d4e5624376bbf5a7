from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.documents import DocumentError, read, read_in_child
from tests.documents.builders import (
    docx,
    paragraph,
    pdf,
    pdf_of_streams,
    zipped,
    zlib_bomb,
)

PAGE = (
    "<!doctype html><html lang=de><head><title>Größe</title>"
    "<meta property='article:published_time' content='2024-11-05T08:00:00+01:00'></head>"
    "<body><p>Die Stadt kaufte 5\u202f300 Tonnen, laut <a href='/b'>Bericht</a>.</p></body>"
).encode()


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (
            PAGE,
            {"url": "https://a.example/x", "media_type": "text/html; charset=utf-8"},
        ),
        (pdf([["5 apples"], ["7 pears"]]), {"filename": "a.pdf"}),
        (docx(paragraph("5 apples")), {}),
        ("Größe: 5 \u200b%".encode("utf-16"), {"filename": "größe.txt"}),
    ],
)
def test_the_child_reads_what_read_reads(content, options):
    assert read_in_child(content, **options) == read(content, **options)


def test_an_error_keeps_its_code_and_its_sentence():
    with pytest.raises(DocumentError) as caught:
        read_in_child(zipped({"word/document.xml": b" " * 101_000_000}))
    assert caught.value.code == "too_large"
    assert str(caught.value) == "The document expands to more than 100 MB."


@pytest.mark.parametrize("memory_mb", [20, 90])
def test_a_file_that_needs_too_much_memory_costs_only_the_child(memory_mb):
    large = pdf_of_streams([zlib_bomb(70)], compressed=True)
    with pytest.raises(DocumentError, match="too large when unpacked"):
        read_in_child(large, memory_mb=memory_mb)


def test_a_file_that_takes_too_long_is_stopped_in_time():
    slow = pdf_of_streams([b"BT /F1 9 Tf (abc 42) Tj ET\n" * 900_000])
    begun = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read_in_child(slow, timeout=1)
    assert caught.value.code == "timeout"
    assert time.monotonic() - begun < 6


@pytest.mark.parametrize(
    "content",
    [
        pdf_of_streams([zlib_bomb(1_000)], compressed=True),
        b"<html><body>" + b"<div>" * 200_000 + b"42",
        b"<html><body>" + b"<p " + b"a='1' " * 1_000_000 + b">42</p>",
        b"<html><body>" + b"<td>4" * 300_000,
    ],
    ids=["pdf bomb", "deep", "attributes", "cells"],
)
def test_hostile_files_end_within_the_limits(content):
    begun = time.monotonic()
    try:
        outcome = read_in_child(content).text
    except DocumentError as error:
        outcome = error.code
    assert "4" in outcome or outcome in {"too_large", "unreadable"}
    assert time.monotonic() - begun < 20


def test_the_child_sees_no_secret_of_the_worker(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    from claims.documents import sandbox

    assert "SECRET_KEY" not in sandbox._environment()


def test_the_child_dies_with_the_worker_that_asked():
    script = (
        "from claims.documents.sandbox import read_in_child\n"
        "from tests.documents.builders import pdf_of_streams\n"
        "read_in_child(pdf_of_streams([b'BT /F1 9 Tf (abc 42) Tj ET\\n' * 900_000]), timeout=60)\n"
    )
    root = Path(__file__).resolve().parents[2]
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=root)
    try:
        child = _child_of(worker.pid)
        worker.kill()
        worker.wait()
        deadline = time.monotonic() + 5
        while _alive(child) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _alive(child)
    finally:
        worker.kill()
        worker.wait()


def test_reading_needs_no_parser_and_no_django_to_be_imported():
    code = (
        "import sys, claims.documents\n"
        "print([m for m in ('django', 'lxml', 'trafilatura', 'pypdf', 'mammoth') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, check=True
    )
    assert out.stdout.strip() == b"[]"


def _child_of(pid: int) -> int:
    """The process id of a worker's sandbox, once that has begun to read."""
    deadline = time.monotonic() + 20
    children = Path(f"/proc/{pid}/task/{pid}/children")
    while time.monotonic() < deadline:
        for child in children.read_text().split():
            # Confined: from here on it is bound to its parent's life.
            limits = Path(f"/proc/{child}/limits").read_text()
            if "Max core file size        0 " in limits:
                time.sleep(0.3)
                return int(child)
        time.sleep(0.02)
    raise AssertionError("no child appeared")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").read_text().split(")")[1].startswith(" Z")
