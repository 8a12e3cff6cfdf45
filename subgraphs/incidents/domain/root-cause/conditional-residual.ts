import { mean, standardDeviation, sum } from 'simple-statistics';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { alignedColumns } from './aligned.ts';
import { type Grid, windowsEndingIn } from './question.ts';
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
  const scales = known.others.map((column) => standardDeviation(numbersIn(column)) || 1);
  const { predict, skill } = ridgeOf(
    known.own,
    known.others.map((column, input) => column.map((value) => value / (scales[input] ?? 1))),
  );
  const trouble = alignedColumns(
    windowsEndingIn(own.badness, onset, at),
    inputs.map(({ badness }) => badness),
  );
  const excess = sum(numbersIn(trouble.own));
  if (excess <= 0) return null;
  // What is predicted of each window adds up to what is predicted of their mean, times as many.
  const means = trouble.others.map((column, input) => mean(numbersIn(column)) / (scales[input] ?? 1));
  const predicted = trouble.own.length * predict(means);
  return { share: Math.min(1, Math.max(0, 1 - predicted / excess)), skill };
}

/** The library takes what has an index, whatever its type says. */
const numbersIn = (column: Float64Array): number[] => column as unknown as number[];
