import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Ranking, ScenarioCase } from './scenario-case.ts';

/**
 * Chance that at least one of some assets is among the first `k` of a ranking when ties are broken at random: one minus
 * the hypergeometric chance that none is.
 */
function recall(ranking: Ranking, sought: readonly AssetId[], k: number): number {
  let before = 0;
  for (const tied of ranking) {
    const places = Math.max(0, Math.min(tied.length, k - before));
    const right = tied.filter((asset) => sought.includes(asset)).length;
    if (right > 0) return 1 - noneOf(right, tied.length, places);
    before += tied.length;
  }
  return 0;
}

/** Chance that none of `right` among `all` is drawn in `places` draws. */
function noneOf(right: number, all: number, places: number): number {
  let none = 1;
  for (let draw = 0; draw < places; draw += 1) none *= Math.max(0, all - right - draw) / (all - draw);
  return none;
}

/** Chance that the first place is right: it names a cause, or where there is none nothing, or where it began. */
export function firstRight({ causes, harmless }: ScenarioCase, ranking: Ranking): number {
  if (causes.length > 0) return recall(ranking, causes.flat(), 1);
  return ranking.length === 0 ? 1 : recall(ranking, harmless, 1);
}

/** Share of the causes that are among the first three; where there is none, as {@link firstRight}. */
export function foundWithinThree(one: ScenarioCase, ranking: Ranking): number {
  if (one.causes.length === 0) return firstRight(one, ranking);
  return mean(one.causes.map((cause) => recall(ranking, cause, 3)));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
