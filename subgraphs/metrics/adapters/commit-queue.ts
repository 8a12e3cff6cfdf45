import type { Measurement } from '../domain/measurement.ts';
import type { CumulativePoint } from '../domain/observation.ts';

/** What is written at once. */
export interface Batch {
  measurements: readonly Measurement[];
  reckonedFrom: readonly CumulativePoint[];
}

interface Waiting extends Batch {
  done: () => void;
  failed: (cause: unknown) => void;
}

/** Writes one batch at a time; calls that wait at the same time share a batch, hence one wait for the store. */
export class CommitQueue {
  readonly #commit: (batch: Batch) => Promise<void>;
  #waiting: Waiting[] = [];
  #committing: Promise<void> | null = null;

  constructor(commit: (batch: Batch) => Promise<void>) {
    this.#commit = commit;
  }

  /** Resolves once these are committed. */
  record(batch: Batch): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ ...batch, done: resolve, failed: reject });
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
        await this.#commit(joined(batch));
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
  }
}

function joined(batches: readonly Batch[]): Batch {
  const [only, ...others] = batches;
  if (only && others.length === 0) return only;
  return {
    measurements: batches.flatMap(({ measurements }) => measurements),
    reckonedFrom: batches.flatMap(({ reckonedFrom }) => reckonedFrom),
  };
}

/** One measurement a key, the last told of each, in the order first told. */
export function lastOfEach(measurements: readonly Measurement[]): Measurement[] {
  const byKey = new Map<string, Measurement>();
  for (const one of measurements)
    byKey.set(`${one.end} ${one.duration} ${one.fingerprint} ${one.name} ${one.asset} ${one.dimensions}`, one);
  return byKey.size === measurements.length ? [...measurements] : [...byKey.values()];
}
