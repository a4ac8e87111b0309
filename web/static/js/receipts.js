// The receipts that this browser was given for its answers, kept so that each can be checked later.

const key = (session, owner) => `lectern:receipts:${session}:${owner}`;

/** `[{run, index, receipt}]`, one for each showing; empty without a storage. */
export function receiptsOf(session, owner) {
  try {
    const list = JSON.parse(localStorage.getItem(key(session, owner)) ?? "[]");
    return Array.isArray(list) ? list.filter((one) => one?.run && one.receipt) : [];
  } catch {
    return [];
  }
}

/** Keep one; a later receipt for the same showing stands in place of the first. */
export function keepReceipt(session, owner, receipt) {
  if (!receipt.receipt) return;
  const others = receiptsOf(session, owner).filter((one) => one.run !== receipt.run);
  try {
    localStorage.setItem(key(session, owner), JSON.stringify([...others, receipt]));
  } catch {
    // A full or forbidden storage: the answer is safe at the server all the same.
  }
}
