// Join codes, as people read and type them.

/** In two groups: easier to read out and to copy. */
export const grouped = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

/** Upper case, without the space people put in the middle. */
export const plainCode = (typed) => typed.toUpperCase().replace(/[\s-]+/g, "");
