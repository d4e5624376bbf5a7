// What Swagger UI leaves out for those who read by ear, by keyboard or in the dark.
const MENDS = [
  // A button holds no link: the address of an operation changes with the button itself.
  [".opblock-summary-control a[href]", (link) => link.removeAttribute("href")],
  ["tr[data-param-name] :is(select, input, textarea)", (field) => {
    field.ariaLabel ??= field.closest("tr").dataset.paramName;
  }],
  [".body-param__text", (field) => (field.ariaLabel ??= "Request body")],
  [".close-modal", (button) => (button.ariaLabel ??= "Close")],
  ["pre.microlight", (text) => (text.tabIndex = 0)],
];

function mend() {
  for (const [selector, how] of MENDS) document.querySelectorAll(selector).forEach(how);
}

new MutationObserver(mend).observe(document.getElementById("swagger-ui"), {
  childList: true,
  subtree: true,
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const dim = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dim);
dim();
