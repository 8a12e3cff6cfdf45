import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../../../platform/clock.ts';
import type { CumulativePoint } from '../../domain/observation.ts';
import type { MetricsClient } from './client.ts';
import type { Journal } from './journal.ts';

/** How long a write is kept for sending it again; VictoriaMetrics has everything on disk after 5 s. */
const KEPT = 60_000;
/** A store's clock tells its start to the second. */
const START_RESOLUTION = 10_000;
const ATTEMPTS = 3;
/** VictoriaMetrics shows what it was sent within a second or two. */
const SHOWN_AFTER = 2_500;

/** Sees to it that what was acknowledged is there, after the store was killed too. */
export class Delivery {
  readonly #client: MetricsClient;
  readonly #journal: Journal;
  readonly #clock: Clock;
  /** Whether the store may have been started anew since it was last asked. */
  #isDoubtful = true;
  #startedAt: string | null = null;
  #settling: Promise<void> | null = null;

  constructor(client: MetricsClient, journal: Journal, clock: Clock) {
    this.#client = client;
    this.#journal = journal;
    this.#clock = clock;
    client.onDisconnect(() => {
      this.#isDoubtful = true;
    });
  }

  /** Resolves once the store has it and would have it again. */
  async write(body: Uint8Array, reckonedFrom: readonly CumulativePoint[]): Promise<void> {
    await this.#settled();
    await this.#forgetOld();
    const id = await this.#journal.append(body, this.#clock(), reckonedFrom);
    try {
      await this.#client.write(body);
    } catch (fault) {
      await this.#journal.remove(id);
      throw fault;
    }
  }

  /** What a question answers of a store that has everything that was acknowledged. */
  async whole<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      await this.#settled();
      const answer = await ask();
      // A store that went and came back in between had forgotten what it was sent last.
      if (!this.#isDoubtful || attempt === ATTEMPTS) return answer;
    }
  }

  async #settled(): Promise<void> {
    while (this.#isDoubtful || this.#settling) {
      this.#settling ??= this.#settle().finally(() => {
        this.#settling = null;
      });
      await this.#settling;
    }
  }

  async #settle(): Promise<void> {
    this.#isDoubtful = false;
    try {
      const startedAt = await this.#client.startedAt();
      if (this.#mayBeAnew(startedAt)) await this.#sendAgain();
      this.#startedAt = startedAt;
    } catch (fault) {
      this.#isDoubtful = true;
      throw fault;
    }
  }

  async #sendAgain(): Promise<void> {
    const bodies = await this.#journal.bodies();
    for (const body of bodies) await this.#client.write(body);
    if (bodies.length > 0) await setTimeout(SHOWN_AFTER);
  }

  #mayBeAnew(startedAt: string | null): boolean {
    if (startedAt === null || startedAt !== this.#startedAt) return true;
    return this.#clock() - Number(startedAt) * 1000 < START_RESOLUTION;
  }

  async #forgetOld(): Promise<void> {
    const [now, oldest] = [this.#clock(), await this.#journal.oldest()];
    if (oldest === null || now - oldest < 2 * KEPT) return;
    const startedAt = await this.#client.startedAt();
    if (startedAt === this.#startedAt) await this.#journal.forgetBefore(now - KEPT);
    else this.#isDoubtful = true;
    await this.#settled();
  }
}
