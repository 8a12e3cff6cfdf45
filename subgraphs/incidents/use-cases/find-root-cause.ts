import { NotFound } from '../../../platform/errors.ts';
import { type AssetId, datasetOfFeature } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { nearestName } from '../../../vocabulary/nearest-name.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Closure, MeasuredSeries, Question } from '../domain/root-cause/question.ts';
import { type Known, rootCauseOf, type Upstream } from '../domain/root-cause/root-cause.ts';
import { mergedClosures, rowsFeedFields } from '../domain/root-cause/rows-feed-fields.ts';
import type { Lineage } from '../ports/lineage.ts';
import type { Measurements } from '../ports/measurements.ts';
import type { Ranking } from '../ports/ranking.ts';
import {
  type AskedWindows,
  baselinesInTime,
  type ReadSeries,
  readInTime,
  seriesOf,
  summedUp,
} from './read-upstream.ts';

export interface UpstreamPorts {
  lineage: Lineage;
  measurements: Measurements;
  /** Resolves when so long has passed, by the system's clock. */
  pass(time: Milliseconds): Promise<void>;
}

export interface RootCausePorts extends UpstreamPorts {
  ranking: Ranking;
}

export interface RootCauseQuestion extends Question, AskedWindows {
  first: number;
  /** For how long measurements upstream are read. */
  patience: Milliseconds;
  /** As of when the graph is taken; as of the onset when left out. */
  asOf?: Instant | null;
  /** As it was known then; as it is known now when left out. */
  knownAt?: Instant | null;
}

/**
 * Reads the target, the graph upstream of it as it stood when its trouble began, and what was measured and changed
 * there, and ranks. What is not read in time upstream counts as not measured, and the answer says of how many. @throws NotFound when nothing was ever observed of the metric, with what was. @throws GraphUnavailable
 */
export async function findRootCause(ports: RootCausePorts, question: RootCauseQuestion): Promise<RootCause> {
  const target = await targetOf(ports, question);
  const { onset } = target.answer;
  if (onset === null) return target.answer;
  return ports.ranking.rank(
    question,
    {
      own: target.series,
      upstream: (take) => readUpstream(ports, question, onset, target.window, summedUp, take),
      baselines: (wanted) => baselinesInTime(ports.measurements, wanted, question, ports.pass(question.patience)),
    },
    question.first,
  );
}

interface Target {
  /** The length of its windows. */
  window: Milliseconds;
  /** Every metric of its asset. */
  series: MeasuredSeries[];
  /** By these alone. */
  answer: RootCause;
}

/** What is asked about, before anything upstream is looked at. @throws like `findRootCause`. */
export async function targetOf({ measurements }: UpstreamPorts, question: RootCauseQuestion): Promise<Target> {
  const { metric, asset, first } = question;
  const known = await measurements.metric(metric, asset);
  if (!known) throw await notObserved(measurements, metric, asset);
  const series = await seriesOf(measurements, [asset], question);
  const closure: Closure = { completeness: 'COMPLETE', assets: [{ id: asset, depth: 0 }], edges: [] };
  const alone = { closure, series, changes: [] };
  return { window: known.window, series, answer: rootCauseOf(question, alone, first) };
}

const MOST_NAMED = 5;

/** Names what was observed on the asset, or else where the metric was. */
async function notObserved(measurements: Measurements, metric: string, asset: AssetId): Promise<NotFound> {
  const { names, assets } = await measurements.observed(metric, asset);
  const meant = names.length > 0 ? nearestName(metric, names) : nearestName(asset, assets);
  const asked = meant === null ? '' : `; did you mean "${meant}"?`;
  const more = names.length - MOST_NAMED;
  const some = `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const remedy =
    names.length > 0
      ? `${meant === null ? 'o' : 'O'}bserved there: ${some} (\`headwater metric list --asset ${asset}\`)`
      : assets.length > 0
        ? `\`headwater metric list --name ${metric}\` lists where it was`
        : '`headwater metric list` lists what was, `headwater metric unbound` telemetry that no definition took';
  const fault = `nothing was ever observed of metric "${metric}" on asset "${asset}"${asked}`;
  return new NotFound(`${fault}${meant === null ? '; ' : ' '}${remedy}`, names.length > 0 ? 'metric' : 'asset');
}

/**
 * Everything upstream of a target whose windows are of this length and whose trouble began at `onset`. Measurements are
 * told of as soon as they are read; `read` says in how much detail. @throws GraphUnavailable
 */
async function readUpstream(
  ports: UpstreamPorts,
  question: RootCauseQuestion,
  onset: Instant,
  window: Milliseconds,
  read: ReadSeries,
  take: (series: readonly MeasuredSeries[]) => void,
): Promise<Upstream> {
  const { asset, at, lookback, knownAt = null, patience } = question;
  // At the end of the first bad window, so that what began to feed the asset within it takes part.
  const asOf = question.asOf ?? Math.min(at, onset + window);
  const closure = await closureOf(ports.lineage, asset, asOf, knownAt);
  const upstream = nearestFirst(closure).filter((id) => id !== asset);
  const [unread, changes] = await Promise.all([
    readInTime(read, ports, upstream, question, take),
    // Awaited however long it takes: without them an asset that nobody touched would be blamed.
    ports.lineage.changes([asset, ...upstream], { from: onset - lookback, to: at }, knownAt),
  ]);
  return { closure, changes, unread: { assets: unread, of: upstream.length, patience } };
}

/** The same with the target, window by window. @throws GraphUnavailable */
export async function knownUpstream(
  ports: UpstreamPorts,
  question: RootCauseQuestion,
  onset: Instant,
  { window, series: own }: Target,
): Promise<Known> {
  const series = [...own];
  const upstream = await readUpstream(ports, question, onset, window, seriesOf, (more) => series.push(...more));
  return { ...upstream, series };
}

const nearestFirst = ({ assets }: Closure): AssetId[] =>
  assets.toSorted((a, b) => a.depth - b.depth).map(({ id }) => id);

/** Everything that feeds an asset; what feeds a feature feeds it as a value or as a row of its dataset. */
async function closureOf(lineage: Lineage, asset: AssetId, asOf: Instant, knownAt: Instant | null): Promise<Closure> {
  const dataset = datasetOfFeature(asset);
  const [own, ofRows] = await Promise.all([
    lineage.closure(asset, asOf, knownAt),
    dataset ? lineage.closure(dataset, asOf, knownAt) : null,
  ]);
  return rowsFeedFields(ofRows ? mergedClosures(own, ofRows) : own, asset);
}
