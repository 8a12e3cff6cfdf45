import { type RawBuilder, sql } from 'kysely';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type AssetBundle, type KeptFact, type KeptRun, type KeptStatic, orderedBundle } from '../../domain/bundle.ts';
import type { TimedFacet } from '../../domain/run.ts';
import type { FactValue } from '../../domain/statement.ts';
import type { EdgeSets } from './edge-sets.ts';
import { type Graph, subjectOf, tellerOf, timelineNumber } from './graph.ts';
import { type Database, rows } from './rows.ts';
import { runOfRow } from './run-rows.ts';
import type { IdentityRow, RunRow } from './tables.ts';

/** All that is kept of the assets after one, in the order of their ids. */
export async function readBundles(
  database: Database,
  graph: Graph,
  sets: EdgeSets,
  after: AssetId | null,
  most: number,
): Promise<AssetBundle[]> {
  const found = await database
    .selectFrom('assets')
    .selectAll()
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(most)
    .execute();
  const nodes = found.map(({ node }) => node);
  const ids = found.map(({ id }) => id);
  const symlinks = await all<{ asset: string; alias: string }>(
    database,
    sql`select asset, alias from symlinks where asset in (select value from ${rows(ids)})`,
  );
  const identities = await all<IdentityRow>(
    database,
    sql`select * from identities where alias in (select value from ${rows(ids)})`,
  );
  const aliasesOf = Map.groupBy(symlinks, ({ asset }) => asset);
  const identitiesOf = Map.groupBy(identities, ({ alias }) => alias);
  const statics = await staticsOf(database, sets, nodes);
  const facts = await factsOf(database, graph, nodes);
  const runs = await runsOf(database, graph, sets, nodes);
  return found.map(({ node, id, title, recorded_at }) =>
    orderedBundle({
      ...{ id: id as AssetId, recordedAt: recorded_at, title },
      aliases: (aliasesOf.get(id) ?? []).map(({ alias }) => alias as AssetId),
      identities: (identitiesOf.get(id) ?? []).map((row) => ({
        ...{ asset: row.asset as AssetId, recordedAt: row.recorded_at, supersededAt: row.superseded_at },
      })),
      statics: statics.get(node) ?? [],
      spans: [...graph.everySpanInto(node)].map(({ span, timeline }) => ({
        ...span,
        timeline: timelineText(graph, timeline),
      })),
      facts: facts.get(node) ?? [],
      runs: runs.get(node) ?? [],
    }),
  );
}

const all = async <Row>(database: Database, query: RawBuilder<unknown>): Promise<Row[]> =>
  (await (query as RawBuilder<Row>).execute(database)).rows;

function timelineText(graph: Graph, timeline: number): string {
  const teller = tellerOf(timeline);
  return teller === 'declared' ? teller : `${teller} ${graph.assets.valueOf(subjectOf(timeline))}`;
}

async function staticsOf(database: Database, sets: EdgeSets, nodes: number[]): Promise<Map<number, KeptStatic[]>> {
  const timelines = nodes.map((node) => timelineNumber(node, 'static'));
  const found = await all<{ timeline: number; time: Instant; edge_set: string }>(
    database,
    sql`select timeline, time, edge_set from parts where timeline in (select value from ${rows(timelines)})`,
  );
  await sets.load(
    database,
    found.map(({ edge_set }) => edge_set),
  );
  const grouped = Map.groupBy(found, ({ timeline }) => subjectOf(timeline));
  return mapped(grouped, ({ time, edge_set }) => ({ time, edges: sets.get(edge_set).edges }));
}

async function factsOf(database: Database, graph: Graph, nodes: number[]): Promise<Map<number, KeptFact[]>> {
  const found = await all<{ asset: number; time: Instant; run_id: string; value: string; recorded_at: Instant }>(
    database,
    sql`select asset, time, run_id, recorded_at, coalesce(fact_values.value, facts.value) as value
        from fact_subjects join facts on facts.subject = fact_subjects.subject
        left join fact_values on fact_values.digest = facts.value
        where fact_subjects.asset in (select value from ${rows(nodes)})`,
  );
  return mapped(
    Map.groupBy(found, ({ asset }) => asset),
    ({ asset, time, run_id, value, recorded_at }) => ({
      fact: {
        ...{ asset: graph.assets.valueOf(asset), time, runId: run_id || null },
        ...(JSON.parse(value) as FactValue),
      },
      recordedAt: recorded_at,
    }),
  );
}

async function runsOf(
  database: Database,
  graph: Graph,
  sets: EdgeSets,
  nodes: number[],
): Promise<Map<number, KeptRun[]>> {
  const found = await all<RunRow>(database, sql`select * from runs where job in (select value from ${rows(nodes)})`);
  await sets.load(
    database,
    found.map(({ edge_set }) => edge_set),
  );
  const said = await all<{ run_id: string; job: number; name: string; time: Instant; value: string }>(
    database,
    sql`select run_facets.run_id, job, name, time, coalesce(fact_values.value, run_facets.value) as value
        from run_facets left join fact_values on fact_values.digest = run_facets.value
        where (run_id, job) in (select value ->> 0, value ->> 1 from ${rows(found.map(({ run_id, job }) => [run_id, job]))})`,
  );
  const facets = mapped(
    Map.groupBy(said, ({ run_id, job }) => `${job} ${run_id}`),
    ({ name, time, value }): TimedFacet => ({ name, time, value: JSON.parse(value) }),
  );
  return mapped(
    Map.groupBy(found, ({ job }) => job),
    (row) => ({
      run: runOfRow(row, graph.assets.valueOf(row.job), [...sets.get(row.edge_set).edges]),
      facets: facets.get(`${row.job} ${row.run_id}`) ?? [],
    }),
  );
}

const mapped = <Key, From, To>(groups: Map<Key, From[]>, map: (from: From) => To): Map<Key, To[]> =>
  new Map([...groups].map(([key, each]) => [key, each.map(map)]));
