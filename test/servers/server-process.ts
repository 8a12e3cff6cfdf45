/** A server as a process of its own with temporary data, ended and removed with whoever started it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from './ports.ts';

const BOOT_PATIENCE = 60_000;
const STOP_PATIENCE = 30_000;
const REAPER = join(import.meta.dirname, 'reaper.ts');

export interface ServerProcess {
  /** Such as `http://127.0.0.1:8428`. */
  url: string;
  /** Where its data is. */
  directory: string;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
  /** Makes it hang until it is resumed. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** What keeps a program from being started here; null when nothing does. */
export const programObstacle = (program: string, debianPackage: string): string | null =>
  spawnSync(program, ['--version']).error ? `there is no ${program}; it is in Debian's package ${debianPackage}` : null;

export interface ServerProgram {
  program: string;
  /** Its arguments, given its data directory and its port on 127.0.0.1. */
  argumentsFor(directory: string, port: number): string[];
  /** What its directory is named after; the program where it is left out. */
  label?: string;
  /** What it is told by its surroundings. */
  environment?(directory: string): Record<string, string>;
  /** How long it may take to be ready, in milliseconds. */
  patience?: number;
  /** Whether it is ready: a path that answers 200 once it is, or another way to ask. */
  ready: string | ((port: number) => Promise<boolean>);
  /** Fills its directory before the first start. */
  prepare?(directory: string, port: number): Promise<void>;
  /** Who runs it, where it must not be whoever runs the tests. */
  owner?: { uid: number; gid: number } | undefined;
  /** What ends it as a crash would, SIGKILL when left out. */
  crash?: NodeJS.Signals;
}

export async function startServerProcess(server: ServerProgram): Promise<ServerProcess> {
  const { program, argumentsFor, ready, owner, crash = 'SIGKILL', patience = BOOT_PATIENCE } = server;
  const directory = mkdtempSync(join(tmpdir(), `headwater-${server.label ?? basename(program)}-`));
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const port = await freePort();
  await server.prepare?.(directory, port);
  const url = `http://127.0.0.1:${port}`;
  const log = join(directory, 'console.log');
  // In a group of its own, so that Ctrl-C leaves it to do its work.
  const reaper = spawn(process.execPath, [REAPER, directory], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const reaped = new Promise((done) => reaper.once('exit', done));
  let child: ChildProcess | null = null;
  const start = async () => {
    const output = openSync(log, 'a');
    const surroundings = { cwd: directory, env: { ...process.env, ...server.environment?.(directory) }, ...owner };
    child = spawn(program, argumentsFor(directory, port), { ...surroundings, stdio: ['ignore', output, output] });
    closeSync(output);
    reaper.stdin.write(`${child.pid}\n`);
    await answering(() => (typeof ready === 'string' ? answersOk(url + ready) : ready(port)), { child, log, patience });
  };
  const kill = async () => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((done) => ending.once('exit', done));
    signalAll(ending, 'SIGCONT');
    ending.kill(crash);
    await Promise.race([ended, new Promise((late) => setTimeout(late, STOP_PATIENCE).unref())]);
    reaper.stdin.write('0\n');
  };
  const stop = async () => {
    await kill();
    reaper.stdin.end();
    await reaped;
  };
  await start().catch(async (fault) => {
    await stop();
    throw fault;
  });
  return {
    url,
    directory,
    kill,
    start,
    stop,
    pause: () => child && signalAll(child, 'SIGSTOP'),
    resume: () => child && signalAll(child, 'SIGCONT'),
  };
}

/** Some servers have a process for each connection. */
function signalAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  for (const each of [pid, ...children.map(Number)])
    try {
      process.kill(each, signal);
    } catch (fault) {
      // It ended meanwhile, as the processes of connections do.
      if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault;
    }
}

const answersOk = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function answering(
  isReady: () => Promise<boolean>,
  { child, log, patience }: { child: ChildProcess; log: string; patience: number },
): Promise<void> {
  for (const began = Date.now(); Date.now() - began < patience; await new Promise((done) => setTimeout(done, 50))) {
    if (child.exitCode !== null) throw new Error(`the server ended while it started:\n${readFileSync(log, 'utf8')}`);
    if (await isReady()) return;
  }
  throw new Error(`the server did not answer within ${patience / 1_000} s:\n${readFileSync(log, 'utf8')}`);
}
