// The list of tables comes before the content, 60 Tabs long: closed until somebody opens it.
localStorage.setItem(
  "django.admin.navSidebarIsOpen",
  localStorage.getItem("django.admin.navSidebarIsOpen") ?? "false",
);

// What scripts of the admin make has no name for who does not see it: its field's is it.
function name() {
  for (const box of document.querySelectorAll(".select2-selection[role=combobox]")) {
    const field = box.closest(".select2").previousElementSibling;
    const label = field?.labels?.[0]?.textContent.trim();
    if (!label) continue;
    for (const one of [box, ...box.querySelectorAll("[role=textbox]")]) {
      one.setAttribute("aria-label", label);
      one.removeAttribute("aria-labelledby");
    }
  }
  for (const box of document.querySelectorAll(".vDateField, .vTimeField")) {
    if (box.labels.length) continue;
    const told = box.closest(".form-row, .form-group")?.querySelector("legend, label");
    const part = box.matches(".vDateField") ? "day" : "time";
    box.setAttribute("aria-label", `${told?.textContent.trim() ?? ""} ${part}`);
  }
  for (const one of document.querySelectorAll(".help-tooltip[aria-label]")) {
    one.setAttribute("role", "img");
  }
}

addEventListener("load", () => setTimeout(name)); // after theirs

// What takes more than a second shows that it goes on.
addEventListener("submit", ({ target }) => {
  const told = target.querySelector("[data-wait]");
  if (!told) return;
  const waiting = setTimeout(() => {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Under way");
    told.replaceChildren(bar, ` ${told.dataset.wait}`);
  }, 1000);
  const end = () => {
    clearTimeout(waiting);
    told.replaceChildren();
  };
  addEventListener("pagehide", end, { once: true }); // who goes back finds it as it was
});
