/** `npm run demo`: everything in this process, with a year of a flight-delay model in it whose last day was yesterday. */
import { parseArgs } from 'node:util';
import { serveUntilStopped } from '../gateway/process.ts';
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { startDemo } from './demo.ts';
import { FAULTS, type Fault } from './estate/estate.ts';
import { progressFrom } from './progress.ts';

const USAGE = `Usage: npm run demo [-- --fault ${FAULTS.join('|')}]\n`;

const started = Date.now() - process.uptime() * 1000;

await serveUntilStopped(async () => {
  const fault = readFault();
  const log = openLog();
  const demo = await startDemo({ ...readConfig(process.env), log, fault, progress: progressFrom(started) });
  log.debug({ residentBytes: process.memoryUsage().rss }, 'demonstration ready');
  process.stdout.write(`headwater ready ${demo.url}\n${demo.announcement}`);
  return demo;
});

/** The fault asked for on the command line; ends the process with 2 when there is no such fault. */
function readFault(): Fault | null {
  try {
    const { fault } = parseArgs({ options: { fault: { type: 'string' } } }).values;
    const known = FAULTS.find((name) => name === fault);
    if (fault === undefined || known) return known ?? null;
    process.stderr.write(`headwater: there is no fault "${fault}"\n${USAGE}`);
  } catch (wrong) {
    process.stderr.write(`headwater: ${(wrong as Error).message}\n${USAGE}`);
  }
  process.exit(2);
}
