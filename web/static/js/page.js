// What every page runs: the theme switch and a quiet voice for screen readers.

import { find } from "./dom.js";

const NEXT_THEME = { auto: "dark", dark: "light", light: "auto" };
const YEAR = 31536000;

function themeSwitch(button) {
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const theme = NEXT_THEME[root.dataset.theme] ?? "dark";
    root.dataset.theme = theme;
    document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
    button.setAttribute("aria-label", button.dataset[theme]);
    button.title = button.dataset[theme];
  });
}

/** Speak to screen readers through the page's polite live region. */
export function say(text) {
  const region = find("#voice");
  if (region && text) region.textContent = text;
}

const button = find("[data-theme-switch]");
if (button) themeSwitch(button);
