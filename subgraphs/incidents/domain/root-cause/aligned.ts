import type { Instant } from '../../../../vocabulary/duration.ts';
import { endOf, type Grid } from './question.ts';

/** The value of the window that covers the end of another; null when there is none. */
export const valueAt = ({ start, step, values }: Grid, end: Instant): number | null =>
  values[Math.ceil((end - start) / step) - 1] ?? null;

/** The windows of a grid that all the others know as well: each as its own value and theirs. */
export function alignedRows(grid: Grid, others: readonly Grid[]): { own: number; others: number[] }[] {
  return grid.values.flatMap((own, index) => {
    if (own === null) return [];
    const known = others.map((other) => valueAt(other, endOf(grid, index)));
    return known.every((value) => value !== null) ? [{ own, others: known }] : [];
  });
}
