import type { Grid, MeasuredSeries } from '../domain/root-cause/question.ts';
import { UnpackedGrid } from '../domain/root-cause/unpacked-grid.ts';
import type { PackedGrid, PackedSeries } from '../ports/ranking.ts';

/** A series as the domain has it. */
export const unpackedSeries = (series: PackedSeries): MeasuredSeries => ({
  ...series,
  baseline: unpackedGrid(series.baseline),
  recent: unpackedGrid(series.recent),
});

const unpackedGrid = ({ start, step, values }: PackedGrid): UnpackedGrid => new UnpackedGrid(start, step, values);

/** The same for who keeps it: nothing but numbers and text. */
export const plainSeries = (series: PackedSeries): MeasuredSeries => ({
  ...series,
  baseline: plainGrid(series.baseline),
  recent: plainGrid(series.recent),
});

const plainGrid = (grid: PackedGrid): Grid => ({ ...grid, values: unpackedGrid(grid).values });
