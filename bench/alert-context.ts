import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { FAULT_TIME, TRACE } from '../test/graph/scenario/estate.ts';
import { ask, documentOf, seed, settled } from '../test/graph/scenario/seed.ts';
import { median, percentile, type Report, rounded } from './report.ts';

const TRACES = 5;
/** Spans of each trace; ten times apart, so that growth shows. */
const SIZES = { small: 5, large: 50 } as const;
const QUESTIONS = 400;
const WARM_UP = 50;

/**
 * The context of an alert as it was stored, five traces with their spans included, by the contract's document over HTTP and
 * by its permalink. The peer asks for the root cause and the series alone, worked out anew, as without a stored context.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = {};
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  for (const [size, spans] of Object.entries(SIZES)) {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-context-bench-'));
    const headwater = await startHeadwater({ port: 0, dataDirectory, log: silentLog() });
    try {
      await fetch(`${headwater.url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request(spans)),
      });
      await seed(headwater.url);
      await settled(headwater.url);
      const { ours, peer } = await measured(headwater.url, spans);
      figures[size] = ours;
      peers[size] = { workedOutAnew: peer };
      ratios[`${size}P95`] = rounded(peer.p95 / ours.p95);
    } finally {
      await headwater.close();
      rmSync(dataDirectory, { recursive: true });
    }
  }
  return { name: 'alert-context', figures, peers, ratios };
}

interface Stored {
  traces: { items: { spans: unknown[] }[] };
  links: { kind: string; url: string }[];
}

async function measured(url: string, spans: number) {
  const { data } = await ask(url, '{ alerts(state: [FIRING]) { edges { node { id audience } } } }', {});
  const alerts = data?.alerts as { edges: { node: { id: string; audience: string } }[] } | undefined;
  const id = alerts?.edges.find(({ node }) => node.audience === 'ON_CALL')?.node.id;
  const context = await ask(url, documentOf('alert-context'), { id });
  const stored = context.data?.alertContext as Stored | undefined;
  const kept = stored?.traces.items.map((trace) => trace.spans.length) ?? [];
  if (kept.length !== TRACES || kept.some((count) => count < spans))
    throw new Error(`expected ${TRACES} traces of ${spans} spans, found ${kept}`);
  const permalink = stored?.links.find(({ kind }) => kind === 'PERMALINK')?.url ?? '';
  const variablesOf = (question: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../test/graph', question, 'variables.json'), 'utf8'));
  const byDocument = await times(() => ask(url, documentOf('alert-context'), { id }));
  const byPermalink = await times(async () => (await fetch(permalink)).json());
  const anew = await times(() =>
    Promise.all(['root-cause', 'metric-series'].map((each) => ask(url, documentOf(each), variablesOf(each)))),
  );
  const kilobytes = rounded(JSON.stringify(context).length / 1_000);
  return { ours: { kilobytes, spans: kept.join(' '), ...byDocument, permalinkP95: byPermalink.p95 }, peer: anew };
}

/** Milliseconds of one question after another. */
async function times(question: () => Promise<unknown>) {
  const taken: number[] = [];
  for (let index = 0; index < WARM_UP + QUESTIONS; index += 1) {
    const start = performance.now();
    await question();
    if (index >= WARM_UP) taken.push(performance.now() - start);
  }
  return { p50: rounded(median(taken)), p95: rounded(percentile(taken, 0.95)) };
}

/** Traces of the deployment that degrades, the one that its observations name among them. */
const request = (spans: number) => ({
  resourceSpans: [
    {
      resource: {
        attributes: [
          { key: 'service.name', value: { stringValue: 'churn' } },
          { key: 'deployment.environment.name', value: { stringValue: 'prod' } },
        ],
      },
      scopeSpans: [
        {
          spans: Array.from({ length: TRACES * spans }, (_, index) => {
            const [trace, span] = [index % TRACES, Math.floor(index / TRACES)];
            return {
              traceId: trace === 0 ? TRACE : String(trace).repeat(32),
              spanId: (0xb000 + span).toString(16).padStart(16, '0'),
              parentSpanId: span === 0 ? '' : (0xb000 + Math.floor((span - 1) / 3)).toString(16).padStart(16, '0'),
              name: `step ${span}`,
              kind: 1,
              startTimeUnixNano: `${FAULT_TIME + span}000000`,
              endTimeUnixNano: `${FAULT_TIME + span + 20}000000`,
              attributes: ['http.route', 'db.system', 'churn.step'].map((key) => ({
                key,
                value: { stringValue: `${key} of ${span}` },
              })),
              status: {},
            };
          }),
        },
      ],
    },
  ],
});
