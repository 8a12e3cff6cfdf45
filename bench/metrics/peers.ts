import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeRequestOf } from '../../subgraphs/metrics/adapters/victoria-metrics/remote-write.ts';
import { prometheusObstacle, startPrometheus } from '../../test/servers/prometheus.ts';
import type { ServerProcess } from '../../test/servers/server-process.ts';
import { startVictoriaMetrics, victoriaMetricsObstacle } from '../../test/servers/victoria-metrics.ts';

/** Another store of time series, given the same points one sample each. */
export interface Peer {
  name: string;
  server: ServerProcess;
  /** Takes a remote write. */
  write(body: Uint8Array): Promise<void>;
  /** The result of an instant query. */
  query(expression: string, at: number): Promise<PeerSeries[]>;
  /** The result of a range query. */
  queryRange(expression: string, from: number, to: number, step: number): Promise<PeerSeries[]>;
  /** What its data takes on disk. */
  bytes(): number;
}

interface PeerSeries {
  metric: Record<string, string>;
  value?: [number, string];
  values?: [number, string][];
}

/** Those that can be started here; the others are named on standard error. */
export async function startPeers(): Promise<Peer[]> {
  const programs: [string, () => string | null, () => Promise<ServerProcess>][] = [
    ['victoriaMetrics', victoriaMetricsObstacle, startVictoriaMetrics],
    ['prometheus', prometheusObstacle, () => startPrometheus({ global: { scrape_interval: '1h' } })],
  ];
  const peers: Peer[] = [];
  for (const [name, obstacleTo, start] of programs) {
    const obstacle = obstacleTo();
    if (obstacle) process.stderr.write(`${name} is left out: ${obstacle}\n`);
    else peers.push(peerOf(name, await start()));
  }
  return peers;
}

function peerOf(name: string, server: ServerProcess): Peer {
  const ask = async (path: string, parameters: Record<string, string>): Promise<PeerSeries[]> => {
    const body = new URLSearchParams({ ...parameters, nocache: '1' });
    const response = await fetch(`${server.url}/api/v1/${path}`, { method: 'POST', body });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    const { data } = (await response.json()) as { data: { result: PeerSeries[] } };
    return data.result;
  };
  return {
    name,
    server,
    async write(body) {
      const response = await fetch(`${server.url}/api/v1/write`, {
        method: 'POST',
        body: Buffer.from(body),
        headers: { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' },
      });
      if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    },
    query: (query, at) => ask('query', { query, time: `${at / 1000}` }),
    queryRange: (query, from, to, step) =>
      ask('query_range', { query, start: `${from / 1000}`, end: `${to / 1000}`, step: `${step / 1000}` }),
    bytes: () => bytesIn(join(server.directory, 'data')),
  };
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).reduce(
    (total, file) => total + (file.isFile() ? statSync(join(file.parentPath, file.name)).size : 0),
    0,
  );
}

/** The points of some series at some times as one remote write. */
export const pointsAsWrite = (
  series: readonly number[],
  times: readonly number[],
  valueAt: (series: number, time: number) => number,
): Uint8Array =>
  writeRequestOf(
    series.map((one) => ({
      labels: { __name__: 'points', series: `${one}` },
      samples: times.map((time) => ({ time, value: valueAt(one, time) })),
    })),
  );
