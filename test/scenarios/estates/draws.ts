import { randomFrom } from '../../random.ts';

/** Draws of one purpose. Purposes have streams of their own, so that a fault changes nothing but what it touches. */
export interface Draws {
  chance(probability: number): boolean;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** @throws RangeError when there is nothing to pick from. */
  pick<Value>(from: readonly Value[]): Value;
  shuffled<Value>(values: readonly Value[]): Value[];
  /** Standard normal. */
  normal(): number;
}

// Drawn a million times in a suite, whose own globals are slow to reach.
const { cos, floor, log, sqrt, PI } = Math;

const MODULUS = 2_147_483_647;

/** FNV-1a of the purpose, as a seed. */
function seedOf(purpose: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < purpose.length; index += 1)
    hash = Math.imul(hash ^ purpose.charCodeAt(index), 16_777_619) >>> 0;
  return (hash % (MODULUS - 1)) + 1;
}

export function drawsFor(...purpose: (string | number)[]): Draws {
  const random = randomFrom(seedOf(purpose.join(' ')));
  const between = (low: number, high: number) => low + (high - low) * random();
  const whole = (low: number, high: number) => low + floor(random() * (high - low + 1));
  return {
    chance: (probability) => random() < probability,
    between,
    whole,
    pick(from) {
      const index = whole(0, from.length - 1);
      if (!(index in from)) throw new RangeError('nothing to pick from');
      return from[index] as (typeof from)[number];
    },
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: random() }))
        .sort((a, b) => a.order - b.order)
        .map(({ value }) => value),
    // Box and Muller's transform; the generator never answers 0.
    normal: () => sqrt(-2 * log(random())) * cos(2 * PI * random()),
  };
}
