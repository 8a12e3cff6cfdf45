import type { ScenarioCase } from '../scenario-case.ts';
import { type EstateCase, estateCase, withATenthMissing } from './estate-case.ts';
import { FAULT_KINDS } from './faults.ts';
import { healthyCases } from './healthy.ts';
import type { Size } from './layout.ts';

export const SIZES: readonly Size[] = ['small', 'medium', 'large'];

/** Seeds on which the ranking may be developed. */
export const DEVELOPMENT_SEEDS: readonly number[] = [1, 2, 3, 4, 5];

/**
 * Seeds kept apart. They are for measuring alone: whoever changes the ranking must not look at these cases one by one nor
 * choose a constant by them, or their figures mean nothing any more.
 */
export const HELD_OUT_SEEDS: readonly number[] = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];

/** Every kind at every size, each with lineage whole and with a tenth of it missing. */
export const estateCases = (seeds: readonly number[]): EstateCase[] =>
  seeds.flatMap((seed) =>
    SIZES.flatMap((size) =>
      FAULT_KINDS.flatMap((kind) => {
        const whole = estateCase(kind, size, seed);
        return [whole, withATenthMissing(whole)];
      }),
    ),
  );

export const healthyCasesOf = (seeds: readonly number[]): ScenarioCase[] =>
  seeds.flatMap((seed) => SIZES.flatMap((size) => healthyCases(size, seed)));
