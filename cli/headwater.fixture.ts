import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

/** The command as people run it. */
export const headwater = resolve(import.meta.dirname, '../headwater');

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command, in a folder that is not the project's, to its end. */
export function run(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(headwater, args, { env: { ...process.env, ...environment }, cwd: tmpdir() });
    const ended: Ended = { status: null, stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      ended.stdout += text;
    });
    child.stderr.on('data', (text) => {
      ended.stderr += text;
    });
    child.on('close', (status) => done({ ...ended, status }));
  });
}
