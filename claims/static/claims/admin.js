// The list of tables comes before the content, 60 Tabs long: closed until somebody opens it.
localStorage.setItem(
  "django.admin.navSidebarIsOpen",
  localStorage.getItem("django.admin.navSidebarIsOpen") ?? "false",
);
