import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Cause, Evidence, PathStep } from './answer.ts';
import type { Candidate } from './candidates.ts';
import type { Ranked } from './greedy.ts';
import { headlineOf } from './headline.ts';
import type { Signal } from './signal.ts';
import { type Surroundings, summaryOf } from './summary.ts';
import { DEGRADED_FROM } from './target.ts';
import { nameOf, numberText } from './words.ts';

/** A ranked candidate as the graph shows it. */
export function causeOf(ranked: Ranked, of: ReadonlyMap<AssetId, Candidate>, surroundings: Surroundings): Cause {
  const { rank, score, candidate, path } = ranked;
  return {
    rank,
    score: score.value,
    summary: summaryOf(ranked, surroundings),
    headline: headlineOf(candidate, surroundings.target.asset, surroundings.onset),
    asset: candidate.asset,
    path: path.assets.map((asset) => stepOf(asset, of.get(asset))),
    factors: score.factors,
    evidence: evidenceOf(candidate, path.assets, of),
  };
}

function stepOf(asset: AssetId, candidate: Candidate | undefined): PathStep {
  if (!candidate?.signal) return { asset, signal: null };
  const { metric, direction, onset } = candidate.signal;
  return { asset, signal: { metric, strength: candidate.strength, direction, onset } };
}

/** What happened to the cause and on the way, and what was abnormal from it down to the target. */
function evidenceOf(cause: Candidate, path: readonly AssetId[], of: ReadonlyMap<AssetId, Candidate>): Evidence[] {
  const changes = path.flatMap((asset) =>
    (of.get(asset)?.changes ?? []).map(({ kind, time, summary }) => ({
      kind,
      time,
      summary: asset === cause.asset ? summary : `${nameOf(asset)}: ${summary}`,
    })),
  );
  const anomalies = path.flatMap((asset) => {
    const signal = of.get(asset)?.signal;
    return signal && signal.onset !== null && signal.anomaly >= DEGRADED_FROM ? [anomalyOf(signal, signal.onset)] : [];
  });
  return [...changes, ...anomalies].sort((a, b) => a.time - b.time);
}

const anomalyOf = ({ metric, asset, direction, normal, worst, anomaly }: Signal, onset: number): Evidence => ({
  kind: 'ANOMALY',
  time: onset,
  summary:
    `${metric} of ${nameOf(asset)} ${direction === 'UP' ? 'rose' : 'fell'} from ${numberText(normal)} to ` +
    `${numberText(worst)}, ${numberText(anomaly)} robust standard deviations.`,
});
