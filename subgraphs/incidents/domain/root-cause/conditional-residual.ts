import { standardDeviation } from 'simple-statistics';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { alignedColumns, valueAt } from './aligned.ts';
import { endOf, type Grid } from './question.ts';
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

/** An asset's signal, and those of its inputs that may explain it. */
export interface Comparison {
  own: Signal;
  /** At least one, the most anomalous first. */
  inputs: readonly Signal[];
}

/** With which of its inputs an asset is compared; null when none of them is abnormal. */
export function comparisonOf(own: Signal, inputs: readonly Signal[]): Comparison | null {
  const taken = inputs
    .filter(({ anomaly }) => anomaly >= DEGRADED_FROM)
    .sort((a, b) => b.anomaly - a.anomaly)
    .slice(0, MOST_INPUTS);
  return taken.length === 0 ? null : { own, inputs: taken };
}

/**
 * How much of an asset's anomaly its inputs predict, by a ridge regression over the baseline; null on fewer than 30
 * common windows, or none in [onset, at]. `baselineOf` tells the windows of a signal's baseline.
 */
export function residualOf(
  { own, inputs }: Comparison,
  at: Instant,
  baselineOf: (signal: Signal) => Grid = ({ baseline }) => baseline,
): Residual | null {
  const onset = own.onset ?? at;
  const normal = (signal: Signal) => signal.badnessOf(baselineOf(signal));
  const known = alignedColumns(normal(own), inputs.map(normal));
  if (known.own.length < LEAST_ROWS) return null;
  // It takes what has an index, whatever its type says.
  const scales = known.others.map((column) => standardDeviation(column as unknown as number[]) || 1);
  const { predict, skill } = ridgeOf(
    known.own,
    known.others.map((column, input) => column.map((value) => value / (scales[input] ?? 1))),
  );
  let excess = 0;
  let predicted = 0;
  const { values } = own.badness;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    const end = endOf(own.badness, index);
    if (Number.isNaN(value) || end <= onset || end > at) continue;
    const scaled = inputs.map(({ badness }, input) => valueAt(badness, end) / (scales[input] ?? 1));
    if (scaled.some(Number.isNaN)) continue;
    excess += value;
    predicted += predict(scaled);
  }
  if (excess <= 0) return null;
  return { share: Math.min(1, Math.max(0, 1 - predicted / excess)), skill };
}
