import { BadUserInput, DeadlineExceeded } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Closure } from '../domain/root-cause/question.ts';
import type { Suspicion } from '../domain/suppression.ts';
import { isFailedCheck, suspicionOfAlert, suspicionUpstream } from '../domain/suspicion.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Lineage } from '../ports/lineage.ts';

interface SuspicionPorts {
  lineage: Lineage;
  store: IncidentStore;
}

/** Of assets in one question: each is walked upstream from. */
const MOST_ASSETS = 100;
/** Walks under way at once. */
const WALKS = 4;

/**
 * For each of some assets the check upstream that fails now, null when none is known to, an error when the walk was cut
 * off by time and found none. @throws BadUserInput, GraphUnavailable
 */
export async function suspicionsOf(
  { lineage, store }: SuspicionPorts,
  assets: readonly AssetId[],
  now: Instant,
): Promise<Map<AssetId, Suspicion | null | DeadlineExceeded>> {
  if (assets.length > MOST_ASSETS)
    throw new BadUserInput(`suspect is asked of ${assets.length} assets; ask of at most ${MOST_ASSETS} at once`);
  const closures: Closure[] = [];
  for (let start = 0; start < assets.length; start += WALKS) {
    const part = assets.slice(start, start + WALKS);
    closures.push(...(await Promise.all(part.map((asset) => lineage.closure(asset, now)))));
  }
  const upstream = [...new Set(closures.flatMap((closure) => closure.assets.map(({ id }) => id)))];
  const [failed, firing] = await Promise.all([lineage.failedChecks(upstream), store.firingAlertsOn(upstream)]);
  const checks = [...failed, ...firing.filter(isFailedCheck).map(suspicionOfAlert)];
  return new Map(
    assets.map((asset, place) => {
      const closure = closures[place] as Closure;
      const found = suspicionUpstream(closure, checks);
      const isUnknown = found === null && closure.completeness === 'TIMED_OUT';
      return [
        asset,
        isUnknown ? new DeadlineExceeded(`not all that is upstream of ${asset} was found in time`) : found,
      ];
    }),
  );
}
