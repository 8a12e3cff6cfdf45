/** A real Alertmanager (Apache-2.0) from Debian's package, and its command amtool. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { programObstacle, type ServerProcess, startServerProcess } from './server-process.ts';

const PROGRAM = 'prometheus-alertmanager';

/** What keeps an Alertmanager from being started here; null when nothing does. */
export const alertmanagerObstacle = (): string | null =>
  programObstacle(PROGRAM, PROGRAM) ?? programObstacle('amtool', PROGRAM);

/** Starts one with the settings of an `alertmanager.yml`. */
export const startAlertmanager = (settings: object): Promise<ServerProcess> =>
  startServerProcess({
    program: PROGRAM,
    argumentsFor: (directory, port) => {
      const file = join(directory, 'alertmanager.yml');
      writeFileSync(file, stringify(settings));
      return [
        `--config.file=${file}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ];
    },
    ready: '/-/ready',
  });

/** How amtool ended. */
interface Ended {
  status: number | null;
  output: string;
  errors: string;
}

/** Runs amtool against an Alertmanager, or what speaks as one. */
export function amtool(url: string, ...args: string[]): Promise<Ended> {
  const child = spawn('amtool', [`--alertmanager.url=${url}`, ...args]);
  const ended: Ended = { status: null, output: '', errors: '' };
  child.stdout.on('data', (text) => {
    ended.output += text;
  });
  child.stderr.on('data', (text) => {
    ended.errors += text;
  });
  return new Promise((done) => child.once('close', (status) => done({ ...ended, status })));
}
