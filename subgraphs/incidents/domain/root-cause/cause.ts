import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Cause, Evidence, PathStep } from './answer.ts';
import type { Candidate } from './candidates.ts';
import type { Ranked } from './greedy.ts';
import { headlineOf } from './headline.ts';
import type { Change } from './question.ts';
import type { Signal } from './signal.ts';
import { type Surroundings, summaryOf } from './summary.ts';
import { DEGRADED_FROM } from './target.ts';
import { nameOf, numberText, timeText } from './words.ts';

/** A ranked candidate as the graph shows it. */
export function causeOf(ranked: Ranked, of: ReadonlyMap<AssetId, Candidate>, surroundings: Surroundings): Cause {
  const { rank, score, candidate, path } = ranked;
  return {
    rank,
    score: score.value,
    summary: summaryOf(ranked, surroundings),
    headline: headlineOf(ranked, surroundings),
    asset: candidate.asset,
    path: path.assets.map((asset) => stepOf(asset, of.get(asset))),
    factors: score.factors,
    evidence: evidenceOf(path.assets, of),
  };
}

function stepOf(asset: AssetId, candidate: Candidate | undefined): PathStep {
  if (!candidate?.signal) return { asset, signal: null };
  const { metric, direction, onset } = candidate.signal;
  return { asset, signal: { metric, strength: candidate.strength, direction, onset } };
}

/** What happened to the cause and on the way, and what was abnormal from it down to the target. */
function evidenceOf(path: readonly AssetId[], of: ReadonlyMap<AssetId, Candidate>): Evidence[] {
  const changes = path.flatMap((asset) =>
    [...Map.groupBy(of.get(asset)?.changes ?? [], ({ kind }) => kind).values()].flatMap(shortened),
  );
  const anomalies = path.flatMap((asset) => {
    const signal = of.get(asset)?.signal;
    return signal && signal.onset !== null && signal.anomaly >= DEGRADED_FROM ? [anomalyOf(signal, signal.onset)] : [];
  });
  return [...changes, ...anomalies].sort((a, b) => a.time - b.time);
}

/** Of one kind on one asset, such as the missing values of a hundred fields, this many say what there is to say. */
const MOST_ALIKE = 3;

/** The first of some changes alike, and how many more there are. In order of time. */
function shortened(changes: readonly Change[]): Evidence[] {
  const shown = changes.slice(0, MOST_ALIKE).map(({ asset, kind, time, summary }) => ({ asset, kind, time, summary }));
  const [next, last] = [changes[MOST_ALIKE], changes.at(-1)];
  if (!next || !last) return shown;
  const summary = `and ${changes.length - MOST_ALIKE} more like it, the last at ${timeText(last.time)}.`;
  return [...shown, { asset: next.asset, kind: next.kind, time: next.time, summary }];
}

/** The evidence of a cause as it reads beside it: what changed on the way says where. What is abnormal says so itself. */
export const toldEvidence = ({ asset: cause, evidence }: Pick<Cause, 'asset' | 'evidence'>): Evidence[] =>
  evidence.map((each) => {
    const { asset = cause, kind, summary } = each;
    return asset === cause || kind === 'ANOMALY' ? each : { ...each, summary: `${nameOf(asset)}: ${summary}` };
  });

const anomalyOf = ({ metric, asset, direction, normal, worst, anomaly }: Signal, onset: number): Evidence => ({
  asset,
  kind: 'ANOMALY',
  time: onset,
  summary:
    `${metric} of ${nameOf(asset)} ${direction === 'UP' ? 'rose' : 'fell'} from ${numberText(normal)} to ` +
    `${numberText(worst)}, ${numberText(anomaly)} robust standard deviations.`,
});
