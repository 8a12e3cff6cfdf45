/** Headwater itself as processes, as a person starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../..');
const PATIENCE = 60_000;

export interface HeadwaterProcess {
  /** What the ready line said. */
  url: string;
  child: ChildProcess;
  /** Sends a signal and resolves with the exit status, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** What was written on standard error so far. */
  errors(): string;
}

/** Starts a script of the project and waits for its ready line. */
export async function startProcess(script: string[], environment: Record<string, string>): Promise<HeadwaterProcess> {
  const child = spawn(process.execPath, script, {
    cwd: project,
    env: { ...process.env, HEADWATER_LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  ended.then(() => process.off('exit', orphaned));
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const url = await new Promise<string>((ready, failed) => {
    let output = '';
    const late = setTimeout(
      () => failed(new Error(`${script.join(' ')} was not ready within ${PATIENCE / 1000} s: ${errors}`)),
      PATIENCE,
    );
    ended.then((status) => {
      clearTimeout(late);
      failed(new Error(`${script.join(' ')} ended with ${status} before it was ready: ${errors}`));
    });
    child.stdout.on('data', (text) => {
      output += text;
      const said = /headwater ready (\S+)/.exec(output)?.[1];
      if (!said) return;
      clearTimeout(late);
      ready(said);
    });
  });
  return {
    url,
    child,
    errors: () => errors,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
