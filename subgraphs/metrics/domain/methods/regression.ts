import type { BinComponents } from '../components.ts';
import type { RegressionMethod } from '../method.ts';
import type { Components } from '../observation.ts';
import { coverageSums, labelCoverageOf } from './label-coverage.ts';
import { mergeBins } from './merge-bins.ts';
import { type MethodRules, namesOf, type Reading, refused, withoutNoiseFloor } from './rules.ts';

type Measure = RegressionMethod['measure'];

/** The sums beside the count that each measure needs. */
const NEEDED: Record<Measure, readonly ('absolute' | 'squared' | 'relative' | 'zeros')[]> = {
  mae: ['absolute'],
  rmse: ['squared'],
  mape: ['relative', 'zeros'],
};

/**
 * How far predictions of a number lie off. MAE = Σ|e| / n and RMSE = √(Σe² / n) in the definition's unit. MAPE =
 * Σ|e / actual| / n over those whose actual number is not 0, for which no share can be told; in hundredths where the
 * unit is %.
 */
export const regression = ({ measure }: RegressionMethod, unit: string): MethodRules<BinComponents> => ({
  takes: `{errors: {count, ${NEEDED[measure].join(', ')}}}, with predictions where not all have labels`,
  read: (components) => read(measure, components),
  merge: mergeBins,
  compute: ({ bins }) => valueBy(measure, bins, unit),
  whyNone: ({ bins }) =>
    (bins.count ?? 0) === 0
      ? 'there are no labelled predictions'
      : 'every actual number is 0, of which no share can be told',
  sampleSize: ({ bins }) => bins.count ?? 0,
  noiseFloor: withoutNoiseFloor,
  evidence: (components) => ({ labelCoverage: labelCoverageOf(components, components.bins.count ?? 0) }),
});

function valueBy(measure: Measure, sums: Record<string, number>, unit: string): number | null {
  const { count = 0, absolute = 0, squared = 0, relative = 0, zeros = 0 } = sums;
  const counted = measure === 'mape' ? count - zeros : count;
  if (counted === 0) return null;
  if (measure === 'mae') return absolute / counted;
  if (measure === 'rmse') return Math.sqrt(squared / counted);
  return ((unit === '%' ? 100 : 1) * relative) / counted;
}

function read(measure: Measure, components: Components): Reading<BinComponents> {
  if (!('errors' in components)) return refused(`${namesOf(components)} is not what it is made of`);
  const { predictions, ...errors } = components.errors;
  const missing = NEEDED[measure].find((name) => errors[name] === undefined);
  if (missing) return refused(`errors.${missing} is missing`);
  const sums = Object.entries(errors).flatMap(([name, sum]): [string, number][] =>
    sum === undefined ? [] : [[name, sum]],
  );
  const negative = sums.find(([, sum]) => sum < 0);
  if (negative) return refused(`errors.${negative[0]} is ${negative[1]}; it cannot be negative`);
  const { count, zeros = 0 } = errors;
  if (zeros > count) return refused(`errors.zeros is ${zeros} of a count of ${count}`);
  if (count === 0 && sums.some(([, sum]) => sum !== 0)) return refused('errors.count is 0 and its sums are not');
  const coverage = coverageSums(count, predictions);
  if (typeof coverage === 'string') return refused(coverage);
  return { ok: true, components: { bins: { ...Object.fromEntries(sums), ...coverage } } };
}
