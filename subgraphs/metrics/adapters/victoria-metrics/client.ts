import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { type Dispatcher, errors, Pool } from 'undici';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Condition, selectorOf } from './selector.ts';

/** One series as PromQL answers it. */
export interface AnsweredSeries {
  labels: Record<string, string>;
  samples: { time: Instant; value: number }[];
}

/** A Prometheus-compatible store over HTTP: remote write in, PromQL out. Every fault is an Error. */
export interface MetricsClient {
  /** A selector of series as the store knows them now, such as `{metric="latency",asset=~"a|b"}`. */
  select(conditions: Record<string, Condition>): string;
  /** A remote write; resolves once the store has it. */
  write(body: Uint8Array): Promise<void>;
  /** The answer to an expression at a time; raw samples for a range such as `a[1h]`. */
  query(expression: string, at: Instant): Promise<AnsweredSeries[]>;
  /** The label sets of all series that a selector names and that have a sample up to a time. */
  series(selector: string, until: Instant): Promise<Record<string, string>[]>;
  /** When the store's process began, as it says itself; null where it does not say. */
  startedAt(): Promise<string | null>;
  /** Called when a connection ends other than by resting, as all do when the store ends. */
  onDisconnect(listener: () => void): void;
  close(): Promise<void>;
}

/** How long one answer may take; VictoriaMetrics ends a query itself after 30 s. */
const TIMEOUT = 30_000;
const CONNECTIONS = 8;
/** A connection that rests longer than VictoriaMetrics keeps it would look like the store's end. */
const KEPT_ALIVE = 45_000;
const FIRST_DAY = 86_400_000;

/** VictoriaMetrics may answer from what series it knew 10 s ago; a selector that it has not met before is looked up anew. */
const SELECTED_ALIKE = 2_000;

/** The store answered, but not with success: asking again would be answered the same. */
class Refused extends Error {
  override readonly name = 'Refused';
}

const careful = retry(
  handleWhen((fault) => !(fault instanceof Refused)),
  { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }) },
);

/** @param address may hold a user and password for basic authentication, and a path in front of the API's. */
export function metricsClient(address: string): MetricsClient {
  const { origin, pathname, username, password } = new URL(address);
  const prefix = pathname.replace(/\/+$/, '');
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const authorization = username ? { authorization: `Basic ${credentials}` } : {};
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
    keepAliveTimeout: KEPT_ALIVE,
    connect: { timeout: 2_000 },
  });

  const send = (path: string, more: Partial<Dispatcher.RequestOptions> = {}): Promise<string> =>
    careful.execute(async () => {
      const { headers, ...rest } = more;
      const { statusCode, body } = await pool.request({
        method: 'GET',
        ...rest,
        path: prefix + path,
        headers: { ...authorization, ...(headers as Record<string, string>) },
      });
      const text = await body.text();
      if (statusCode < 300) return text;
      const fault = `${path}: status ${statusCode}: ${text.slice(0, 500)}`;
      throw statusCode < 500 && statusCode !== 429 ? new Refused(fault) : new Error(fault);
    });

  const ask = async <Data>(path: string, parameters: Record<string, string>): Promise<Data> => {
    const text = await send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(parameters).toString(),
    });
    return (JSON.parse(text) as { data: Data }).data;
  };

  let writes = 0;
  return {
    select: (conditions) =>
      selectorOf({ ...conditions, asked: { not: `${Math.floor(Date.now() / SELECTED_ALIKE)} ${writes}` } }),
    async write(body) {
      writes++;
      await send('/api/v1/write', {
        method: 'POST',
        body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
        headers: {
          'content-type': 'application/x-protobuf',
          'content-encoding': 'snappy',
          'x-prometheus-remote-write-version': '0.1.0',
        },
      });
    },
    async query(expression, at) {
      // Without nocache, VictoriaMetrics keeps the newest seconds back.
      const parameters = { query: expression, time: String(at / 1000), nocache: '1' };
      const { result } = await ask<{ result: RawSeries[] }>('/api/v1/query', parameters);
      return result.map(answered);
    },
    series: (selector, until) =>
      ask('/api/v1/series', { 'match[]': selector, start: '0.001', end: String(Math.max(until, FIRST_DAY) / 1000) }),
    async startedAt() {
      const text = await send('/metrics').catch((fault) => {
        if (fault instanceof Refused) return '';
        throw fault;
      });
      return /^process_start_time_seconds (.+)$/m.exec(text)?.[1] ?? null;
    },
    onDisconnect: (listener) =>
      void pool.on('disconnect', (_origin, _targets, fault) => {
        if (!(fault instanceof errors.InformationalError)) listener();
      }),
    close: () => pool.close(),
  };
}

/** A range has values, an instant has one; times are in seconds, numbers are text. */
interface RawSeries {
  metric: Record<string, string>;
  values?: [number, string][];
  value?: [number, string];
}

const answered = ({ metric, values, value }: RawSeries): AnsweredSeries => ({
  labels: metric,
  samples: (values ?? (value ? [value] : [])).map(([seconds, text]) => ({
    time: Math.round(seconds * 1000),
    value: Number(text),
  })),
});
