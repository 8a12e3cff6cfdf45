import { sql, type Transaction } from 'kysely';
import { type Database, openDatabase, type Place, type Schema } from '../../../platform/database.ts';
import { indexed } from '../../../platform/dialect.ts';
import { Conflict } from '../../../platform/errors.ts';
import { inParts } from '../../../platform/in-parts.ts';
import { claimLease, holderAt, leaseTable, releaseLease, renewLease } from '../../../platform/lease.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import { type MetricKey, textOfKey } from '../domain/measurement.ts';
import { metricIdOf } from '../domain/metric-id.ts';
import type { EvaluationStore, Progress, PublishedChange } from '../ports/evaluation-store.ts';

interface Tables {
  judgement: {
    name: string;
    /** As indexed; `whole_asset` is the id where that is another text. */
    asset: string;
    whole_asset: string | null;
    judged_until: number;
    definition: string;
    body: string;
  };
  verdict_change: { cursor?: number; body: string };
  arrivals_cursor: { only: number; cursor: number };
  /** `measurements` says where its holder has them; null where an earlier version holds it. */
  lease: { only: number; holder: string; token: number; expires_at: number; measurements: string | null };
  announced_asset: { asset: string; whole_asset: string | null };
}

const SCHEMA: Schema = {
  name: 'evaluation',
  store: 'metrics',
  writtenInBulk: true,
  migrations: [
    ({ text, integer, sequence, keyed, table }) => [
      `create table judgement (
         name ${text} not null, asset ${text} not null, judged_until ${integer} not null, definition ${text} not null,
         body ${text} not null, primary key (name, asset)
       ) ${keyed}`,
      `create table verdict_change (cursor ${sequence}, body ${text} not null) ${table}`,
      `create table arrivals_cursor ("only" ${integer} primary key check ("only" = 1), cursor ${integer} not null) ${table}`,
      `create table announced_asset (asset ${text} primary key) ${keyed}`,
    ],
    (words) => [
      `alter table judgement add column whole_asset ${words.text}`,
      `alter table announced_asset add column whole_asset ${words.text}`,
      leaseTable(words),
    ],
    ({ text }) => [`alter table lease add column measurements ${text}`],
  ],
};

/** Who asks for the right to judge. */
export interface Judge {
  /** Another for each process. */
  holder?: string;
  /** Where its measurements are, in words that end "the measurements in …"; alike for two processes only where they share them. */
  measurements: string;
}

/**
 * Judgements as JSON by metric, changes as an append-only table, in SQLite or Postgres. Writing under a lease locks its
 * row, so that the cursors of changes grow in the order in which they can be read.
 */
export async function openEvaluationStore(
  place: Place,
  { measurements, holder = holderAt(place) }: Judge,
): Promise<EvaluationStore> {
  const database = await openDatabase<Tables>(place, SCHEMA);
  const { tables, dialect, answering } = database;
  return {
    progress: () =>
      answering(async () => {
        const rows = await tables
          .selectFrom('judgement')
          .select(['name', 'asset', 'whole_asset', 'judged_until', 'definition'])
          .execute();
        return rows.map(
          ({ name, judged_until, definition, ...row }): Progress => ({
            name,
            asset: assetOf(row),
            judgedUntil: judged_until,
            definition,
          }),
        );
      }),
    judgements: (metrics) => answering(() => readJudgements(database, metrics)),
    async claim(asked) {
      const lease = await answering(() => claimLease(database, holder, asked, { measurements }));
      if (lease) return lease;
      const others = await answering(() => measurementsOfHolder(database));
      if (others !== null && others !== measurements) throw new Conflict(apart(others, measurements), ['measurements']);
      return null;
    },
    save: (lease, judgements, changes) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          if (!(await renewLease(transaction, lease, dialect))) return false;
          for await (const part of inParts(judgements)) await saveJudgements(transaction, part.map(rowOf));
          for await (const part of inParts(changes))
            await transaction.insertInto('verdict_change').values(part.map(bodyOf)).execute();
          return true;
        }),
      ),
    changesAfter: (cursor, first) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('verdict_change')
          .selectAll()
          .where('cursor', '>', cursor)
          .orderBy('cursor')
          .limit(first)
          .execute();
        return rows.map(publishedOf);
      }),
    arrivalsCursor: () =>
      answering(async () => {
        const row = await tables.selectFrom('arrivals_cursor').select('cursor').executeTakeFirst();
        return row?.cursor ?? 0;
      }),
    saveArrivalsCursor: (lease, cursor) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          if (!(await renewLease(transaction, lease, dialect))) return false;
          await transaction
            .insertInto('arrivals_cursor')
            .values({ only: 1, cursor })
            .onConflict((conflict) => conflict.column('only').doUpdateSet({ cursor }))
            .execute();
          return true;
        }),
      ),
    announcedAssets: () =>
      answering(async () => {
        const rows = await tables.selectFrom('announced_asset').selectAll().execute();
        return rows.map(assetOf);
      }),
    saveAnnouncedAssets: (assets) =>
      answering(async () => {
        for await (const part of inParts(assets))
          await tables
            .insertInto('announced_asset')
            .values(part.map(assetColumns))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
      }),
    ping: database.ping,
    async close() {
      // When this cannot be said, whoever waits for the lease waits for its end.
      await answering(() => releaseLease(database, holder)).catch(() => {});
      await database.close();
    },
  };
}

async function measurementsOfHolder({ tables }: Database<Tables>): Promise<string | null> {
  const row = await tables.selectFrom('lease').select('measurements').executeTakeFirst();
  return row?.measurements ?? null;
}

const apart = (others: string, own: string): string =>
  `another metrics process on the Postgres of HEADWATER_DATABASE_URL judges by the measurements in ${others}, and this one has those in ${own}: ` +
  'set HEADWATER_METRICS_URL of every one of them to the same address, or give this one a database of its own';

interface AssetColumns {
  asset: string;
  whole_asset: string | null;
}

function assetColumns(id: AssetId): AssetColumns {
  const asset = indexed(id);
  return { asset, whole_asset: asset === id ? null : id };
}

const assetOf = ({ asset, whole_asset }: AssetColumns): AssetId => (whole_asset ?? asset) as AssetId;

const rowOf = (judgement: Judgement): Tables['judgement'] => ({
  name: judgement.metric.name,
  ...assetColumns(judgement.metric.asset),
  judged_until: judgement.standing.judgedUntil,
  definition: judgement.definition,
  body: JSON.stringify(judgement),
});

const bodyOf = (change: VerdictChange) => ({ body: JSON.stringify(change) });

async function readJudgements(
  { tables, dialect }: Database<Tables>,
  metrics: readonly MetricKey[],
): Promise<(Judgement | null)[]> {
  const found = new Map<string, Judgement>();
  for await (const part of inParts(metrics)) {
    const keys = dialect.amongPairs(part.map(({ name, asset }) => [name, indexed(asset)]));
    const judgement = tables.selectFrom('judgement').select('body').where(sql`(name, asset)`, 'in', keys);
    for (const { body } of await judgement.execute()) {
      const kept: Judgement = JSON.parse(body);
      found.set(textOfKey(kept.metric), kept);
    }
  }
  return metrics.map((metric) => found.get(textOfKey(metric)) ?? null);
}

async function saveJudgements(transaction: Transaction<Tables>, rows: Tables['judgement'][]): Promise<void> {
  await transaction
    .insertInto('judgement')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['name', 'asset']).doUpdateSet(({ ref }) => ({
        judged_until: ref('excluded.judged_until'),
        definition: ref('excluded.definition'),
        body: ref('excluded.body'),
      })),
    )
    .execute();
}

/** Built from the cursor, so that a second change of one window, after late data, is another one. */
const publishedOf = ({ cursor, body }: { cursor?: number; body: string }): PublishedChange => {
  const change: VerdictChange = JSON.parse(body);
  return { ...change, cursor: Number(cursor), id: `${metricIdOf(change.metric)}.${change.thresholdIndex}.${cursor}` };
};
