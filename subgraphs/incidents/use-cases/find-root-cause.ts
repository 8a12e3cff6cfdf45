import { BadUserInput } from '../../../platform/errors.ts';
import { type AssetId, datasetOfFeature } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Closure, Grid, MeasuredSeries, Question, TimeRange } from '../domain/root-cause/question.ts';
import { type Known, rootCauseOf } from '../domain/root-cause/root-cause.ts';
import { mergedClosures, rowsFeedFields } from '../domain/root-cause/rows-feed-fields.ts';
import type { Lineage } from '../ports/lineage.ts';
import type { Measurements, Windows } from '../ports/measurements.ts';

export interface RootCausePorts {
  lineage: Lineage;
  measurements: Measurements;
}

export interface RootCauseQuestion extends Question {
  /** What normal was for every metric; null: what each definition pins, else the 14 days before the look-back. */
  baseline: TimeRange | null;
  first: number;
  /** As of when the graph is taken; as of the onset when left out. */
  asOf?: Instant | null;
  /** As it was known then; as it is known now when left out. */
  knownAt?: Instant | null;
}

const DEFAULT_BASELINE: Milliseconds = 14 * 86_400_000;

/** How many look-backs before `at` windows are read, to tell what was abnormal long before. */
const SEARCHED = 3;

/**
 * Reads the target, the graph upstream of it as it stood when its trouble began, and what was measured and changed
 * there, and ranks. @throws BadUserInput naming the metric when nothing was ever observed of it. @throws GraphUnavailable
 */
export async function findRootCause(ports: RootCausePorts, question: RootCauseQuestion): Promise<RootCause> {
  const { window, answer } = await targetOf(ports, question);
  if (answer.onset === null) return answer;
  return rootCauseOf(question, await knownUpstream(ports, question, answer.onset, window), question.first);
}

/** The length of the target's windows, and the answer by these alone. @throws like `findRootCause`. */
export async function targetOf(
  { measurements }: RootCausePorts,
  question: RootCauseQuestion,
): Promise<{ window: Milliseconds; answer: RootCause }> {
  const { metric, asset, first } = question;
  const known = await measurements.metric(metric, asset);
  if (!known) throw new BadUserInput(`nothing was ever observed of metric "${metric}" on asset "${asset}"`, 'metric');
  const series = await seriesOf(measurements, [asset], question);
  const closure: Closure = { completeness: 'COMPLETE', assets: [{ id: asset, depth: 0 }], edges: [] };
  return { window: known.window, answer: rootCauseOf(question, { closure, series, changes: [] }, first) };
}

/** What is known of everything upstream of a target whose trouble began at `onset`. @throws GraphUnavailable */
export async function knownUpstream(
  { lineage, measurements }: RootCausePorts,
  question: RootCauseQuestion,
  onset: Instant,
  window: Milliseconds,
): Promise<Known> {
  const { knownAt = null } = question;
  // At the end of the first bad window, so that what began to feed the asset within it takes part.
  const asOf = question.asOf ?? Math.min(question.at, onset + window);
  const closure = await closureOf(lineage, question.asset, asOf, knownAt);
  const assets = closure.assets.map(({ id }) => id);
  const [series, changes] = await Promise.all([
    seriesOf(measurements, assets, question),
    lineage.changes(assets, { from: onset - question.lookback, to: question.at }, knownAt),
  ]);
  return { closure, series, changes };
}

/** Everything that feeds an asset; what feeds a feature feeds it as a value or as a row of its dataset. */
async function closureOf(lineage: Lineage, asset: AssetId, asOf: Instant, knownAt: Instant | null): Promise<Closure> {
  const dataset = datasetOfFeature(asset);
  const [own, ofRows] = await Promise.all([
    lineage.closure(asset, asOf, knownAt),
    dataset ? lineage.closure(dataset, asOf, knownAt) : null,
  ]);
  return rowsFeedFields(ofRows ? mergedClosures(own, ofRows) : own, asset);
}

/** Every metric of these assets, recent and baseline: one question for the first, one for each distinct baseline. */
async function seriesOf(
  measurements: Measurements,
  assets: readonly AssetId[],
  { at, lookback, baseline }: RootCauseQuestion,
): Promise<MeasuredSeries[]> {
  const recent = await measurements.windows(assets, { from: at - SEARCHED * lookback, to: at });
  const before = { from: at - lookback - DEFAULT_BASELINE, to: at - lookback };
  const normalOf = (windows: Windows) => baseline ?? windows.baseline ?? before;
  const groups = Map.groupBy(recent, (windows) => JSON.stringify(normalOf(windows)));
  const series = [...groups].map(async ([range, members]) => {
    const concerned = [...new Set(members.map((member) => member.asset))];
    const normal = new Map(
      (await measurements.windows(concerned, JSON.parse(range))).map((windows) => [textOf(windows), windows.grid]),
    );
    return members.map((member) => withBaseline(member, normal.get(textOf(member))));
  });
  return (await Promise.all(series)).flat();
}

const textOf = ({ metric, asset }: Windows): string => `${metric} ${asset}`;

const withBaseline = ({ grid, baseline: _, ...metric }: Windows, normal: Grid | undefined): MeasuredSeries => ({
  ...metric,
  baseline: normal ?? { ...grid, values: [] },
  recent: grid,
});
