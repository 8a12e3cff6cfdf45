import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Fact } from './statement.ts';

/** Whether an asset still exists, and under which names it went before and goes now. */
export interface Lifecycle {
  /** When it was dropped or renamed away; null while it exists, or once a producer says something of it again. */
  deletedAt: Instant | null;
  renamedTo: AssetId | null;
  renamedFrom: AssetId | null;
}

/**
 * Read off the latest facts of an asset. A deletion ends no edge: a job that still reads what is gone is what a reader
 * must see. Whatever a producer says of the asset after its deletion means that it is back.
 */
export function lifecycleOf(facts: readonly Fact[]): Lifecycle {
  const changes = facts.filter((fact) => fact.kind === 'lifecycle');
  const gone = changes.findLast(({ change }) => change === 'DROP' || change === 'RENAMED');
  const back = gone && facts.some((fact) => fact.time > gone.time);
  return {
    deletedAt: gone && !back ? gone.time : null,
    renamedTo: gone && !back && gone.change === 'RENAMED' ? gone.other : null,
    renamedFrom: changes.findLast(({ change }) => change === 'RENAME')?.other ?? null,
  };
}
