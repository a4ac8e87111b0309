// Money as people read it: minor units with the currency's own decimals.

import { lang } from "./i18n.js";

/** `{amount: 12500, currency: "KWD"}` as text; decimals follow the server's table, not the browser's. */
export function money({ amount, currency }) {
  const digits = decimals(currency);
  const format = new Intl.NumberFormat(lang, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amount / 10 ** digits);
}

const NONE = new Set(["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]);
const THREE = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

export const decimals = (currency) => (NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2);
