import type { Candidate } from './candidates.ts';
import type { Ranking } from './greedy.ts';
import { SCORE_FLOOR } from './score.ts';
import type { Surroundings } from './summary.ts';
import { DEGRADED_FROM } from './target.ts';
import { nameOf, numberText, timeText } from './words.ts';

/** Why these causes, or why none, with the numbers. */
export function reasonOf(
  { ranked, others }: Ranking,
  candidates: readonly Candidate[],
  surroundings: Surroundings,
): string {
  const { target } = surroundings;
  const upstream = candidates.filter(({ asset }) => asset !== target.asset);
  const parts = [degradation(surroundings), census(upstream, surroundings)];
  const [best, second] = ranked;
  if (best) {
    const next = second ? `, the next ${numberText(second.score.value)}` : '';
    return `${[...parts, `${nameOf(best.candidate.asset)} scores ${numberText(best.score.value)}${next}`].join('; ')}.`;
  }
  const near = others[0];
  const nearest = near ? `; the nearest, ${nameOf(near.candidate.asset)}, has ${numberText(near.score.value)}` : '';
  return `${[...parts, `none scores ${SCORE_FLOOR} or more`].join('; ')}${nearest}.`;
}

function degradation({ target, onset }: Surroundings): string {
  const { metric, asset, direction, normal, worst, anomaly } = target;
  const bad = `${metric} of ${nameOf(asset)} ${direction === 'UP' ? 'rose' : 'fell'}`;
  const counted =
    anomaly < DEGRADED_FROM ? 'degraded because a breach was judged' : `${DEGRADED_FROM} count as degraded`;
  const by = `${numberText(anomaly)} robust standard deviations, ${counted}`;
  return `${bad} from ${numberText(normal)} to ${numberText(worst)} from ${timeText(onset.from)} (${by})`;
}

function census(upstream: readonly Candidate[], { proviso }: Surroundings): string {
  if (upstream.length === 0)
    return proviso ? `nothing upstream of it was found${proviso}` : 'lineage knows nothing upstream of it';
  const measured = upstream.filter(({ signal }) => signal);
  const abnormal = measured.filter(({ anomaly }) => anomaly >= DEGRADED_FROM).length;
  const changed = upstream.filter(({ change }) => change > 0).length;
  const those = `${measured.length} measured, ${abnormal} abnormal, ${changed} changed`;
  return `${upstream.length} ${upstream.length === 1 ? 'asset' : 'assets'} upstream${proviso}: ${those}`;
}
