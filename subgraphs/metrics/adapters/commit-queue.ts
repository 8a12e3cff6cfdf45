import type { Measurement } from '../domain/measurement.ts';

interface Waiting {
  measurements: readonly Measurement[];
  done: () => void;
  failed: (cause: unknown) => void;
}

/** Writes one batch at a time; calls that wait at the same time share a batch, hence one wait for the store. */
export class CommitQueue {
  readonly #commit: (measurements: readonly Measurement[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #committing: Promise<void> | null = null;

  constructor(commit: (measurements: readonly Measurement[]) => Promise<void>) {
    this.#commit = commit;
  }

  /** Resolves once these are committed. */
  record(measurements: readonly Measurement[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ measurements, done: resolve, failed: reject });
    this.#committing ??= this.#commitAll().finally(() => {
      this.#committing = null;
    });
    return promise;
  }

  /** Answers when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#committing;
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const [only, ...others] = batch;
        await this.#commit(
          only && others.length === 0 ? only.measurements : batch.flatMap(({ measurements }) => measurements),
        );
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
  }
}

/** One measurement a key, the last told of each, in the order first told. */
export function lastOfEach(measurements: readonly Measurement[]): Measurement[] {
  const byKey = new Map<string, Measurement>();
  for (const one of measurements)
    byKey.set(`${one.end} ${one.duration} ${one.fingerprint} ${one.name} ${one.asset} ${one.dimensions}`, one);
  return byKey.size === measurements.length ? [...measurements] : [...byKey.values()];
}
