import { StartRefused } from '../platform/errors.ts';

const INTERRUPTED = 130;

/** Something that runs until it is closed. */
interface Closable {
  close(): Promise<void>;
}

/**
 * Runs a server until SIGINT or SIGTERM, then closes it and ends with 0; a second signal ends the process at once.
 * A signal during the start ends with 130; a refusal to start is told in a line and ends with 1.
 */
export async function serveUntilStopped(start: () => Promise<Closable>): Promise<void> {
  let server: Closable | null = null;
  let stopping = false;
  const stop = async () => {
    if (stopping || !server) process.exit(INTERRUPTED);
    stopping = true;
    process.stderr.write('headwater: stopping\n');
    await server.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    server = await start();
  } catch (fault) {
    if (!(fault instanceof StartRefused)) throw fault;
    process.stderr.write(`headwater: ${fault.message}\n`);
    process.exit(1);
  }
}
