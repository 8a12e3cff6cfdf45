import type { Clock } from '../../../../platform/clock.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { ObservedIndex } from '../observed-index.ts';
import type { MetricsClient } from './client.ts';
import { ARRIVAL, keyOf } from './names.ts';

/** What another process observed first is known after so long at the latest. */
const FRESH = 10_000;
const AHEAD = 3_600_000;

/** Which metrics the store has, read at the first question and again once that is some time ago. */
export class KnownMetrics {
  readonly index = new ObservedIndex();
  readonly #client: MetricsClient;
  readonly #clock: Clock;
  #loadedAt: Instant = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;

  constructor(client: MetricsClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Resolves when everything from before this process is known. */
  async loaded(): Promise<void> {
    if (this.#loadedAt < 0) await this.#load();
  }

  async fresh(): Promise<void> {
    if (this.#clock() - this.#loadedAt > FRESH) await this.#load();
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #read(): Promise<void> {
    const now = this.#clock();
    const found = await this.#client.series(this.#client.select({ __name__: ARRIVAL }), now + AHEAD);
    for (const labels of found) this.index.add(keyOf(labels));
    this.#loadedAt = now;
  }
}
