import type { Instant } from '../../../../vocabulary/duration.ts';
import { endOf, type Grid } from './question.ts';

/** The value of the window that covers the end of another; NaN when there is none. */
export const valueAt = ({ start, step, values }: Grid, end: Instant): number =>
  values[Math.ceil((end - start) / step) - 1] ?? Number.NaN;

/** The windows of a grid that all the others know as well: each as its own value and theirs. */
export function alignedRows(grid: Grid, others: readonly Grid[]): { own: number; others: number[] }[] {
  const rows: { own: number; others: number[] }[] = [];
  for (const [index, own] of grid.values.entries()) {
    if (Number.isNaN(own)) continue;
    const known = others.map((other) => valueAt(other, endOf(grid, index)));
    if (!known.some(Number.isNaN)) rows.push({ own, others: known });
  }
  return rows;
}
