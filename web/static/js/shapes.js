// The mark of each answer: a colour (by CSS class), a shape and a letter, so that none is needed alone.

const PATHS = [
  "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z",
  "M12 2 23 21.5H1z",
  "M3 3h18v18H3z",
  "M12 .8 23.2 12 12 23.2.8 12z",
  "M6.4 2.3h11.2L23.2 12l-5.6 9.7H6.4L.8 12z",
  "m12 1 3.2 7.3 8 .8-6 5.3 1.8 7.9L12 18.2l-7 4.1 1.8-7.9-6-5.3 8-.8z",
  "M8.5 1.5h7v7h7v7h-7v7h-7v-7h-7v-7h7z",
  "M15.5 1.5a10.8 10.8 0 1 0 7 17A9.6 9.6 0 0 1 15.5 1.5z",
];

export const ICONS = {
  check: "M9.3 19.4 2.6 12.7l2.5-2.5 4.2 4.2L18.9 4.8l2.5 2.5z",
  cross: "m4.9 2.4 7.1 7.1 7.1-7.1 2.5 2.5-7.1 7.1 7.1 7.1-2.5 2.5-7.1-7.1-7.1 7.1-2.5-2.5L9.5 12 2.4 4.9z",
  up: "M12 5 21 17H3z",
  down: "M12 19 3 7h18z",
  lock: "M6 10V7a6 6 0 1 1 12 0v3h1.5v11.5h-15V10zm3 0h6V7a3 3 0 0 0-6 0z",
  pause: "M5 3h5v18H5zm9 0h5v18h-5z",
  people: "M8.5 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM1 20.5c0-4 3.3-7 7.500-7s7.500 3 7.500 7zm15.500-9.500a3.300 3.300 0 1 0-1.500-6.300 5.500 5.500 0 0 1-.2 6zm1.500 9.500h5c0-3.600-2.600-6.600-6.200-6.600-.7 0-1.300.1-1.900.3 2 1.500 3.100 3.700 3.100 6.300z",
  hand: "M7 11V4.500a1.500 1.500 0 0 1 3 0V10h.6V2.900a1.500 1.500 0 0 1 3 0V10h.6V4.200a1.500 1.500 0 0 1 3 0V15l1.300-2.300a1.600 1.600 0 0 1 2.800 1.500L18.500 20a5 5 0 0 1-4.400 2.500H12A5 5 0 0 1 7 17.500z",
  more: "M5 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zm7 0a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zm7 0a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  link: "M10.600 13.400a4 4 0 0 0 5.700 0l4-4a4 4 0 1 0-5.700-5.700l-1.500 1.500 1.800 1.800 1.500-1.500a1.500 1.500 0 0 1 2.100 2.100l-4 4a1.500 1.500 0 0 1-2.100 0zm2.800-2.800a4 4 0 0 0-5.700 0l-4 4a4 4 0 1 0 5.700 5.700l1.500-1.500-1.800-1.800-1.500 1.500a1.500 1.500 0 0 1-2.100-2.100l4-4a1.500 1.500 0 0 1 2.100 0z",
};

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Path data of the shape of answer number `index`. */
export const shapeOf = (index) => PATHS[index % PATHS.length];

/** The letter of answer number `index`. */
export const letterOf = (index) => LETTERS[index % LETTERS.length];

/** The CSS class that carries the colour of answer number `index`. */
export const hueOf = (index) => `hue-${index % PATHS.length}`;
