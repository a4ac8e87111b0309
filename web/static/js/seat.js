// The seat of this device in a live session: the participant's token, for this tab first, then for this browser.

import { meta } from "./dom.js";

const key = (session) => `lectern:seat:${session}`;

function read(storage, session) {
  try {
    const seat = JSON.parse(storage.getItem(key(session)) ?? "null");
    // A seat taken by one account is not for the next person who signs in on the same device.
    return seat && seat.token && (seat.user ?? null) === meta("user") ? seat : null;
  } catch {
    return null;
  }
}

export const seatOf = (session) => read(sessionStorage, session) ?? read(localStorage, session);

export function takeSeat(seat) {
  const text = JSON.stringify({ ...seat, user: meta("user") });
  for (const storage of [sessionStorage, localStorage]) {
    try {
      storage.setItem(key(seat.session), text);
    } catch {
      // Storage is full or forbidden: the other one may do.
    }
  }
}

export function leaveSeat(session) {
  for (const storage of [sessionStorage, localStorage]) storage.removeItem(key(session));
}
