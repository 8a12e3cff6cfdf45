import { Worker } from 'node:worker_threads';
import type { Answer, Order } from './sqlite-thread.ts';

interface Caller {
  resolve(rows: unknown[]): void;
  reject(cause: unknown): void;
}

/** Speaks with the thread that writes a SQLite file, which begins with the first order. */
export class SqliteCaller {
  private readonly path: string;
  private thread: Worker | null = null;
  private readonly waiting: Caller[] = [];

  constructor(path: string) {
    this.path = path;
  }

  /** @throws an error with SQLite's code, as the driver does. */
  call(order: Order): Promise<unknown[]> {
    this.thread ??= this.start();
    this.thread.ref();
    this.thread.postMessage(order);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** Resolves once the thread has let go of the file. */
  async close(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    thread.ref();
    const ended = new Promise((done) => thread.once('exit', done));
    thread.postMessage(null);
    await ended;
  }

  private start(): Worker {
    const thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData: { path: this.path } });
    thread.on('message', (answer: Answer) => {
      const caller = this.waiting.shift();
      if (this.waiting.length === 0) thread.unref();
      if ('rows' in answer) caller?.resolve(answer.rows);
      else caller?.reject(Object.assign(new Error(answer.fault.message), { code: answer.fault.code }));
    });
    thread.on('error', (cause) => this.giveUp(cause));
    thread.on('exit', () => this.giveUp(new Error('the thread ended')));
    return thread;
  }

  /** Whoever waits is told, and the next order begins a thread anew. */
  private giveUp(cause: unknown): void {
    this.thread = null;
    const fault = Object.assign(new Error('the thread that writes is gone', { cause }), { code: 'SQLITE_ABORT' });
    for (const { reject } of this.waiting.splice(0)) reject(fault);
  }
}
