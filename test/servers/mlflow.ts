/** A real MLflow server with a database and artifacts of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './ports.ts';

const PATIENCE = 90_000;

/** So that it may tell a server on this machine, and forgets at once which webhooks there are. The key is any of its kind. */
const WEBHOOKS = {
  MLFLOW_WEBHOOK_ALLOWED_SCHEMES: 'http',
  MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: 'true',
  MLFLOW_WEBHOOK_CACHE_TTL: '0',
  MLFLOW_WEBHOOK_SECRET_ENCRYPTION_KEY: `${Buffer.alloc(32, 'headwater').toString('base64url')}=`,
};

export interface Mlflow {
  url: string;
  stop(): Promise<void>;
}

/** Nothing here is a job of MLflow's own, for which it would keep several processes more. */
const WITHOUT_JOBS = { MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false', MLFLOW_DISABLE_TELEMETRY: 'true' };

/** @param programs the folder that `mlflow` is in. */
export async function startMlflow(programs: string): Promise<Mlflow> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-mlflow-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    join(programs, 'mlflow'),
    [
      ...['server', '--workers', '1', '--host', '127.0.0.1', '--port', String(port)],
      ...['--backend-store-uri', `sqlite:///${join(directory, 'mlflow.db')}`],
      ...['--artifacts-destination', join(directory, 'artifacts')],
    ],
    {
      cwd: directory,
      env: { ...process.env, ...WEBHOOKS, ...WITHOUT_JOBS },
      stdio: ['ignore', 'pipe', 'pipe'],
      // It starts others, which are stopped with it as a group.
      detached: true,
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  let ended = false;
  const end = new Promise<void>((done) =>
    child.once('exit', () => {
      ended = true;
      done();
    }),
  );
  const killed = () => kill(child.pid, 'SIGKILL');
  child.once('error', (fault) => {
    said += fault.message;
    ended = true;
  });
  process.once('exit', killed);
  const stop = async () => {
    kill(child.pid, 'SIGTERM');
    await Promise.race([end, wait(10_000, undefined, { ref: false })]);
    killed();
    process.off('exit', killed);
    rmSync(directory, { recursive: true, force: true });
  };
  const deadline = Date.now() + PATIENCE;
  while (!(await answers(url))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`MLflow did not start: ${said}`);
    }
    await wait(250);
  }
  return { url, stop };
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/version`).then(
    ({ ok }) => ok,
    () => false,
  );

function kill(group: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (group !== undefined) process.kill(-group, signal);
  } catch {
    // All of them have ended.
  }
}
