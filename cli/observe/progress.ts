/** How far a long query is, on standard error: in place on a terminal, else as a line every few seconds. */
const EVERY = process.stderr.isTTY ? 250 : 5_000;

/**
 * Runs work and says every so often how far it is. `percentage` is below zero while nothing is known of it, as while
 * the types of a CSV are looked for.
 */
export async function withProgress<Result>(percentage: () => number, work: () => Promise<Result>): Promise<Result> {
  const began = Date.now();
  let told = false;
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const part = percentage();
    const text = `    ${part > 0 ? `${Math.min(99, Math.floor(part))} %, ` : ''}${seconds} s`;
    process.stderr.write(process.stderr.isTTY ? `\r${text}\x1b[K` : `${text}\n`);
    told = true;
  }, EVERY);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (told && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}
