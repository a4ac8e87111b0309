// Starts ReDoc on our own description; system fonts, because its stylesheet would fetch others from elsewhere.
Redoc.init(
  "/api/v1/openapi.json",
  {
    disableSearch: false,
    hideDownloadButton: false,
    theme: { typography: { fontFamily: "system-ui, sans-serif", headings: { fontFamily: "system-ui, sans-serif" } } },
  },
  document.getElementById("docs"),
);
