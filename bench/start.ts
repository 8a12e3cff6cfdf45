import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { median, type Report, rounded } from './report.ts';

const ROUNDS = 5;
/** Assets in the data directory; ten times apart, so that growth shows. */
const SIZES = { empty: 0, small: 10_000, large: 100_000 } as const;
/** Assets declared in one request. */
const BATCH = 1_000;
/** How long a server stands idle before its memory is read, in milliseconds. */
const IDLE = 3_000;

const READY = 'headwater ready ';

interface Running {
  url: string;
  /** From its start until it served. */
  milliseconds: number;
  pid: number;
  stop(): Promise<void>;
}

/** How long `npm start` takes until it serves, on an empty directory and on a filled one, and what it then holds. */
export async function bench(): Promise<Report> {
  const readyMilliseconds: Record<string, number> = {};
  const idleMegabytes: Record<string, number> = {};
  for (const [size, assets] of Object.entries(SIZES)) {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-start-'));
    await fill(directory, assets);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await timeToReady(directory, assets === 0));
    readyMilliseconds[size] = rounded(median(rounds));
    idleMegabytes[size] = rounded(await idleMemory(directory));
    rmSync(directory, { recursive: true });
  }
  return { name: 'start', figures: { readyMilliseconds, idleMegabytes, assets: SIZES }, peers: {}, ratios: {} };
}

async function timeToReady(directory: string, fresh: boolean): Promise<number> {
  const own = fresh ? mkdtempSync(join(tmpdir(), 'headwater-start-')) : directory;
  const server = await run('npm', ['start', '--silent'], own);
  await server.stop();
  if (fresh) rmSync(own, { recursive: true });
  return server.milliseconds;
}

async function idleMemory(directory: string): Promise<number> {
  const server = await run(process.execPath, ['gateway/main.ts'], directory);
  await pause(IDLE);
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' });
  await server.stop();
  return Number(kilobytes) / 1024;
}

/** Declares a chain of datasets and the jobs between them. */
async function fill(directory: string, count: number): Promise<void> {
  if (count === 0) return;
  const server = await run(process.execPath, ['gateway/main.ts'], directory);
  try {
    for (let first = 0; first < count; first += BATCH) {
      const ids = Array.from({ length: BATCH }, (_, at) =>
        at % 2 ? `job/etl/${first + at}` : `dataset/dwh/${first + at}`,
      );
      const edges = ids.slice(1).map((to, at) => ({ from: ids[at], to, role: at % 2 ? 'WRITES' : 'READS' }));
      await declare(server.url, { assets: ids.map((id) => ({ id })), edges });
    }
  } finally {
    await server.stop();
  }
}

async function declare(url: string, input: object): Promise<void> {
  const query = 'mutation($input: DeclareLineageInput!) { declareLineage(input: $input) { userErrors { message } } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { declareLineage: { userErrors: unknown[] } };
    errors?: unknown;
  };
  if (errors || data?.declareLineage.userErrors.length) throw new Error(JSON.stringify(errors ?? data).slice(0, 500));
}

/** Runs a command until it prints the line that says where it serves. */
async function run(command: string, args: string[], directory: string): Promise<Running> {
  const begun = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, HEADWATER_DATA_DIR: directory, HEADWATER_PORT: '0', HEADWATER_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // npm does not hand signals on; a terminal sends Ctrl-C to the whole group, and so does this.
    detached: true,
  });
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error(`${command} did not start`);
  const ended = once(child, 'exit');
  const stop = async () => {
    process.kill(-pid, 'SIGINT');
    await ended;
  };
  for await (const line of createInterface({ input: stdout }))
    if (line.startsWith(READY)) {
      stdout.resume();
      return { url: line.slice(READY.length), milliseconds: performance.now() - begun, stop, pid };
    }
  throw new Error(`${command} ${args.join(' ')} ended before it served`);
}
