import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Client } from '../../demo/client.ts';
import { applyDefinitions, definitionNamed, sendObservations } from '../../test/scenarios/telling.ts';
import { type AssetId, identityOf } from '../../vocabulary/asset-id.ts';
import { isoOf } from '../../vocabulary/duration.ts';
import { NOW } from '../lineage/questions.ts';
import type { Upstream } from './closure.ts';

export const DAY = 86_400_000;
export const STEP = 300_000;
const LOOKBACK = 3 * DAY;
const BASELINE = 14 * DAY;
/** How far the times lie apart that are asked about. */
const SPREAD = DAY;

const FROM = NOW + DAY;
export const UNTIL = FROM + BASELINE + LOOKBACK + SPREAD;
/** What a question at the end takes of each metric, baseline and what was recent. */
export const READ = { from: UNTIL - LOOKBACK - BASELINE, to: UNTIL, step: STEP };
/** Everything has been abnormal since then. */
const ONSET = UNTIL - SPREAD - DAY / 2;

/** What every asset is measured by. */
const METRICS = {
  'rows.value': { method: 'value', direction: 'HIGHER_IS_BETTER' },
  'rows.mean': { method: 'mean', direction: 'LOWER_IS_BETTER' },
  'rows.ratio': { method: 'ratio', direction: 'LOWER_IS_BETTER' },
} as const;
export const ASKED = 'rows.mean';

/** Applies the definitions, and tells of each metric once, before all that is asked about. */
export async function introduce(client: Client, assets: readonly AssetId[]): Promise<void> {
  const kinds = [...new Set(assets.map((asset) => identityOf(asset).kind))];
  const documents = Object.entries(METRICS).map(([name, metric]) => definitionOf(name, metric, kinds));
  await applyDefinitions(client, documents);
  const time = isoOf(FROM - DAY);
  const lines = assets.flatMap((asset) => [
    { metric: 'rows.value', asset, time, value: 100 },
    { metric: 'rows.mean', asset, time, count: 10, sum: 1_000, min: 90, max: 110 },
    { metric: 'rows.ratio', asset, time, numerator: 10, denominator: 1_000 },
  ]);
  await sendObservations(client, lines);
}

const definitionOf = (name: string, { method, direction }: (typeof METRICS)[keyof typeof METRICS], kinds: string[]) =>
  definitionNamed(name, {
    ...{ category: 'DATA_QUALITY', appliesTo: kinds, unit: '1', direction, formula: name, method: { kind: method } },
    ...{ source: { observations: true }, window: 'PT5M', timezone: 'UTC', minimumSamples: 1 },
    ...{ thresholds: [], sensitivity: 'INTERNAL' },
  });

/**
 * Writes every window of every metric into the file of a closed store, in the order in which they end. Their sequence
 * numbers lie before all that was ever judged, so that no judging goes on while causes are searched.
 */
export async function fill(dataDirectory: string, { path }: Upstream): Promise<number> {
  const instance = await DuckDBInstance.create(join(dataDirectory, 'metrics', 'metrics.duckdb'));
  const connection = await instance.connect();
  const windows = (UNTIL - FROM) / STEP;
  // The mean alone moves, first on the asset farthest upstream, then down to the target an hour a step.
  const late = path.map((asset, place) => `('${asset}', ${ONSET + place * 3_600_000}::bigint)`).join(', ');
  await connection.run(`
    select setseed(0.5);
    create temp table moved as select * from (values ${late}) moved(asset, since);
    insert into points
      select id, ending, ${STEP}, place * 1000000 + id - 1000000000000, ending + 1000,
        case name when 'rows.value' then 1 when 'rows.mean' then 0 else 2 end,
        case name
          when 'rows.value' then noise
          when 'rows.mean' then 10 * (noise + case when ending > coalesce(since, 9e15) then 40 else 0 end)
          else noise / 10 end,
        case name when 'rows.value' then null when 'rows.mean' then 10 else 1000 end,
        case name when 'rows.mean' then noise - 1 end, case name when 'rows.mean' then noise + 100 end
      from (
        select id, name, since, place, ${FROM} + (place + 1) * ${STEP} as ending,
          100 + 10 * (random() + random() + random() - 1.5) as noise
        from (select place from range(${windows}) windows(place)) cross join series left join moved using (asset)
      ) order by place, id;
    checkpoint`);
  const [[points]] = (await (await connection.runAndReadAll('select count(*)::double from points')).getRows()) as [
    [number],
  ];
  connection.closeSync();
  instance.closeSync();
  return points;
}
