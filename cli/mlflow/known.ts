import type { AssetId } from '../../vocabulary/asset-id.ts';
import { ask } from '../server.ts';

/** What the lineage holds of one asset. */
export interface Known {
  /** As they were sent, by name. */
  facets: Record<string, Record<string, unknown>>;
  /** The jobs that read it, of MLflow's namespace alone. */
  readers: AssetId[];
}

interface Answer {
  facets: { name: string; holder: string; value: Record<string, unknown> }[] | null;
  recordedAt: string | null;
  downstream: { edges: { node: { id: AssetId } }[] } | null;
}

/** Below the bound on aliases of one operation. */
const ASSETS_AT_ONCE = 90;
/** The most that one answer lists. Of an alias beyond it nothing false is told: at worst its end is not noticed. */
const READERS = 100;

/** Facets that a sync sends of a thing itself, and compares. */
export const COMPARED = ['documentation', 'ownership', 'tags', 'sourceCodeLocation', 'mlflow'] as const;

const WHAT = /* GraphQL */ `
  fragment Known on Asset {
    recordedAt
    facets(names: ${JSON.stringify(COMPARED)}) { name holder value }
    downstream(depth: 1, kinds: [JOB], namespace: $namespace, first: ${READERS}) { edges { node { id } } }
  }
`;

/** What the lineage holds of these assets; those that it does not know are left out. */
export async function knownOf(ids: readonly AssetId[], namespace: string): Promise<Map<AssetId, Known>> {
  const known = new Map<AssetId, Known>();
  for (let from = 0; from < ids.length; from += ASSETS_AT_ONCE) {
    const some = ids.slice(from, from + ASSETS_AT_ONCE);
    const asked = some.map((_, index) => `a${index}: asset(id: $i${index}) { ...Known }`);
    const variables = { namespace, ...Object.fromEntries(some.map((id, index) => [`i${index}`, id])) };
    const declared = some.map((_, index) => `$i${index}: ID!`).join(', ');
    const document = `query Known($namespace: String!, ${declared}) { ${asked.join(' ')} } ${WHAT}`;
    const answer = await ask<Record<string, Answer | null>>(document, variables, '');
    for (const [index, id] of some.entries()) {
      const found = answer[`a${index}`];
      if (!found?.recordedAt) continue;
      const own = (found.facets ?? []).filter(({ holder }) => holder === 'DATASET' || holder === 'JOB');
      known.set(id, {
        facets: Object.fromEntries(own.map(({ name, value }) => [name, value])),
        readers: (found.downstream?.edges ?? []).map(({ node }) => node.id),
      });
    }
  }
  return known;
}
