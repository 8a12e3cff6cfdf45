import type { StatedEdge } from '../../domain/statement.ts';
import { digestOf } from '../digest.ts';
import { Remembered } from '../remembered.ts';
import type { Query } from './session.ts';

/** What states edges names the set of them; what an earlier Headwater wrote holds them itself. */
export type StatesEdges = { edgeSet?: string | null; edges?: string | null };

/** Finds the set that a run or part names; to be returned of it with `statedBy`. */
export const withEdgeSet = (named: string): string => `OPTIONAL MATCH (kept:EdgeSet {digest: ${named}.edgeSet})`;
export const statedBy = (named: string): string => `coalesce(${named}.edges, kept.edges)`;

/** Sets to remember; a set of 50 edges takes about 10 kB. */
const REMEMBERED = 4_096;

/** By the very array, where it is frozen: a job that states what it did before states it by the same one. */
const digests = new WeakMap<readonly StatedEdge[], string>();

/** The digest of edges in their order. */
export function digestOfEdges(edges: readonly StatedEdge[]): string {
  const known = digests.get(edges);
  if (known) return known;
  const digest = digestOf(JSON.stringify(edges));
  if (Object.isFrozen(edges)) digests.set(edges, digest);
  return digest;
}

/** The sets of edges that runs and static events state, each kept once under its digest: most state one that is there. */
export class EdgeSets {
  /** Digests of those that the database surely keeps. */
  readonly kept = new Remembered();
  /** What a digest stands for never changes, wherever it is kept. */
  private readonly byDigest = new Map<string, readonly StatedEdge[]>();

  /** What each of these states, in their order. */
  async read(query: Query, stating: readonly StatesEdges[]): Promise<(readonly StatedEdge[])[]> {
    const named = new Set(stating.flatMap(({ edgeSet }) => edgeSet ?? []));
    const found = new Map([...named].map((digest) => [digest, this.byDigest.get(digest)]));
    const missing = [...named].filter((digest) => !found.get(digest));
    const rows =
      missing.length === 0
        ? []
        : await query<{ digest: string; edges: string }>(
            'UNWIND $missing AS digest MATCH (kept:EdgeSet {digest: digest}) RETURN digest, kept.edges AS edges',
            { missing },
          );
    for (const { digest, edges } of rows) found.set(digest, this.remember(digest, JSON.parse(edges)));
    return stating.map(({ edgeSet, edges }) => {
      if (edges != null) return JSON.parse(edges);
      const set = found.get(edgeSet ?? '');
      if (!set) throw new TypeError(`the lineage database lacks the set of edges ${edgeSet} that it names`);
      return set;
    });
  }

  /** Keeps the sets that are not surely kept. */
  async keep(query: Query, sets: readonly (readonly StatedEdge[])[]): Promise<void> {
    const fresh = sets
      .map((edges) => ({ edges, digest: digestOfEdges(edges) }))
      .filter(({ digest }) => this.kept.isNew(digest));
    if (fresh.length === 0) return;
    await query('UNWIND $rows AS row MERGE (kept:EdgeSet {digest: row.digest}) ON CREATE SET kept = row', {
      rows: fresh.map(({ digest, edges }) => ({ digest, edges: JSON.stringify(edges) })),
    });
    for (const { digest, edges } of fresh) this.remember(digest, [...edges]);
  }

  private remember(digest: string, edges: StatedEdge[]): readonly StatedEdge[] {
    if (this.byDigest.size >= REMEMBERED) this.byDigest.clear();
    this.byDigest.set(digest, edges);
    digests.set(Object.freeze(edges), digest);
    return edges;
  }
}
