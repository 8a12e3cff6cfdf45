import { standardDeviation } from 'simple-statistics';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { alignedRows, valueAt } from './aligned.ts';
import { endOf } from './question.ts';
import { ridgeOf } from './ridge.ts';
import type { Signal } from './signal.ts';
import { DEGRADED_FROM } from './target.ts';

/** Fewer common windows of the baseline tell too little of how an asset follows its inputs. */
const LEAST_ROWS = 30;

/**
 * More inputs than these add noise and time. Normal ones explain no anomaly; they would only take weight from those that
 * do, where all follow one season.
 */
const MOST_INPUTS = 8;

/** What of an anomaly is left when what its inputs predict is taken off. */
export interface Residual {
  /** 0..1: share of the excess over the trouble's windows that the inputs do not predict. */
  share: number;
  /** 0..1: how well the inputs predicted it in the baseline. */
  skill: number;
}

/**
 * How much of an asset's anomaly its inputs predict, by a ridge regression over the baseline; null on fewer than 30
 * common windows, or none in [onset, at].
 */
export function residualOf(own: Signal, inputs: readonly Signal[], onset: Instant, at: Instant): Residual | null {
  const taken = inputs
    .filter(({ anomaly }) => anomaly >= DEGRADED_FROM)
    .sort((a, b) => b.anomaly - a.anomaly)
    .slice(0, MOST_INPUTS);
  if (taken.length === 0) return null;
  const rows = alignedRows(
    own.normalBadness(),
    taken.map((input) => input.normalBadness()),
  );
  if (rows.length < LEAST_ROWS) return null;
  const scales = taken.map((_, input) => standardDeviation(rows.map(({ others }) => others[input] ?? 0)) || 1);
  const scaled = (values: readonly number[]) => values.map((value, input) => value / (scales[input] ?? 1));
  const { predict, skill } = ridgeOf(rows.map(({ own: value, others }) => ({ own: value, others: scaled(others) })));
  let excess = 0;
  let predicted = 0;
  own.badness.values.forEach((value, index) => {
    const end = endOf(own.badness, index);
    const known = taken.map(({ badness }) => valueAt(badness, end));
    if (Number.isNaN(value) || end <= onset || end > at || known.some(Number.isNaN)) return;
    excess += value;
    predicted += predict(scaled(known));
  });
  if (excess <= 0) return null;
  return { share: Math.min(1, Math.max(0, 1 - predicted / excess)), skill };
}
