import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { mean } from 'simple-statistics';

/** A linear prediction of one value from others. */
export interface Ridge {
  predict(inputs: readonly number[]): number;
  /** One a row: how far it is from what the other rows predict. */
  leftOut: number[];
  /** 0..1: the share of the variance that rows left out are predicted of; 0 when they are predicted no better than by the mean. */
  skill: number;
}

/** Weight of the squared coefficients against the squared errors; inputs are in standard deviations. */
const PENALTY = 1;

/**
 * Ridge regression with an intercept that is not penalised: β = (X'X + αI)⁻¹X'y on centred values, α = 1 (Hoerl and
 * Kennard 1970). What a row is off when it is left out follows from the hat matrix: e/(1 − h) (Allen 1974).
 */
export function ridgeOf(rows: readonly { own: number; others: readonly number[] }[]): Ridge {
  const outputs = rows.map(({ own }) => own);
  const middle = mean(outputs);
  const width = rows[0]?.others.length ?? 0;
  const centre = Array.from({ length: width }, (_, input) => mean(rows.map(({ others }) => others[input] ?? 0)));
  const x = new Matrix(rows.map(({ others }) => others.map((value, input) => value - (centre[input] ?? 0))));
  const y = Matrix.columnVector(outputs.map((value) => value - middle));
  const transposed = x.transpose();
  const penalised = new CholeskyDecomposition(transposed.mmul(x).add(Matrix.eye(width).mul(PENALTY)));
  const slopes = penalised.solve(transposed.mmul(y));
  const fitted = x.mmul(slopes);
  const hat = penalised.solve(transposed);
  const leftOut = outputs.map((value, row) => {
    let pull = 1 / rows.length;
    for (let input = 0; input < width; input += 1) pull += x.get(row, input) * hat.get(input, row);
    return (value - middle - fitted.get(row, 0)) / (1 - pull);
  });
  return {
    predict: (inputs) =>
      middle + inputs.reduce((sum, value, input) => sum + (value - (centre[input] ?? 0)) * slopes.get(input, 0), 0),
    leftOut,
    skill: skillOf(leftOut, outputs, middle),
  };
}

/** 1 − Σ e² / Σ d², both of rows left out: d is the distance from the mean of the others. */
function skillOf(leftOut: readonly number[], outputs: readonly number[], middle: number): number {
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
  const spread = squares(outputs.map((value) => (value - middle) / (1 - 1 / outputs.length)));
  return spread === 0 ? 0 : Math.max(0, 1 - squares(leftOut) / spread);
}
