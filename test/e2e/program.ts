import { spawn } from 'node:child_process';

interface Surroundings {
  /** Added to that of the tests; undefined takes one away. */
  environment?: Record<string, string | undefined>;
  /** Where it runs; the project's root when left out. */
  directory?: string;
}

export interface Ended {
  status: number | null;
  /** Standard output and standard error as they came. */
  output: string;
}

export interface Program {
  /** As far as it came. */
  output(): string;
  ended: Promise<Ended>;
}

export function startProgram(program: string, args: string[], { environment, directory }: Surroundings = {}): Program {
  const child = spawn(program, args, {
    env: { ...process.env, ...environment },
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<Ended>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => {
      process.off('exit', orphaned);
      done({ status, output });
    });
  });
  return { output: () => output, ended };
}

/** Runs a program to its end. */
export const runProgram = (program: string, args: string[], surroundings?: Surroundings): Promise<Ended> =>
  startProgram(program, args, surroundings).ended;
