import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { AssetBundle } from '../../domain/bundle.ts';
import { identitiesOf, type Resolve, resolving } from '../../domain/identity.ts';
import type { Symlink } from '../../domain/statement.ts';
import { type Database, places, rows } from './rows.ts';
import type { IdentityRow } from './tables.ts';

/** Which asset each id stands for, and stood for as it was known at a time. */
export class Identities {
  private readonly symlinks = new Map<AssetId, Symlink[]>();
  private readonly histories = new Map<AssetId, IdentityRow[]>();
  /** Every id that ever stood for an asset. */
  private readonly membersOf = new Map<AssetId, Set<AssetId>>();
  /** What the batch that is being written adds: symlinks, and the ids that stand for another asset now. */
  private added: Symlink[] = [];
  private moved = new Map<AssetId, AssetId>();
  private restored: { symlinks: Symlink[]; rows: IdentityRow[] } = { symlinks: [], rows: [] };

  async load(database: Database): Promise<void> {
    for (const { asset, alias } of await database.selectFrom('symlinks').selectAll().execute())
      this.join({ asset: asset as AssetId, alias: alias as AssetId });
    for (const row of await database.selectFrom('identities').selectAll().orderBy('recorded_at').execute())
      this.place(row);
  }

  /** Takes in symlinks of a batch; answers the ids that stand for another asset because of them, with that asset. */
  add(symlinks: readonly Symlink[]): ReadonlyMap<AssetId, AssetId> {
    this.added = symlinks.filter(
      ({ asset, alias }) => !this.symlinks.get(asset)?.some((known) => known.alias === alias),
    );
    if (this.added.length === 0) return this.moved;
    for (const [id, asset] of identitiesOf([...this.added, ...this.joinedTo(this.added)]))
      if ((this.known(id, null) ?? id) !== asset) this.moved.set(id, asset);
    return this.moved;
  }

  /** As this batch has it. */
  readonly resolve: Resolve = resolving((id) => this.moved.get(id) ?? this.known(id, null));

  /** As it was known at a time, now when null. */
  resolveAt(knownAt: Instant | null): Resolve {
    return resolving((id) => this.known(id, knownAt));
  }

  /** Whether any id stands for another. */
  get any(): boolean {
    return this.histories.size + this.moved.size > 0;
  }

  /** Every id that stands for an asset, its own first; as it was known at a time, now when null. */
  members(asset: AssetId, knownAt: Instant | null): AssetId[] {
    const others = [...(this.membersOf.get(asset) ?? [])].filter((id) => id !== asset);
    return [asset, ...others.filter((id) => this.known(id, knownAt) === asset)];
  }

  /** Takes in what a bundle says of an id, as it is. */
  async restore(database: Database, bundles: readonly AssetBundle[]): Promise<void> {
    const symlinks = bundles.flatMap(({ id, aliases }) => aliases.map((alias) => ({ asset: id, alias })));
    const fresh = await sql<{ asset: AssetId; alias: AssetId }>`
      insert or ignore into symlinks (asset, alias)
      select ${places(2)} from ${rows(symlinks.map(({ asset, alias }) => [asset, alias]))} returning asset, alias
    `.execute(database);
    const kept = bundles.flatMap(({ id, identities }) =>
      identities.map(({ asset, recordedAt, supersededAt }) => [id, asset, recordedAt, supersededAt]),
    );
    const placed = await sql<IdentityRow>`
      insert or ignore into identities (alias, asset, recorded_at, superseded_at)
      select ${places(4)} from ${rows(kept)} returning *
    `.execute(database);
    this.restored = { symlinks: fresh.rows, rows: placed.rows.sort((a, b) => a.recorded_at - b.recorded_at) };
  }

  async write(database: Database, recordedAt: Instant): Promise<void> {
    if (this.added.length > 0)
      await sql`
        insert or ignore into symlinks (asset, alias)
        select ${places(2)} from ${rows(this.added.map(({ asset, alias }) => [asset, alias]))}
      `.execute(database);
    if (this.moved.size === 0) return;
    await sql`
      update identities set superseded_at = ${recordedAt}
      where superseded_at is null and alias in (select value from ${rows([...this.moved.keys()])})
    `.execute(database);
    await sql`
      insert into identities (alias, asset, recorded_at) select ${places(2)}, ${recordedAt} from ${rows([...this.moved])}
    `.execute(database);
  }

  /** After a batch: what it added is known from now on, or forgotten when it failed. */
  settle(written: boolean, recordedAt: Instant): void {
    if (written) {
      for (const symlink of this.restored.symlinks) this.join(symlink);
      for (const row of this.restored.rows) this.place(row);
      for (const symlink of this.added) this.join(symlink);
      for (const [alias, asset] of this.moved) {
        const last = this.histories.get(alias)?.at(-1);
        if (last) last.superseded_at = recordedAt;
        this.place({ alias, asset, recorded_at: recordedAt, superseded_at: null });
      }
    }
    this.added = [];
    this.moved = new Map();
    this.restored = { symlinks: [], rows: [] };
  }

  private join(symlink: Symlink): void {
    for (const id of [symlink.asset, symlink.alias]) this.symlinks.set(id, [...(this.symlinks.get(id) ?? []), symlink]);
  }

  private place(row: IdentityRow): void {
    const [alias, asset] = [row.alias as AssetId, row.asset as AssetId];
    const history = this.histories.get(alias) ?? [];
    this.histories.set(alias, [...history, row]);
    this.membersOf.set(asset, (this.membersOf.get(asset) ?? new Set()).add(alias));
  }

  private known(id: AssetId, knownAt: Instant | null): AssetId | undefined {
    const history = this.histories.get(id);
    const row =
      knownAt === null
        ? history?.at(-1)
        : history?.find(
            (each) => each.recorded_at <= knownAt && knownAt < (each.superseded_at ?? Number.POSITIVE_INFINITY),
          );
    return row?.asset as AssetId | undefined;
  }

  /** The known symlinks that join to these, directly or by others. */
  private joinedTo(symlinks: readonly Symlink[]): Symlink[] {
    const found = new Set<Symlink>();
    const asked = symlinks.flatMap(({ asset, alias }) => [asset, alias]);
    for (let id = asked.pop(); id !== undefined; id = asked.pop())
      for (const symlink of this.symlinks.get(id) ?? [])
        if (!found.has(symlink)) {
          found.add(symlink);
          asked.push(symlink.asset, symlink.alias);
        }
    return [...found];
  }
}
