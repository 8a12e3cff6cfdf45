import type { DuckDBConnection } from '@duckdb/node-api';
import type { FingerprintedKey, Measurement } from '../../domain/measurement.ts';
import type { Condensing } from '../../ports/metric-store.ts';
import { appendDetails, appendPoints } from './append.ts';
import { rowsOf, whole } from './query.ts';
import { type Detail, detailOf } from './rows.ts';
import type { SeriesIndex } from './series.ts';

type Answering = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

/**
 * Through a connection of its own, one work at a time. A merged point takes the sequence of the newest that it stands
 * for, so that it is no arrival.
 */
export function condensingIn(
  connection: DuckDBConnection,
  series: SeriesIndex,
  answering: Answering,
  { onDetails, onRemoved }: { onDetails(): void; onRemoved(): void },
): Condensing {
  const idsOf = (key: Omit<FingerprintedKey, 'asset'>): number[] =>
    series.observed.assetsOf(key.name).flatMap((asset) => series.ofFingerprint({ ...key, asset }));
  return {
    unmerged: ({ name, fingerprint, until, longest }) =>
      answering(async () => {
        const ids = idsOf({ name, fingerprint });
        if (ids.length === 0) return [];
        const found = await rowsOf<{ series: number; earliest: number }>(
          connection,
          `select series, min(ending)::double as earliest from points
           where series in (${ids.join(', ')}) and ending <= ${whole(until)} and duration <= ${longest} group by series`,
        );
        const byAsset = Map.groupBy(found, (one) => series.get(one.series).asset);
        return [...byAsset].map(([asset, all]) => ({
          asset,
          earliest: all.reduce((least, { earliest }) => Math.min(least, earliest), Number.POSITIVE_INFINITY),
        }));
      }),
    replace: ({ after, until, ...key }, measurements) =>
      answering(async () => {
        await inTransaction(connection, async () => {
          const range = `series in (${series.ofFingerprint(key).join(', ')})
            and ending > ${whole(after)} and ending <= ${whole(until)}`;
          const newest = await newestSequences(connection, range);
          await remove(connection, range);
          if (await append(connection, series, measurements, newest)) onDetails();
        });
        onRemoved();
      }),
    forget: ({ until, ...key }) =>
      answering(async () => {
        const ids = idsOf(key);
        if (ids.length === 0) return false;
        const range = `series in (${ids.join(', ')}) and ending <= ${whole(until)}`;
        const [found] = await rowsOf<{ any: boolean }>(connection, `select exists (from points where ${range}) as any`);
        if (!found?.any) return false;
        await inTransaction(connection, () => remove(connection, range));
        onRemoved();
        return true;
      }),
    compact: () => answering(async () => void (await connection.run('checkpoint'))),
  };
}

async function newestSequences(connection: DuckDBConnection, range: string): Promise<Map<number, number>> {
  const found = await rowsOf<{ series: number; newest: number }>(
    connection,
    `select series, max(sequence)::double as newest from points where ${range} group by series`,
  );
  return new Map(found.map((one) => [one.series, one.newest]));
}

async function remove(connection: DuckDBConnection, range: string): Promise<void> {
  await connection.run(`delete from details where sequence in (select sequence from points where ${range})`);
  await connection.run(`delete from points where ${range}`);
}

/** Answers whether any has a detail. */
async function append(
  connection: DuckDBConnection,
  series: SeriesIndex,
  measurements: readonly Measurement[],
  newest: ReadonlyMap<number, number>,
): Promise<boolean> {
  const points = { measurements: [] as Measurement[], series: [] as number[], sequences: [] as number[] };
  const details: Detail[] = [];
  for (const measurement of measurements) {
    const id = series.idOf(measurement);
    const sequence = id === undefined ? undefined : newest.get(id);
    if (id === undefined || sequence === undefined) continue;
    points.measurements.push(measurement);
    points.series.push(id);
    points.sequences.push(sequence);
    const detail = detailOf(measurement, sequence, null);
    if (detail) details.push(detail);
  }
  await appendPoints(connection, points);
  await appendDetails(connection, details);
  return details.length > 0;
}

async function inTransaction<Answer>(connection: DuckDBConnection, work: () => Promise<Answer>): Promise<Answer> {
  await connection.run('begin');
  try {
    const answer = await work();
    await connection.run('commit');
    return answer;
  } catch (cause) {
    await connection.run('rollback').catch(() => undefined);
    throw cause;
  }
}
