import type { NumberColumns } from '../../domain/numbers.ts';

export const DAY = 86_400_000;

/** The day in which a point ends; one that ends at midnight ends in the day before. */
export const dayOf = (ending: number): number => Math.floor((ending - 1) / DAY);

/** Points kept of all series, of 20 bytes each, and 8 more once their values were asked for; the least lately asked series go first. */
const MOST_POINTS = 10_000_000;

/** Days [from, to]. */
export interface Days {
  from: number;
  to: number;
}

/** Days of one series whose points are kept and dropped together. */
export interface Stretch extends Days {
  columns: NumberColumns;
}

interface KeptSeries {
  /** Each day of a stretch leads to it. */
  byDay: Map<number, Stretch>;
  points: number;
}

/** The numbers of whole days, by series. What is written drops the stretches in which it ends. */
export class KeptColumns {
  readonly #kept = new Map<number, KeptSeries>();
  #points = 0;
  /** Grows with each change. */
  #changes = 0;
  /** By series, the change that was its last; what was read before it is not kept after. */
  #changedAt = new Map<number, number>();
  #forgottenAt = 0;

  get changes(): number {
    return this.#changes;
  }

  /** By day, the stretches known of a series. */
  of(series: number): ReadonlyMap<number, Stretch> | null {
    const kept = this.#kept.get(series);
    if (!kept) return null;
    this.#kept.delete(series);
    this.#kept.set(series, kept);
    return kept.byDay;
  }

  /** Keeps a stretch as it was read after so many changes. */
  keep(series: number, stretch: Stretch, changes: number): void {
    if (changes < Math.max(this.#forgottenAt, this.#changedAt.get(series) ?? 0)) return;
    for (let day = stretch.from; day <= stretch.to; day += 1) this.#dropStretch(series, day);
    const kept = this.#kept.get(series) ?? { byDay: new Map(), points: 0 };
    this.#kept.set(series, kept);
    for (let day = stretch.from; day <= stretch.to; day += 1) kept.byDay.set(day, stretch);
    kept.points += stretch.columns.ends.length;
    this.#points += stretch.columns.ends.length;
  }

  /** Makes room. */
  trim(): void {
    for (const [series, { points }] of this.#kept) {
      if (this.#points <= MOST_POINTS) break;
      this.#kept.delete(series);
      this.#points -= points;
    }
  }

  onWritten = (series: ArrayLike<number>, endings: readonly { end: number }[]): void => {
    this.#changes += 1;
    for (const [row, { end }] of endings.entries()) {
      this.#changedAt.set(series[row] as number, this.#changes);
      this.#dropStretch(series[row] as number, dayOf(end));
    }
  };

  forgetAll = (): void => {
    this.#kept.clear();
    this.#points = 0;
    this.#changedAt.clear();
    this.#changes += 1;
    this.#forgottenAt = this.#changes;
  };

  #dropStretch(series: number, day: number): void {
    const kept = this.#kept.get(series);
    const stretch = kept?.byDay.get(day);
    if (!kept || !stretch) return;
    for (let each = stretch.from; each <= stretch.to; each += 1) kept.byDay.delete(each);
    kept.points -= stretch.columns.ends.length;
    this.#points -= stretch.columns.ends.length;
  }
}
