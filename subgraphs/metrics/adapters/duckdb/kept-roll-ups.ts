import type { Instant } from '../../../../vocabulary/duration.ts';
import type { RolledUp } from '../../ports/metric-store.ts';

/** What was merged of one question, as of a sequence number or later; null for a window without data. */
export interface KeptWindows {
  sequence: number;
  byStart: ReadonlyMap<Instant, RolledUp | null>;
}

/** Windows kept of all questions; the least lately asked questions go first. */
const MOST_WINDOWS = 50_000;

/**
 * Windows merged before, by question. Every point written has a greater sequence number than those before it, so that what
 * was written since tells which windows no longer hold. What removes points without writing any forgets everything.
 */
export class KeptRollUps {
  readonly #kept = new Map<string, KeptWindows>();
  #windows = 0;
  /** Changes when all is forgotten: what was read before that is not kept after. */
  #generation = {};

  get generation(): object {
    return this.#generation;
  }

  of(question: string): KeptWindows | null {
    const windows = this.#kept.get(question);
    if (!windows) return null;
    this.#kept.delete(question);
    this.#kept.set(question, windows);
    return windows;
  }

  keep(question: string, generation: object, windows: KeptWindows): void {
    if (generation !== this.#generation) return;
    this.#drop(question);
    this.#kept.set(question, windows);
    this.#windows += windows.byStart.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#windows <= MOST_WINDOWS) break;
      this.#drop(oldest);
    }
  }

  forgetAll = (): void => {
    this.#kept.clear();
    this.#windows = 0;
    this.#generation = {};
  };

  #drop(question: string): void {
    this.#windows -= this.#kept.get(question)?.byStart.size ?? 0;
    this.#kept.delete(question);
  }
}
