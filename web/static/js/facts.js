// One line of a list of facts: what it is, and its value.

import { h } from "./dom.js";

/** A term with its value for a `<dl>`; null where there is no value. */
export const fact = (label, value) => (value === null || value === undefined || value === "" ? null : h("div", {}, h("dt", {}, label), h("dd", {}, value)));
