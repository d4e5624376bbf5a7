// Names after an "@" in a discussion: offered as they are typed, taken by keys or a tap.

const PAUSE = 120;
const CALLED = /(?<![\p{L}\p{N}_.@+/-])@([\p{L}\p{N}_.@+-]{0,150})$/u;

function offerNames(area, address) {
  const list = document.createElement("ul");
  list.id = `${area.id}_names`;
  list.className = "names";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People to call");
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  area.after(list, told);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);

  let timer = null;
  let newest = 0;

  const typed = () => {
    if (area.selectionStart !== area.selectionEnd) return null;
    return area.value.slice(0, area.selectionStart).match(CALLED)?.[1] ?? null;
  };

  function close() {
    clearTimeout(timer);
    newest += 1;
    list.hidden = true;
    list.replaceChildren();
    told.textContent = "";
    area.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    for (const [number, one] of [...list.children].entries()) {
      one.setAttribute("aria-selected", String(number === at));
    }
    area.setAttribute("aria-activedescendant", list.children[at].id);
  }

  const chosen = () =>
    [...list.children].findIndex((one) => one.getAttribute("aria-selected") === "true");

  function take(one) {
    const end = area.selectionStart;
    const start = end - (typed() ?? "").length;
    area.setRangeText(`${one.dataset.name} `, start, end, "end");
    close();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(people) {
    list.replaceChildren(
      ...people.map(({ name, shown }, number) => {
        const one = document.createElement("li");
        one.id = `${list.id}_${number}`;
        one.dataset.name = name;
        one.setAttribute("role", "option");
        one.textContent = shown === name ? `@${name}` : `@${name} (${shown})`;
        // Before the text loses the focus.
        one.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(one);
        });
        return one;
      }),
    );
    list.hidden = false;
    choose(0);
    const names = people.length === 1 ? "1 name" : `${people.length} names`;
    told.textContent = `${names}; arrows choose, Enter takes, Escape closes.`;
  }

  async function ask() {
    const begun = typed();
    if (begun === null) return close();
    const mine = (newest += 1);
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(begun)}`, {
        redirect: "error",
      });
      const { people } = await answer.json();
      if (mine !== newest || document.activeElement !== area) return;
      const finished = people.length === 1 && people[0].name === begun;
      if (finished || !people.length) close();
      else show(people);
    } catch {
      if (mine === newest) close();
    }
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed() === null) close();
    else timer = setTimeout(ask, PAUSE);
  });
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((chosen() + step + count) % count);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen()]);
    else if (event.key === "Escape") close();
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
      return;
    }
    event.preventDefault();
  });
}

const offered = new WeakSet();

document.addEventListener("focusin", ({ target }) => {
  const address = target.closest("[data-people]")?.dataset.people;
  if (!address || !target.matches("textarea") || offered.has(target)) return;
  offered.add(target);
  offerNames(target, address);
});
