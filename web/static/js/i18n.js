// Texts of the page's language. The server writes the catalogue into the page; plurals follow CLDR.

const FIELD = /\{(\w+)\}/g;

/** A translator over one catalogue: `t("live.joined", {count: 3})` picks `live.joined.few` and the like. */
export function translator(catalogue, lang) {
  const plural = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const say = (value) => (typeof value === "number" ? number.format(value) : String(value));
  const t = (key, values = {}) => {
    const counted = typeof values.count === "number" ? `${key}.${plural.select(values.count)}` : key;
    const text = catalogue[counted] ?? catalogue[`${key}.other`] ?? catalogue[key] ?? key;
    return text.replace(FIELD, (whole, name) => (name in values ? say(values[name]) : whole));
  };
  t.has = (key) => key in catalogue;
  t.number = say;
  t.percent = (share) => new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 }).format(share);
  t.date = (iso) => new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
  return t;
}

const source = globalThis.document?.getElementById("texts");

export const lang = globalThis.document?.documentElement.lang || "en";

export const t = translator(source ? JSON.parse(source.textContent) : {}, lang);
