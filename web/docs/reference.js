// Starts ReDoc on our own description; the page's policy keeps it from fetching anything from elsewhere.
import { init } from "/docs/assets/redoc.js";

init("/api/v1/openapi.json", {}, document.getElementById("docs"));
