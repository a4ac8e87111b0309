// Reading a number that a person typed, in Western or Arabic digits. A comma is never silently a thousands mark.

const DIGITS = [/[\u0660-\u0669]/g, /[\u06f0-\u06f9]/g];

function westernDigits(text) {
  const [arabic, persian] = DIGITS;
  return text.replace(arabic, (c) => String(c.charCodeAt(0) - 0x660)).replace(persian, (c) => String(c.charCodeAt(0) - 0x6f0));
}

/** `{value}`, or `{problem}`: `empty`, `unclear` (1,000 may be one or a thousand) or `bad`. */
export function parseNumber(typed) {
  const text = westernDigits(typed)
    .replace(/[\u200e\u200f\u061c]/g, "")
    .trim()
    .replace(/[\u2212\u2013]/, "-")
    .replace(/\u066b/, ".");
  if (text === "") return { problem: "empty" };
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) || /[\u066c]/.test(text)) return { problem: "unclear" };
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?$/.test(text)) return { problem: "bad" };
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? { value } : { problem: "bad" };
}
