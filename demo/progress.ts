import { styleText } from 'node:util';

/** Tells how far the start has come. */
export type Progress = (done: string) => void;

/** One line a step on standard error, with the seconds since the start; dimmed on a terminal. */
export function progressFrom(started: number): Progress {
  return (done) => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const line = `${seconds.padStart(5)} s  ${done}`;
    process.stderr.write(`${styleText('dim', line, { stream: process.stderr })}\n`);
  };
}
