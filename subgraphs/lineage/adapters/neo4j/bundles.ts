import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type AssetBundle, assetsInBundle, type KeptRun, orderedBundle } from '../../domain/bundle.ts';
import type { FactValue } from '../../domain/statement.ts';
import { partOfRun, timelineOf } from '../../domain/timeline.ts';
import { EdgeSets, statedBy, withEdgeSet } from './edge-sets.ts';
import { EDGE_COLUMNS, type EdgeRow, EVERY_SPAN_EVER, OPEN, restoreSpans, spanOf } from './edges.ts';
import { VALUE, WITH_VALUE, writeFacts } from './facts.ts';
import { shortKey } from './keys.ts';
import { type RunRow, toldBy, writeRunFacets, writeRunRows } from './runs.ts';
import { writeNames } from './search.ts';
import type { Query, Session } from './session.ts';
import { writePlacedParts } from './timelines.ts';

/**
 * All that is kept of the assets after one, in the order of their ids. An index over two properties is taken only where
 * something is asked of both, be it that they are there.
 */
export async function readBundles(session: Session, after: AssetId | null, most: number): Promise<AssetBundle[]> {
  const assets = await session.read<{ id: AssetId; title: string | null; recordedAt: Instant }>(
    `MATCH (asset:Asset) WHERE asset.id > $after WITH asset ORDER BY asset.id LIMIT $most
     RETURN asset.id AS id, asset.title AS title, asset.recordedAt AS recordedAt`,
    { after: after ?? '', most },
  );
  const ids = assets.map(({ id }) => id);
  const read = <Row extends Record<string, unknown>>(cypher: string) => session.read<Row>(cypher, { ids });
  const aliases = await read<{ id: AssetId; alias: AssetId }>(
    'UNWIND $ids AS id MATCH (symlink:Symlink {asset: id}) RETURN id, symlink.alias AS alias',
  );
  const identities = await read<{ id: AssetId; asset: AssetId; recordedAt: Instant; supersededAt: Instant }>(
    `UNWIND $ids AS id MATCH (:Asset {id: id})-[same:SAME_AS]->(asset)
     RETURN id, asset.id AS asset, same.recordedAt AS recordedAt, same.supersededAt AS supersededAt`,
  );
  const statics = await read<{ id: AssetId; time: Instant; edges: string }>(
    `UNWIND $ids AS id MATCH (part:Part {timeline: 'static ' + id}) WHERE part.time IS NOT NULL
     ${withEdgeSet('part')} RETURN id, part.time AS time, ${statedBy('part')} AS edges`,
  );
  const spans = await read<EdgeRow>(
    `UNWIND $ids AS id MATCH (to:Asset {id: id})<-[feeds:${EVERY_SPAN_EVER}]-(from) RETURN ${EDGE_COLUMNS}`,
  );
  const facts = await read<{ id: AssetId; time: Instant; runId: string; value: string; recordedAt: Instant }>(
    `UNWIND $ids AS id MATCH (subject:FactSubject {asset: id}) MATCH (fact:Fact {subject: subject.key}) WHERE fact.time IS NOT NULL
     ${WITH_VALUE} RETURN id, fact.time AS time, fact.runId AS runId, ${VALUE} AS value, coalesce(fact.recordedAt, 0) AS recordedAt`,
  );
  const runs = await read<{
    id: AssetId;
    run: RunRow;
    edges: string;
    facets: { name: string; time: Instant; value: string }[];
  }>(
    `UNWIND $ids AS id MATCH (run:Run {job: id}) WHERE run.placedAt IS NOT NULL
     ${withEdgeSet('run')} WITH id, run, ${statedBy('run')} AS edges OPTIONAL MATCH (facet:RunFacet {run: run.key})
     RETURN id, properties(run) AS run, edges, collect(properties(facet)) AS facets`,
  );
  const of = <Row>(found: readonly Row[], idOf: (row: Row) => string) => {
    const grouped = Map.groupBy(found, idOf);
    return (id: AssetId): Row[] => grouped.get(id) ?? [];
  };
  const aliasesOf = of(aliases, ({ id }) => id);
  const identitiesOf = of(identities, ({ id }) => id);
  const staticsOf = of(statics, ({ id }) => id);
  const spansOf = of(spans, ({ to }) => to);
  const factsOf = of(facts, ({ id }) => id);
  const runsOf = of(runs, ({ id }) => id);
  return assets.map(({ id, title, recordedAt }) =>
    orderedBundle({
      ...{ id, recordedAt, title },
      aliases: aliasesOf(id).map(({ alias }) => alias),
      identities: identitiesOf(id).map((row) => ({
        ...{ asset: row.asset, recordedAt: row.recordedAt },
        supersededAt: row.supersededAt === OPEN ? null : row.supersededAt,
      })),
      statics: staticsOf(id).map(({ time, edges }) => ({ time, edges: JSON.parse(edges) })),
      spans: spansOf(id).map(spanOf),
      facts: factsOf(id).map((row) => ({
        fact: { asset: id, time: row.time, runId: row.runId || null, ...(JSON.parse(row.value) as FactValue) },
        recordedAt: row.recordedAt,
      })),
      runs: runsOf(id).map(
        ({ run, edges, facets }): KeptRun => ({
          run: { ...toldBy(run), edges: JSON.parse(edges) },
          facets: facets.map(({ name, time, value }) => ({ name, time, value: JSON.parse(value) })),
        }),
      ),
    }),
  );
}

/** Writes bundles as they are; what is kept already stays. */
export async function writeBundles(query: Query, bundles: readonly AssetBundle[], kindOf: (id: AssetId) => string) {
  await query(
    `MATCH (schema:HeadwaterSchema) SET schema.locked = true
     SET schema.recordedAt = CASE WHEN schema.recordedAt > $recordedAt THEN schema.recordedAt ELSE $recordedAt END`,
    { recordedAt: lastRecorded(bundles) },
  );
  const ids = [...new Set(bundles.flatMap(assetsInBundle))];
  await query(
    'UNWIND $rows AS row MERGE (asset:Asset {id: row.id}) ON CREATE SET asset.kind = row.kind, asset.recordedAt = 0',
    { rows: ids.map((id) => ({ id, kind: kindOf(id) })) },
  );
  await query(
    `UNWIND $rows AS row MATCH (asset:Asset {id: row.id})
     SET asset.recordedAt = row.recordedAt, asset.title = coalesce(row.title, asset.title)`,
    { rows: bundles.map(({ id, recordedAt, title }) => ({ id, recordedAt, title })) },
  );
  const titles = new Map(bundles.map(({ id, title }) => [id, title]));
  await writeNames(
    query,
    ids.map((id) => ({ id, title: titles.get(id) ?? null })),
  );
  await query('UNWIND $rows AS row MERGE (symlink:Symlink {key: row.key}) ON CREATE SET symlink = row', {
    rows: bundles.flatMap(({ id, aliases }) =>
      aliases.map((alias) => ({ key: shortKey(id, alias), asset: id, alias })),
    ),
  });
  await query(
    `UNWIND $rows AS row MATCH (alias:Asset {id: row.id}) MATCH (asset:Asset {id: row.asset})
     MERGE (alias)-[same:SAME_AS {recordedAt: row.recordedAt}]->(asset) SET same.supersededAt = row.supersededAt`,
    {
      rows: bundles.flatMap(({ id, identities }) =>
        identities.map((each) => ({ ...each, id, supersededAt: each.supersededAt ?? OPEN })),
      ),
    },
  );
  const runs = bundles.flatMap((bundle) => bundle.runs);
  const sets = new EdgeSets();
  await writeRunRows(
    query,
    runs.map(({ run }) => run),
    sets,
  );
  await writeRunFacets(
    query,
    runs.flatMap(({ run: { runId, job }, facets }) =>
      facets.map(({ time, ...facet }) => ({ runId, job, time, facets: [facet] })),
    ),
  );
  const parts = [
    ...runs.flatMap(({ run }) => {
      const part = partOfRun(run);
      return part ? [{ ...part, timeline: timelineOf({ kind: 'run', job: run.job }) }] : [];
    }),
    ...bundles.flatMap(({ id, statics }) =>
      statics.map((each) => ({ ...each, source: null, timeline: timelineOf({ kind: 'static', subject: id }) })),
    ),
  ];
  await writePlacedParts(query, parts, sets);
  for (const [recordedAt, facts] of Map.groupBy(
    bundles.flatMap((bundle) => bundle.facts),
    (kept) => kept.recordedAt,
  ))
    await writeFacts(
      query,
      facts.map(({ fact }) => fact),
      recordedAt,
    );
  await restoreSpans(
    query,
    bundles.flatMap(({ spans }) => spans),
  );
}

const lastRecorded = (bundles: readonly AssetBundle[]): Instant =>
  bundles
    .flatMap(({ spans }) => spans)
    .reduce((latest, span) => Math.max(latest, span.recordedAt, span.supersededAt ?? 0), 0);
