import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import { unionOf } from '../../domain/stated-edges.ts';
import type { StatedEdge, Transformation } from '../../domain/statement.ts';
import { digestOf } from '../digest.ts';
import type { Graph } from './graph.ts';
import { roleNumber, roleOf } from './roles.ts';
import { type Database, places, rows } from './rows.ts';

/** Edges in their order, each once, under their digest. */
export interface EdgeSet {
  digest: string;
  edges: readonly StatedEdge[];
}

type EdgeText = [from: number, to: number, role: number, transformation?: Transformation];

/** Sets to remember; a set of 50 edges takes about 10 kB. */
const REMEMBERED = 4096;

/** The sets of edges that runs state. Most runs state what the run before did, so nearly all are known already. */
export class EdgeSets {
  private readonly byDigest = new Map<string, EdgeSet>();
  /** By the edges as stated, before any sorting: producers repeat themselves word for word. */
  private readonly byText = new Map<string, EdgeSet>();
  /** By the very array, where it is frozen: what reads events gives the same one for the same edges. */
  private byArray = new WeakMap<readonly StatedEdge[], EdgeSet>();
  private readonly unwritten = new Map<string, string>();
  private readonly nodeOf: (id: AssetId) => number;
  private readonly idOf: (node: number) => AssetId;

  constructor(nodeOf: (id: AssetId) => number, idOf: (node: number) => AssetId) {
    this.nodeOf = nodeOf;
    this.idOf = idOf;
  }

  /** The set of edges as an event states them. */
  of(stated: readonly StatedEdge[]): EdgeSet {
    if (!Object.isFrozen(stated)) return this.found(stated);
    const same = this.byArray.get(stated);
    if (same) return same;
    const set = this.found(stated);
    this.byArray.set(stated, set);
    return set;
  }

  private found(stated: readonly StatedEdge[]): EdgeSet {
    const text = this.textOf(stated);
    const known = this.byText.get(text);
    if (known) return known;
    const edges = unionOf([], stated).map(({ from, to, role, transformation }) =>
      transformation ? { from, to, role, transformation: { ...transformation } } : { from, to, role },
    );
    const ordered = this.textOf(edges);
    const digest = digestOf(ordered);
    const set = this.byDigest.get(digest) ?? { digest, edges };
    this.byDigest.set(digest, set);
    this.byText.set(text, set);
    this.unwritten.set(digest, ordered);
    return set;
  }

  /** A set that is loaded or was made here. */
  get(digest: string): EdgeSet {
    const set = this.byDigest.get(digest);
    if (!set) throw new TypeError(`edge set ${digest} was not loaded`);
    return set;
  }

  async load(database: Database, digests: Iterable<string>): Promise<void> {
    const missing = [...new Set(digests)].filter((digest) => !this.byDigest.has(digest));
    if (missing.length === 0) return;
    const found = await database
      .selectFrom('edge_sets')
      .selectAll()
      .where(sql<boolean>`digest in (select value from ${rows(missing)})`)
      .execute();
    for (const { digest, edges } of found) this.byDigest.set(digest, { digest, edges: this.edgesOf(edges) });
  }

  /** Writes the sets made since; those that turn out to be there already are left. */
  async write(database: Database): Promise<void> {
    if (this.unwritten.size === 0) return;
    await sql`insert or ignore into edge_sets (digest, edges) select ${places(2)} from ${rows([...this.unwritten])}`.execute(
      database,
    );
  }

  /** After a batch: what it made is written (or not, when it failed), and memory stays bounded. */
  settle(written: boolean): void {
    this.unwritten.clear();
    if (written && this.byDigest.size < REMEMBERED && this.byText.size < REMEMBERED) return;
    this.byDigest.clear();
    this.byText.clear();
    this.byArray = new WeakMap();
  }

  private textOf(edges: readonly StatedEdge[]): string {
    const texts = edges.map(({ from, to, role, transformation }) => {
      const ends = `${this.nodeOf(from)},${this.nodeOf(to)},${roleNumber(role)}`;
      return transformation ? `[${ends},${JSON.stringify(transformation)}]` : `[${ends}]`;
    });
    return `[${texts.join(',')}]`;
  }

  private edgesOf(text: string): StatedEdge[] {
    return (JSON.parse(text) as EdgeText[]).map(([from, to, role, transformation]) => {
      const edge = { from: this.idOf(from), to: this.idOf(to), role: roleOf(role) };
      return transformation ? { ...edge, transformation } : edge;
    });
  }
}

/** Sets to be read, and none to be made. */
export const readingSets = (graph: Graph): EdgeSets =>
  new EdgeSets(
    () => {
      throw new TypeError('a reader makes no sets');
    },
    (node) => graph.assets.valueOf(node),
  );
