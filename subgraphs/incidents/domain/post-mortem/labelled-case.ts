import { durationOf, type Instant, isoOf } from '../../../../vocabulary/duration.ts';
import type { Grid, MeasuredSeries, Question } from '../root-cause/question.ts';
import type { Known } from '../root-cause/root-cause.ts';
import type { Confirmation } from './post-mortem.ts';

/** What the ranking was asked and given, with what people say is the answer: as `bench/root-cause.ts` reads it. */
export interface LabelledCase {
  /** Id of the alert; its last confirmation is the one that counts. */
  alert: string;
  /** Id of the incident whose post-mortem confirmed it. */
  incident: string;
  confirmedAt: Instant;
  /** One JSON object, `headwater/labelled-case/1`; docs/post-mortems.md describes it. */
  document: object;
}

/** Why the ranking cannot be asked again by what is known now; null when it can. */
export function caseGapOf({ metric, asset }: Question, { series }: Known): string | null {
  const asked = series.find((each) => each.metric === metric && each.asset === asset);
  const isMeasured = (grid: Grid) => grid.values.some((value) => !Number.isNaN(value));
  if (!asked || !isMeasured(asked.recent))
    return `the windows of ${metric} on ${asset} around the alert are no longer kept`;
  return isMeasured(asked.baseline) ? null : `the baseline of ${metric} on ${asset} is no longer kept`;
}

export const labelledCaseOf = (
  incident: string,
  { metric, asset, at, lookback, breachedSince }: Question,
  { closure, series, changes }: Known,
  { alert, causes, origin, by, note, ...confirmation }: Confirmation,
): LabelledCase => ({
  ...{ alert, incident, confirmedAt: confirmation.at },
  document: {
    format: 'headwater/labelled-case/1',
    id: alert,
    question: {
      ...{ metric, asset, at: isoOf(at), lookback: durationOf(lookback) },
      breachedSince: breachedSince === null ? null : isoOf(breachedSince),
    },
    closure: {
      completeness: closure.completeness,
      assets: closure.assets.map(({ id, depth }) => ({ id, depth })),
      edges: closure.edges.map(({ from, to, role }) => ({ from, to, role })),
    },
    series: series.map(documentOfSeries),
    changes: changes.map(({ time, ...change }) => ({ ...change, time: isoOf(time) })),
    causes: causes.map(({ assets }) => assets),
    origin,
    confirmed: { by, at: isoOf(confirmation.at), note },
  },
});

const documentOfSeries = ({ metric, asset, category, direction, noiseFloor, baseline, recent }: MeasuredSeries) => ({
  ...{ metric, asset, category, direction, noiseFloor },
  baseline: documentOfGrid(baseline),
  recent: documentOfGrid(recent),
});

const documentOfGrid = ({ start, step, values }: Grid) => ({
  start: isoOf(start),
  step: durationOf(step),
  values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
});
