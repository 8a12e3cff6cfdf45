import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Milliseconds } from '../../../../vocabulary/duration.ts';
import { folded, type NamedAsset } from '../../domain/search.ts';
import type { SearchCandidates, SearchedNames } from '../../ports/lineage-store.ts';
import { type Database, places, rows } from './rows.ts';

/** Assets indexed in one transaction: about 20 ms, in which readers wait. */
const CHUNK = 500;

/** How long writings are left to gather before they are indexed: each round costs a durable commit. */
const REST: Milliseconds = 1_000;

/** How long a search waits for the index to catch up. */
const PATIENCE: Milliseconds = 500;

/** Later than every text that begins with a given one. */
const LAST = '\u{10ffff}';

/**
 * Names and titles for search: in order, for prefixes, and as sequences of three characters, for what lies within.
 * Triggers note which assets were added or titled, in the transaction that does it; here the index catches up with them.
 */
export class NameIndex {
  private readonly database: Database;
  private readonly writer: Database;
  private catching: Promise<void> | null = null;
  private due: NodeJS.Timeout | null = null;

  constructor(database: Database, writer: Database) {
    this.database = database;
    this.writer = writer;
  }

  /** Indexes in a while what is noted by then, so that a search after many writings does not find all of it undone. */
  catchUpSoon(): void {
    if (this.due) return;
    this.due = setTimeout(() => {
      this.due = null;
      // A fault is told to whoever searches next.
      this.catchUp().catch(() => {});
    }, REST);
    this.due.unref();
  }

  /** Settles when nothing is being indexed, and begins nothing more. */
  async close(): Promise<void> {
    if (this.due) clearTimeout(this.due);
    while (this.catching) await this.catching.catch(() => {});
  }

  /** Indexes what was noted so far, others having their turn in between. */
  async catchUp(): Promise<void> {
    // Whoever waits for a round that began before its own writing needs another one.
    while (this.catching) await this.catching;
    this.catching = this.indexNoted().finally(() => {
      this.catching = null;
    });
    await this.catching;
  }

  async candidates({ text, phrases, kinds, limit }: SearchedNames): Promise<SearchCandidates> {
    // After a great import most is not indexed for a minute: better what is, said to be a part, than a long wait.
    let complete = await Promise.race([this.catchUp().then(() => true), delay(PATIENCE, false, { ref: false })]);
    const found = new Map<string, NamedAsset>();
    const take = (assets: { id: string; title: string | null }[]) => {
      if (assets.length > limit) complete = false;
      for (const { id, title } of assets.slice(0, limit)) {
        const asset = id as AssetId;
        found.set(id, { id: asset, name: identityOf(asset).name, title });
      }
    };
    const asked = kinds ? sql`and exists (select 1 from ${rows(kinds)} as kind where assets.kind = kind.value)` : sql``;
    for (const column of ['name', 'title'] as const)
      take(
        (
          await sql<{ id: string; title: string | null }>`
            select assets.id, assets.title from asset_names cross join assets on assets.node = asset_names.node ${asked}
            where asset_names.${sql.raw(column)} >= ${text} and asset_names.${sql.raw(column)} < ${text + LAST}
            order by asset_names.${sql.raw(column)}, assets.id limit ${limit + 1}
          `.execute(this.database)
        ).rows,
      );
    for (const phrase of phrases)
      take(
        (
          await sql<{ id: string; title: string | null }>`
            select assets.id, assets.title from name_sequences cross join assets on assets.node = name_sequences.rowid ${asked}
            where name_sequences match ${`"${phrase.replaceAll('"', '""')}"`} limit ${limit + 1}
          `.execute(this.database)
        ).rows,
      );
    return { assets: [...found.values()], complete };
  }

  private async indexNoted(): Promise<void> {
    for (;;) {
      const noted = await this.writer.transaction().execute(async (transaction) => {
        const { rows: assets } = await sql<{ node: number; id: string; title: string | null }>`
          select node, id, title from assets where node in (select node from unindexed_names limit ${CHUNK})
        `.execute(transaction);
        if (assets.length === 0) return 0;
        const names = assets.map(({ node, id, title }) => [
          ...[node, folded(identityOf(id as AssetId).name)],
          title === null ? null : folded(title),
        ]);
        const said = sql`select ${places(3)} from ${rows(names)}`;
        await sql`insert or replace into asset_names (node, name, title) ${said}`.execute(transaction);
        await sql`insert or replace into name_sequences (rowid, name, title) ${said}`.execute(transaction);
        await sql`
          delete from unindexed_names where node in (select value from ${rows(assets.map(({ node }) => node))})
        `.execute(transaction);
        return assets.length;
      });
      if (noted < CHUNK) return;
      await nextTurn();
    }
  }
}
