// The smallest way to say what a module must do: sentences, and functions that throw.

export function equal(got, wanted) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`got ${a}, wanted ${b}`);
}

export const truthy = (value, what = "value") => {
  if (!value) throw new Error(`${what} is ${value}`);
};

/** Wait until `probe()` is true; the pace is the event loop's. */
export async function until(probe, what = "the wait") {
  const end = performance.now() + 5000;
  while (!probe()) {
    if (performance.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Run every sentence; the names and reasons of those that fail. */
export async function run(sentences) {
  const failed = [];
  for (const [name, body] of Object.entries(sentences)) {
    try {
      await body();
    } catch (error) {
      failed.push(`${name}: ${error?.message ?? JSON.stringify(error)}`);
    }
  }
  return { ran: Object.keys(sentences).length, failed };
}
