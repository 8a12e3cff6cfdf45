/** Real Python programs (OpenLineage's client, dbt, Spark, MLflow) from PyPI, each set in an environment of its own. */
import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
// Environments know their own path: it must be the one that stays, should the folder be linked to.
const CACHE = linkless(join(import.meta.dirname, '../../.servers'));
const REQUIREMENTS = join(import.meta.dirname, 'python');
/** After so long whoever was installing is thought to have been killed. */
const INSTALL_PATIENCE = 15 * 60_000;

function linkless(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** What keeps Python programs from being installed here; null when nothing does. */
export function pythonObstacle(): string | null {
  try {
    execFileSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'no Python 3 with venv on the path: install python3-venv';
  }
}

/** Those that there are. */
export const pythonEnvironments = (): string[] =>
  readdirSync(REQUIREMENTS)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => basename(file, '.txt'));

/**
 * The folder of programs (`python`, `mlflow`, `dbt-ol`, …) of the environment that `python/<name>.txt` describes,
 * installed once for all runs and again when that file changes. Several processes may ask at once; one installs.
 */
export async function pythonEnvironment(name: string): Promise<string> {
  const requirements = join(REQUIREMENTS, `${name}.txt`);
  const home = join(CACHE, `python-${name}`);
  const stamp = join(home, 'requirements.txt');
  const installing = `${home}.installing`;
  const wanted = readFileSync(requirements, 'utf8');
  const ready = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  mkdirSync(CACHE, { recursive: true });
  while (!ready()) {
    if (!took(installing)) {
      await wait(500);
      continue;
    }
    try {
      if (ready()) break;
      process.stderr.write(`installing the Python environment ${name}, once\n`);
      rmSync(home, { recursive: true, force: true });
      await run('python3', ['-m', 'venv', home]);
      // It takes the processors that tests leave.
      await run('nice', [join(home, 'bin/pip'), 'install', '--quiet', '--no-input', '-r', requirements], {
        maxBuffer: 64 * 1024 * 1024,
      });
      writeFileSync(stamp, wanted);
    } finally {
      rmSync(installing, { recursive: true, force: true });
    }
  }
  return join(home, 'bin');
}

/** Whether this process is now the one that installs. */
function took(installing: string): boolean {
  try {
    mkdirSync(installing);
    return true;
  } catch {
    const held = statSync(installing, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > INSTALL_PATIENCE) rmSync(installing, { recursive: true, force: true });
    return false;
  }
}
