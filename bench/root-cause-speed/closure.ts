import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { dataset } from '../lineage/estate.ts';
import { NOW } from '../lineage/questions.ts';

/** As deep as a search for causes goes. */
const DEPTH = 12;
const LIMIT = 5_000;
const PATIENCE = 60_000;

export interface Upstream {
  target: AssetId;
  /** The target first, then by depth. */
  assets: AssetId[];
  /** From an asset far upstream down to the target. */
  path: AssetId[];
}

/** The first dataset upstream of which lie about so many assets. */
export async function closureOf(store: LineageStore, assets: number, wanted: number): Promise<Upstream> {
  for (let index = Math.floor(assets / 4); index < assets / 2; index += 1) {
    const target = dataset(index);
    const { found } = await store.walk({
      ...{ start: target, direction: 'upstream', limit: LIMIT, depth: DEPTH, asOf: NOW, knownAt: null },
      ...{ columns: false, deadline: Date.now() + PATIENCE },
    });
    if (Math.abs(found.length + 1 - wanted) > wanted / 50) continue;
    const last = found.at(-1)?.id ?? target;
    const { edges } = await store.shortestPath(last, target, NOW, Date.now() + PATIENCE, null);
    const path = (edges ?? []).map(({ from }) => from);
    return { target, assets: [target, ...found.map(({ id }) => id)], path: [...path, target] };
  }
  throw new Error(`no dataset has about ${wanted} assets upstream`);
}
