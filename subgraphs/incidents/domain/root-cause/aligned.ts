import type { Instant } from '../../../../vocabulary/duration.ts';
import { endOf, type Grid } from './question.ts';

/** The value of the window that covers the end of another; NaN when there is none. */
const valueAt = ({ start, step, values }: Grid, end: Instant): number =>
  values[Math.ceil((end - start) / step) - 1] ?? Number.NaN;

/** The values of a grid in the windows that cover the ends of another's; nobody changes them. */
export function valuesAlong(other: Grid, grid: Grid): Float64Array {
  const first = (other.start - grid.start) / grid.step;
  const after = first + other.values.length;
  if (other.step === grid.step && Number.isInteger(first) && first >= 0 && after <= grid.values.length)
    return grid.values.subarray(first, after);
  return other.values.map((_, index) => valueAt(grid, endOf(other, index)));
}

/** Windows that several grids know: the values of one, and of each other a column of as many. */
export interface AlignedColumns {
  own: Float64Array;
  others: Float64Array[];
}

/** The windows of a grid that all the others know as well. */
export function alignedColumns(grid: Grid, others: readonly Grid[]): AlignedColumns {
  const columns = others.map((other) => valuesAlong(grid, other));
  const length = grid.values.length;
  const own = new Float64Array(length);
  const taken = others.map(() => new Float64Array(length));
  let rows = 0;
  // Loops, here and in the regression: they go over the baseline of each asset that is compared.
  for (let index = 0; index < length; index += 1) {
    let unknown = grid.values[index] as number;
    for (let other = 0; other < columns.length; other += 1) unknown += columns[other]?.[index] as number;
    if (Number.isNaN(unknown)) continue;
    own[rows] = grid.values[index] as number;
    for (let other = 0; other < columns.length; other += 1)
      (taken[other] as Float64Array)[rows] = columns[other]?.[index] as number;
    rows += 1;
  }
  return { own: own.subarray(0, rows), others: taken.map((column) => column.subarray(0, rows)) };
}
