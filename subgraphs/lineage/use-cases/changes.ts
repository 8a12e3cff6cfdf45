import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, type Milliseconds, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { Change } from '../domain/changes/change.ts';
import { changesIn } from '../domain/changes/changes.ts';
import type { FactKind } from '../domain/statement.ts';
import type { LineageStore } from '../ports/lineage-store.ts';

/** How far back counts are looked for that a jump is judged against. */
const EARLIER_COUNTS: Milliseconds = millisecondsOf('P14D' as Duration);

const STATED: FactKind[] = ['schema', 'sourceCode', 'failure', 'assertion', 'lifecycle'];
const COUNTED: FactKind[] = ['rowCount', 'nullCount'];

/** What changed on these assets in [from, to), oldest first; as it was known at `knownAt`, as it is known now when null. */
export async function changesOf(
  store: LineageStore,
  assets: readonly AssetId[],
  from: Instant,
  to: Instant,
  knownAt: Instant | null = null,
): Promise<Change[]> {
  const [stated, counted, deployed] = await Promise.all([
    store.facts(assets, from, to, STATED, knownAt),
    store.facts(assets, from - EARLIER_COUNTS, to, COUNTED, knownAt),
    store.deployed(assets, from, to, knownAt),
  ]);
  return changesIn([...stated, ...counted], deployed, from, to);
}
