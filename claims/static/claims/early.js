// Keys pressed while a page is still coming wait for the script that answers them.

window.early = [];
window.keepEarly = (event) => window.early.push(event);
document.addEventListener("keydown", window.keepEarly);
