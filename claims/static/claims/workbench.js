// Comfort on top of pages that work without it: keys, drafts, and keeping a hold.

const RENEW_EVERY = 5 * 60 * 1000;
const KEEP_DRAFTS = 14 * 24 * 60 * 60 * 1000;
const PATIENCE = 3000;
const PREFIX = "workbench:";

// Keys ---------------------------------------------------------------------------

const typing = (element) =>
  element.closest("input, textarea, select, [contenteditable], dialog") !== null;

const entriesHere = () => [
  ...document.querySelectorAll("[data-entry] .entry__title, .cards > article"),
];

function step(by) {
  const entries = entriesHere();
  if (!entries.length) return;
  const at = entries.findIndex((one) => one === document.activeElement);
  const next = entries[Math.min(Math.max(at + by, 0), entries.length - 1)];
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

// Who comes back to a list goes on at the entry they left it by, or at what is there now.

const LEFT = `${PREFIX}left:${location.pathname}${location.search}`;

document.addEventListener("click", ({ target }) => {
  const title = target.closest("[data-entry]")?.querySelector("a.entry__title");
  if (!title || !target.closest("a")) return;
  const left = { at: entriesHere().indexOf(title), href: title.href };
  sessionStorage.setItem(LEFT, JSON.stringify(left));
});

function goOnWhereLeft() {
  const [how] = performance.getEntriesByType("navigation");
  const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "null");
  if (how?.type !== "back_forward" || !left) return;
  const entries = entriesHere();
  const same = entries.find((one) => one.href === left.href);
  (same ?? entries[Math.min(left.at, entries.length - 1)])?.focus();
}

const entryInFocus = () => document.activeElement?.closest("[data-entry]");

const FIELDS = "input:not([type=hidden]), select, textarea, a";

function goTo(id, { opening = false, among = FIELDS } = {}) {
  const target = document.getElementById(id);
  if (!target) return;
  if (target.matches("details")) target.open = true;
  target.scrollIntoView({ block: "start" });
  const seen = (what) =>
    [...target.querySelectorAll(what)].find((one) => one.checkVisibility());
  const field = () => seen(among);
  const closed = field() ? null : seen("summary");
  if (closed && opening) closed.parentElement.open = true;
  (field() ?? closed)?.focus({ preventScroll: true });
}

const isSeen = (id) => document.getElementById(id)?.checkVisibility() ?? false;

function openAt(id) {
  const target = document.getElementById(id);
  if (!target) return;
  target.open = true;
  goTo(id);
  // What is being put right stays in sight.
  document.getElementById(target.dataset.see)?.scrollIntoView({ block: "start" });
}

function takeNext() {
  const form = document.querySelector("form[data-next]");
  const why = document.querySelector("[data-no-next]");
  if (form) form.requestSubmit();
  else if (why) {
    why.hidden = false;
    why.scrollIntoView({ block: "nearest" });
  }
}

// Cutting an article: the number in focus is taken up, the last step taken back.
function takeUp() {
  const chosen = document.activeElement?.dataset?.at;
  const form = document.querySelector("form[data-take]");
  if (!chosen || !form) {
    document.querySelector("#cut form button:not(.quiet)")?.form.requestSubmit();
    return;
  }
  const [start, end] = chosen.split("-");
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.requestSubmit();
}

// Words marked in the text become the words of the form, and which time they stand there.
function quoteMarked() {
  const marked = getSelection();
  const text = document.querySelector(".prose");
  const form = document.querySelector("#cut form[data-words]");
  const words = marked?.toString().trim();
  if (!words || !form || !text?.contains(marked.anchorNode)) {
    openAt("cut");
    return;
  }
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(marked.getRangeAt(0).startContainer, marked.getRangeAt(0).startOffset);
  form.elements.quote.value = words;
  const times = text.textContent.split(words).length - 1;
  form.elements.occurrence.value = times > 1 ? before.toString().split(words).length : "";
  openAt("cut");
}

// What each act of the table in claims/shortcuts.py does; which key asks for it is the
// person's to say.
const ACTS = {
  next_entry: () => step(1),
  previous_entry: () => step(-1),
  take_next: takeNext,
  help: () => document.getElementById("keys")?.showModal(),
  choose: () => entryInFocus()?.querySelector(".pick input")?.click(),
  several: () => openAt("several"),
  take: () => document.querySelector('form[action$="/take/"]')?.requestSubmit(),
  confirm: () => document.querySelector("form[data-confirm]")?.requestSubmit(),
  reread: () => openAt("reread"),
  skip: () => openAt("skip"),
  attach: () => goTo("attach"),
  evidence: () => goTo("evidence"),
  talk: () => goTo("talk", { opening: true }),
  review: () => {
    const place = ["review", "vote", "sign-off"].find(isSeen);
    if (place) goTo(place);
    else goTo("claim-work", { among: `${FIELDS}, button, summary` });
  },
  take_up: takeUp,
  quote: quoteMarked,
  undo_cut: () => document.querySelector("form[data-undo]")?.requestSubmit(),
};

const here = document.querySelector("main").dataset.place;
const KEYS = new Map(
  JSON.parse(document.getElementById("keys")?.dataset.map ?? "[]")
    .filter(({ place }) => place === "everywhere" || place === here)
    .map(({ act, key }) => [key, ACTS[act]]),
);

function answer(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) {
    const leaves = event.key === "Escape" && !event.target.closest("dialog");
    if (leaves && !event.defaultPrevented) event.target.blur();
    return;
  }
  const act = KEYS.get(event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

document.addEventListener("keydown", answer);
document.removeEventListener("keydown", window.keepEarly);

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", ACTS.help);
}

// Drafts of a review: kept on the server while somebody writes, seen by them alone ------

const PAUSE = 1500;
// What was not sent is sent again later and later, and soon after each word typed.
const AGAIN = 10 * 1000;
const SELDOM = 5 * 60 * 1000;

// What did not reach the server waits in this browser, and one tab does not write over
// what another one kept.
const tabs = new BroadcastChannel(`${PREFIX}drafts`);

function keepOnServer(form) {
  const note = form.closest("section")?.querySelector("[data-draft-note]");
  const key = form.dataset.save;
  const tell = (words) => {
    if (note) note.textContent = words;
  };
  let timer = null;
  let wait = AGAIN;
  let newest = 0;
  let over = false;
  let overtaken = false;
  const shown = Number(form.dataset.kept ?? 0); // when the draft on this page was kept
  const soon = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const save = async () => {
    clearTimeout(timer);
    timer = null;
    if (over || !form.isConnected) return;
    if (overtaken) {
      tell("Not kept: another tab keeps a newer draft. Load this page again to see it.");
      return;
    }
    const mine = (newest += 1);
    try {
      const answer = await fetch(key, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "HX-Request": "true" },
        redirect: "error",
        keepalive: true,
      });
      const { kept, at, refused } = await answer.json();
      wait = AGAIN;
      if (!refused) forget(key);
      if (kept) tabs.postMessage({ key, at });
      if (mine === newest) tell(refused ?? (kept ? `Draft kept, ${kept}` : ""));
    } catch {
      if (mine !== newest || over) return;
      store(key, read(form));
      tell("Kept in this browser only: no answer. It is sent again by itself.");
      soon(wait);
      wait = Math.min(wait * 2, SELDOM);
    }
  };
  tabs.addEventListener("message", ({ data }) => {
    if (data.key === key && data.at > shown) overtaken = true;
  });
  addEventListener("online", () => {
    wait = AGAIN;
    if (timer !== null) save();
  });
  form.addEventListener("input", () => {
    wait = AGAIN;
    soon(PAUSE);
  });
  // Leaving a field, the tab or the page does not wait for the pause.
  const now = () => timer !== null && save();
  form.addEventListener("focusout", ({ relatedTarget }) => {
    // What is told of a draft may move the button away from under the click.
    if (relatedTarget?.type !== "submit") now();
  });
  document.addEventListener("visibilitychange", () => document.hidden && now());
  addEventListener("pagehide", now);
  form.addEventListener("submit", () => {
    if (!navigator.onLine) return; // it stays here, and so does what is typed from now on
    over = true;
    clearTimeout(timer);
    timer = null;
    if (load(key)) sessionStorage.setItem(`${PREFIX}sent`, key);
  });
  // The browser went back to a page whose form was sent: it is written in again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) over = false;
  });
  const waiting = load(key, shown * 1000);
  if (waiting && !form.querySelector(".message--wrong, .field--wrong")) {
    fill(form, waiting);
    save();
  }
}

// Other drafts: kept in this browser until the form was taken --------------------------

const fieldsOf = (form) =>
  [...form.elements].filter(
    (one) => one.name && !["hidden", "file", "submit", "password"].includes(one.type),
  );

function read(form) {
  return fieldsOf(form).map((one) =>
    ["checkbox", "radio"].includes(one.type)
      ? [one.name, one.value, one.checked]
      : [one.name, null, one.value],
  );
}

function fill(form, draft) {
  for (const [name, value, kept] of draft) {
    for (const one of fieldsOf(form).filter((field) => field.name === name)) {
      if (value === null) one.value = kept;
      else if (one.value === value) one.checked = kept;
    }
  }
}

function store(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), draft }));
  } catch {
    // A full or closed store costs the draft, never the page.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // A closed store holds none.
  }
}

// The draft of this name, unless it is too old or of before `since`.
function load(key, since = 0) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    return kept?.at > Math.max(since, Date.now() - KEEP_DRAFTS) ? kept.draft : null;
  } catch {
    return null;
  }
}

const isEmpty = (form) =>
  fieldsOf(form).every((one) =>
    ["checkbox", "radio"].includes(one.type) ? one.checked === one.defaultChecked : !one.value,
  );

function keepDraft(form) {
  const key = form.dataset.draft;
  const note = form.closest("section")?.querySelector("[data-draft-note]");
  const draft = load(key);
  if (draft && isEmpty(form)) {
    fill(form, draft);
    if (note) note.textContent = "Draft restored";
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      store(key, read(form));
      if (note) note.textContent = "Draft kept in this browser";
    }, 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store(key, read(form));
    sessionStorage.setItem(PREFIX + "sent", key);
  });
}

function dropSentDraft() {
  const sent = sessionStorage.getItem(PREFIX + "sent");
  if (!sent) return;
  sessionStorage.removeItem(PREFIX + "sent");
  const refused = document.querySelector(".message--wrong, .field--wrong");
  if (!refused && document.querySelector(".message--success")) {
    forget(sent);
  }
}

// A hold lasts while somebody works: signs of life renew it, an idle page lets it run out

const SIGNS_OF_LIFE = ["keydown", "pointerdown", "wheel", "input"];

function keepHold(form) {
  let last = Date.now();
  const renew = () => {
    if (!form.isConnected || Date.now() - last < RENEW_EVERY) return;
    last = Date.now();
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    fetch(form.dataset.renew, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
    }).catch(() => {});
  };
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, renew, { passive: true });
}

// Who else looks at this claim: asked while the page is in sight, never in the background

const HERE_EVERY = 4000;

function sayHere(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const shown = form.querySelector("[data-present]");
  const say = async () => {
    if (!form.isConnected || document.hidden) return;
    const answer = await fetch(form.dataset.here, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
    });
    if (!answer.ok) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (told.textContent.trim() === shown.textContent.trim()) return;
    shown.replaceChildren(...told.childNodes);
  };
  const quietly = () => say().catch(() => {});
  quietly();
  setInterval(quietly, HERE_EVERY);
  document.addEventListener("visibilitychange", quietly);
}

for (const form of document.querySelectorAll("form[data-here]")) sayHere(form);

// A form is sent once, however fast somebody clicks, and not into nowhere -----------------

const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (!navigator.onLine) {
    event.preventDefault();
    sessionStorage.removeItem(PREFIX + "sent");
    tellOffline(event.target);
    return;
  }
  const before = sent.get(event.target) ?? -Infinity;
  if (event.timeStamp - before < PATIENCE) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});

function tellOffline(form) {
  let note = form.querySelector("[data-offline]");
  if (!note) {
    note = document.createElement("p");
    note.dataset.offline = "";
    note.className = "message message--wrong";
    note.setAttribute("role", "alert");
    (form.querySelector(".submit-row") ?? form.lastElementChild ?? form).before(note);
  }
  note.textContent =
    "There is no connection: nothing was sent, and what you wrote stays here. " +
    "Send it again when you are back.";
  note.scrollIntoView({ block: "nearest" });
}

addEventListener("online", () => {
  for (const note of document.querySelectorAll("[data-offline]")) {
    note.className = "message message--info";
    note.textContent = "The connection is back: send it again.";
  }
});

// A tall side panel scrolls with the page until its end is seen, then stays -------------

// On the root: of the panel itself, a swap would copy the style as markup, which is refused.
const heights = new ResizeObserver((seen) => {
  const target = seen.map((one) => one.target).findLast((one) => one.isConnected);
  if (!target) return;
  document.documentElement.style.setProperty("--stay-height", `${target.offsetHeight}px`);
});

function prepare(root) {
  const panel = document.querySelector(".stay");
  if (panel) heights.observe(panel);
  for (const form of root.querySelectorAll("form[data-save]")) keepOnServer(form);
  for (const form of root.querySelectorAll("form[data-draft]")) keepDraft(form);
  for (const form of root.querySelectorAll("form[data-renew]")) keepHold(form);
}

dropSentDraft();
prepare(document);
goOnWhereLeft();
window.early?.forEach(answer);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepare(event.target);
});

// On paper nothing can be opened: what is printed is open -------------------------------

addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("main details:not([open])")) {
    one.open = true;
    one.dataset.forPaper = "";
  }
});

addEventListener("afterprint", () => {
  for (const one of document.querySelectorAll("[data-for-paper]")) {
    one.open = false;
    delete one.dataset.forPaper;
  }
});

// A choice that asks for more opens where it is asked.
document.addEventListener("change", (event) => {
  const opens = event.target.dataset?.opens;
  if (opens) document.getElementById(opens).open = true;
});
