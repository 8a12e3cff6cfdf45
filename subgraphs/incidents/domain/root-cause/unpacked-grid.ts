import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Grid } from './question.ts';

/** A grid of packed values. Only those that somebody looks at one by one are unpacked: most baselines are not. */
export class UnpackedGrid implements Grid {
  readonly start: Instant;
  readonly step: Milliseconds;
  readonly packed: Float64Array;
  #values: (number | null)[] | null = null;

  constructor(start: Instant, step: Milliseconds, packed: Float64Array) {
    this.start = start;
    this.step = step;
    this.packed = packed;
  }

  get values(): readonly (number | null)[] {
    this.#values ??= unpacked(this.packed);
    return this.#values;
  }
}

// One after another, so that an array without gaps holds plain numbers.
function unpacked(packed: Float64Array): (number | null)[] {
  const values: (number | null)[] = [];
  for (const value of packed) values.push(Number.isNaN(value) ? null : value);
  return values;
}
