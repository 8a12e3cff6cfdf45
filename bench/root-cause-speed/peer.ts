import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { ServerProcess } from '../../test/servers/server-process.ts';
import { startVictoriaMetrics, victoriaMetricsObstacle } from '../../test/servers/victoria-metrics.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';

/** Series sent in one request, and asked for at once. */
const AT_ONCE = 8;

/** Windows of a length, in milliseconds, that end in (from, to]. */
interface Range {
  from: number;
  to: number;
  step: number;
}

export interface PeerReading {
  /** For the windows of every metric, one query a metric, eight at a time. */
  milliseconds: number;
  queries: number;
  /** Whether every window of every metric came. */
  isWhole: boolean;
}

/**
 * What a script needs over a VictoriaMetrics with the same points to read the windows alone: it knows what lies upstream, and
 * ranks nothing. Null where none can be started.
 */
export async function readFromPeer(dataDirectory: string, range: Range): Promise<PeerReading | null> {
  const obstacle = victoriaMetricsObstacle();
  if (obstacle) {
    process.stderr.write(`VictoriaMetrics is left out: ${obstacle}\n`);
    return null;
  }
  const server = await startVictoriaMetrics();
  try {
    const metrics = await copyInto(server, dataDirectory);
    const begun = performance.now();
    let windows = 0;
    await inTurn(metrics, async ({ name, asset }) => {
      const found = await windowsOf(server, `{__name__="${name}",asset="${asset}"}`, range);
      windows += found;
    });
    const milliseconds = performance.now() - begun;
    const expected = (metrics.length * (range.to - range.from)) / range.step;
    if (windows !== expected) process.stderr.write(`VictoriaMetrics has ${windows} windows of ${expected}\n`);
    return { milliseconds, queries: metrics.length, isWhole: windows === expected };
  } finally {
    await server.stop();
  }
}

interface Metric {
  id: number;
  name: string;
  asset: AssetId;
}

async function copyInto(server: ServerProcess, dataDirectory: string): Promise<Metric[]> {
  const instance = await DuckDBInstance.create(join(dataDirectory, 'metrics', 'metrics.duckdb'));
  const connection = await instance.connect();
  const read = await connection.runAndReadAll('select id, name, asset from series order by id');
  const metrics = read.getRowObjectsJS() as unknown as Metric[];
  for (let first = 0; first < metrics.length; first += AT_ONCE * 10)
    await send(server, await linesOf(connection, metrics.slice(first, first + AT_ONCE * 10)));
  connection.closeSync();
  instance.closeSync();
  await fetch(`${server.url}/internal/force_flush`);
  return metrics;
}

async function linesOf(connection: DuckDBConnection, metrics: readonly Metric[]): Promise<string> {
  const read = await connection.runAndReadAll(
    `select series, to_json(list(ending order by ending)) as timestamps, to_json(list(sum / coalesce(count, 1) order by ending)) as "values"
     from points where series in (${metrics.map(({ id }) => id).join(', ')}) group by series`,
  );
  const points = new Map(read.getRowObjectsJS().map((row) => [row.series, row]));
  return metrics
    .map(({ id, name, asset }) => {
      const { timestamps, values } = points.get(id) ?? {};
      return `{"metric":${JSON.stringify({ __name__: name, asset })},"values":${values},"timestamps":${timestamps}}`;
    })
    .join('\n');
}

async function send({ url }: ServerProcess, body: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/import`, { method: 'POST', body });
  if (!response.ok) throw new Error(`VictoriaMetrics: ${await response.text()}`);
}

async function windowsOf({ url }: ServerProcess, query: string, { from, to, step }: Range): Promise<number> {
  const body = new URLSearchParams({
    query,
    start: `${(from + step) / 1e3}`,
    end: `${to / 1e3}`,
    step: `${step / 1e3}`,
    nocache: '1',
  });
  const response = await fetch(`${url}/api/v1/query_range`, { method: 'POST', body });
  if (!response.ok) throw new Error(`VictoriaMetrics: ${await response.text()}`);
  const { data } = (await response.json()) as { data: { result: { values: unknown[] }[] } };
  return data.result.reduce((sum, { values }) => sum + values.length, 0);
}

/** Eight at a time. */
async function inTurn<Item>(items: readonly Item[], each: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await each(item);
    }),
  );
}
