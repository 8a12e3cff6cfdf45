import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { mean } from 'simple-statistics';

/** A linear prediction of one value from others. */
export interface Ridge {
  predict(inputs: readonly number[]): number;
  /** One a row: how far it is from what the other rows predict. */
  leftOut: Float64Array;
  /** 0..1: the share of the variance that rows left out are predicted of; 0 when they are predicted no better than by the mean. */
  skill: number;
}

/** Weight of the squared coefficients against the squared errors; inputs are in standard deviations. */
const PENALTY = 1;

/**
 * Ridge regression with an intercept that is not penalised: β = (X'X + αI)⁻¹X'y on centred values, α = 1 (Hoerl and
 * Kennard 1970). What a row is off when it is left out follows from the hat matrix: e/(1 − h) (Allen 1974). Each input is
 * a column of as many rows as there are outputs.
 */
export function ridgeOf(outputs: Float64Array, inputs: readonly Float64Array[]): Ridge {
  const middle = meanOf(outputs);
  const centre = inputs.map(meanOf);
  const y = lessThan(outputs, middle);
  const x = inputs.map((column, input) => lessThan(column, centre[input] ?? 0));
  const penalised = new CholeskyDecomposition(
    new Matrix(x.map((a) => x.map((b) => dot(a, b)))).add(Matrix.eye(x.length).mul(PENALTY)),
  );
  const slopes = penalised.solve(Matrix.columnVector(x.map((column) => dot(column, y)))).to1DArray();
  const inverse = penalised.solve(Matrix.eye(x.length)).to2DArray();
  const leftOut = leftOutOf(y, x, slopes, inverse);
  return {
    predict: (values) =>
      middle + values.reduce((sum, value, input) => sum + (value - (centre[input] ?? 0)) * (slopes[input] ?? 0), 0),
    leftOut,
    skill: skillOf(leftOut, y),
  };
}

/** It takes what has an index, whatever its type says. */
const meanOf = (values: Float64Array): number => mean(values as unknown as number[]);

function lessThan(values: Float64Array, centre: number): Float64Array {
  const centred = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += 1) centred[row] = (values[row] as number) - centre;
  return centred;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row += 1) sum += (a[row] as number) * (b[row] as number);
  return sum;
}

/** (y − xβ) / (1 − h) of each row, h = 1/n + x(X'X + αI)⁻¹x'. */
function leftOutOf(
  y: Float64Array,
  x: readonly Float64Array[],
  slopes: readonly number[],
  inverse: readonly (readonly number[])[],
): Float64Array {
  const errors = y.slice();
  const pulls = new Float64Array(y.length).fill(1 / y.length);
  for (let input = 0; input < x.length; input += 1) {
    const column = x[input] as Float64Array;
    for (let row = 0; row < y.length; row += 1)
      errors[row] = (errors[row] as number) - (column[row] as number) * (slopes[input] as number);
    for (let other = 0; other < x.length; other += 1) {
      const weight = inverse[input]?.[other] as number;
      const beside = x[other] as Float64Array;
      for (let row = 0; row < y.length; row += 1)
        pulls[row] = (pulls[row] as number) + (column[row] as number) * weight * (beside[row] as number);
    }
  }
  for (let row = 0; row < y.length; row += 1) errors[row] = (errors[row] as number) / (1 - (pulls[row] as number));
  return errors;
}

/** 1 − Σ e² / Σ d², both of rows left out: d is the distance from the mean of the others. */
function skillOf(leftOut: Float64Array, y: Float64Array): number {
  const spread = dot(y, y) / (1 - 1 / y.length) ** 2;
  return spread === 0 ? 0 : Math.max(0, 1 - dot(leftOut, leftOut) / spread);
}
