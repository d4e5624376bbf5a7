"""Web addresses: one spelling for one page, and no secrets in what we keep."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

MAX_URL = 2_000
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid"
    r"|_ga|_gl|ref_src|ref_url|cmpid|ns_campaign|ns_mchannel|wt_mc|sr_share|smid"
    r"|at_medium|at_campaign|at_custom\d|share|guccounter|guce_\w+|spm|__twitter_impression)",
    re.I,
)
_CREDENTIAL = (
    r"(?:api[_-]?key|apikey|key|access[_-]?token|auth[_-]?token|token|signature|sig"
    r"|secret|password|x-amz-[\w-]+)"
)
_SECRET_NAME = re.compile(_CREDENTIAL, re.I)
_SECRET_PAIR = re.compile(rf"(?<![\w-])({_CREDENTIAL}=)[^&\s#\"'<>]+", re.I)
_UNRESERVED = re.compile(r"%([0-9a-fA-F]{2})")
_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The one spelling of an http(s) address, or "" when it is none.

    Lower-case scheme and host, no default port, fragment, tracking parameters or
    credentials; parameters in order of name; percent-escapes in one form.
    """
    url = url.strip()
    if not url or len(url) > MAX_URL or re.search(r"[\x00-\x20\x7f\\]", url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, _PORTS[scheme]):
        netloc = f"{netloc}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted((k, v) for k, v in pairs if not _is_noise(k)))
    return urlunsplit((scheme, netloc, _path(parts.path), query, ""))


def host_of(url: str) -> str:
    """The host a reader knows a site by: lower case, without "www."."""
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def redacted(text: str, secrets: tuple[str, ...] = ()) -> str:
    """Text for logs, errors and rows: credentials in addresses become "REDACTED"."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "REDACTED").replace(
                quote(secret, safe=""), "REDACTED"
            )
    text = _SECRET_PAIR.sub(r"\1REDACTED", text)
    return re.sub(r"(https?://)[^/\s@]+@", r"\1REDACTED@", text)


def _is_noise(name: str) -> bool:
    return bool(_TRACKING.fullmatch(name) or _SECRET_NAME.fullmatch(name))


def _path(path: str) -> str:
    """Escapes of letters undone, everything else escaped, dots resolved."""
    path = _UNRESERVED.sub(_unescaped, path or "/")
    path = quote(path, safe="/%:@!$&'()*+,;=~-._")
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif part != ".":
            kept.append(part)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/".join(kept) or "/"


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    plain = char.isascii() and (char.isalnum() or char in "-._~")
    return char if plain else match.group().upper()
