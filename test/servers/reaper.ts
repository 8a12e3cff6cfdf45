/**
 * `node reaper.ts DIRECTORY`: ends a server and removes its data once whoever started it has ended. Reads process ids, one
 * a line, the last being the one that runs (0: none). Its input closes with the starter, even one that was killed.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [directory = ''] = process.argv.slice(2);
let running = 0;
for await (const line of createInterface({ input: process.stdin })) running = Number(line);
if (running > 0) end(running);
rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault;
  }
}
