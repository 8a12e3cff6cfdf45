import { sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareFacts, lastOfEach } from '../../domain/fact.ts';
import type { Fact, FactKind, FactValue } from '../../domain/statement.ts';
import type { Graph } from './graph.ts';
import type { Identities } from './identities.ts';
import { type Database, rows } from './rows.ts';

interface FactRow {
  asset: number;
  time: Instant;
  run_id: string;
  value: string;
}

/** Assets that facts or runs are asked of: the numbers of every id that stands for one of them, as it was known, with the asset. */
export type AskedAssets = ReadonlyMap<number, AssetId>;

export function askedAssets(
  graph: Graph,
  identities: Identities,
  ids: readonly AssetId[],
  knownAt: Instant | null,
): AskedAssets {
  const asked = new Map<number, AssetId>();
  for (const asset of ids)
    for (const id of identities.members(asset, knownAt)) {
      const node = graph.assets.find(id);
      if (node !== undefined) asked.set(node, asset);
    }
  return asked;
}

/** Facts of assets in [from, to), and of each subject the last before, recorded by `knownAt` where that is not null. */
export async function readFacts(
  database: Database,
  assets: AskedAssets,
  from: Instant,
  to: Instant,
  kinds: readonly FactKind[] | undefined,
  knownAt: Instant | null,
): Promise<Fact[]> {
  const { rows: within } = await sql<FactRow>`
    ${askedSubjects(assets, kinds)}
    select asked.asset, facts.time, facts.run_id, coalesce(fact_values.value, facts.value) as value
    from asked join facts on facts.subject = asked.subject and facts.time >= ${from} and facts.time < ${to}
      ${recordedBy('facts', knownAt)}
    left join fact_values on fact_values.digest = facts.value
  `.execute(database);
  const earlier = await lastBefore(database, assets, from, kinds, knownAt);
  return [...earlier, ...within.map((row) => factOf(assets, row))].sort(compareFacts);
}

/** Of each subject of these assets the last fact before a time, recorded by `knownAt` where that is not null. */
export async function lastBefore(
  database: Database,
  assets: AskedAssets,
  time: Instant,
  kinds?: readonly FactKind[],
  knownAt: Instant | null = null,
): Promise<Fact[]> {
  const found = await sql<FactRow>`
    ${askedSubjects(assets, kinds)}
    select asked.asset, facts.time, facts.run_id, coalesce(fact_values.value, facts.value) as value
    from asked join facts on facts.subject = asked.subject and facts.time =
      (select max(time) from facts as earlier
       where earlier.subject = asked.subject and earlier.time < ${time} ${recordedBy('earlier', knownAt)})
      ${recordedBy('facts', knownAt)}
    left join fact_values on fact_values.digest = facts.value
  `.execute(database);
  return lastOfEach(found.rows.map((row) => factOf(assets, row)));
}

const recordedBy = (facts: 'facts' | 'earlier', knownAt: Instant | null) =>
  knownAt === null ? sql`` : sql`and ${sql.ref(`${facts}.recorded_at`)} <= ${knownAt}`;

function askedSubjects(assets: AskedAssets, kinds: readonly FactKind[] | undefined) {
  return sql`with asked as (
    select fact_subjects.subject, fact_subjects.asset
    from ${rows([...assets.keys()])} as node cross join fact_subjects on fact_subjects.asset = node.value
    ${kinds ? sql`where substr(name, 1, instr(name || ' ', ' ') - 1) in (select value from ${rows(kinds)})` : sql``}
  )`;
}

const factOf = (assets: AskedAssets, { asset, time, run_id, value }: FactRow): Fact => ({
  asset: assets.get(asset) as AssetId,
  time,
  runId: run_id || null,
  ...(JSON.parse(value) as FactValue),
});
