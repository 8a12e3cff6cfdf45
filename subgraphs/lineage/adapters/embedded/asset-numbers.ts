import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Graph } from './graph.ts';
import { type Database, places, rows } from './rows.ts';

/** Numbers assets: those of the graph, and new ones that join it once they are durable. */
export class AssetNumbers {
  private readonly graph: Graph;
  private readonly added = new Map<AssetId, number>();
  private readonly addedIds: AssetId[] = [];
  private written = 0;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** How many are new in this batch so far. */
  get newAssets(): number {
    return this.added.size;
  }

  readonly nodeOf = (id: AssetId): number => {
    const known = this.graph.assets.find(id) ?? this.added.get(id);
    if (known !== undefined) return known;
    const node = this.graph.assets.size + this.added.size;
    this.added.set(id, node);
    this.addedIds.push(id);
    return node;
  };

  readonly idOf = (node: number): AssetId =>
    node < this.graph.assets.size
      ? this.graph.assets.valueOf(node)
      : (this.addedIds[node - this.graph.assets.size] as AssetId);

  /** Writes those that this batch added since it last wrote them. */
  async write(database: Database, recordedAt: Instant): Promise<void> {
    const added = this.addedIds.slice(this.written).map((id) => [this.added.get(id), id]);
    if (added.length === 0) return;
    this.written = this.addedIds.length;
    await sql`
      insert into assets (node, id, recorded_at) select ${places(2)}, ${recordedAt} from ${rows(added)}
    `.execute(database);
  }

  /** After a batch: the new ones join the graph, or are forgotten when it failed. */
  settle(written: boolean): void {
    if (written) for (const id of this.addedIds) this.graph.nodeOf(id);
    this.added.clear();
    this.addedIds.length = 0;
    this.written = 0;
  }
}
