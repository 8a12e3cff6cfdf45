import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GraphQLError, graphql } from 'graphql';
import { codeOf } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { CHURN, DAY, day, ORDERS, span } from './domain/fixtures.contract.ts';
import { BAD, type FeedEntry, GraphOfEstate, LOAD, TRACE } from './graph-of-estate.contract.ts';
import { type IncidentsIngest, incidents } from './index.ts';

let directory: string;
let now: number;
let graph: GraphOfEstate;
let subgraph: Subgraph<IncidentsIngest>;

/** A ring this small forgets at once. */
const SPAN_LIMIT = 2;

const open = (more: object = {}) =>
  incidents({
    dataDirectory: directory,
    clock: () => now,
    log: silentLog(),
    graph,
    traces: { spanLimit: SPAN_LIMIT, ...more },
  });

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-incidents-'));
  now = day(50);
  graph = new GraphOfEstate();
  subgraph = await open();
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

const answer = (source: string) =>
  graphql({
    schema: subgraph.schema,
    source,
    contextValue: subgraph.context({ signal: new AbortController().signal, traceId: '' }),
  });

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
async function ask(source: string): Promise<any> {
  const { data, errors } = await answer(source);
  expect(errors).toBeUndefined();
  return data;
}

async function follow(...feed: FeedEntry[]): Promise<void> {
  graph.feed = feed;
  while (await subgraph.work());
}

const FIRED: FeedEntry = { day: BAD + 2, breached: true };
const OVER: FeedEntry = { day: BAD + 5, breached: false };
const ALL = '(state: [PENDING, FIRING, RESOLVED])';

const CONTEXT = `{
  alert {
    id state firedAt
    metric { id definition { name version title unit fingerprint } asset { id name owner { id name contact } } }
  }
  incident { id title state asset { id } }
  series { step points { value } }
  rootCause { outcome causes { asset { id } path { asset { id } } } }
  traces { status items { traceId capturedAt spans { spanId duration } links { url } } }
  runs { id job { id } state error }
  nextSteps { order instruction url }
  playbook { id steps { instruction url } }
  links { title url }
  similar { incident { id } similarity resolution }
  gaps { section code message }
}`;

const contextOf = async (index = 0) => {
  const { alerts } = await ask(`{ alerts${ALL} { edges { node { id } } } }`);
  return (await ask(`{ alertContext(id: "${alerts.edges[index].node.id}") ${CONTEXT} }`)).alertContext;
};

describe('an alert that fires', () => {
  it('has its cause, incident, series, runs, steps and links when it is first seen', async () => {
    await subgraph.ingest.spans([span({ traceId: TRACE })]);
    await follow(FIRED);
    const context = await contextOf();
    expect(context).toMatchObject({
      alert: {
        state: 'FIRING',
        firedAt: '2026-10-03T00:00:00.000Z',
        metric: {
          definition: { name: 'prediction.accuracy', version: 3, title: 'The prediction.accuracy', unit: '1' },
          asset: { id: CHURN, name: 'churn', owner: { id: 'team/risk', name: 'risk', contact: 'risk@example.com' } },
        },
      },
      incident: { title: 'Accuracy of churn fell: load_orders failed', state: 'OPEN', asset: { id: LOAD } },
      series: { step: 'P1D', points: [{ value: 0.9 }] },
      rootCause: { outcome: 'CAUSES_FOUND' },
      runs: [{ id: 'run/1', job: { id: LOAD }, state: 'FAIL', error: 'no orders' }],
      links: [{ title: 'Grafana', url: 'https://grafana.example.com' }, { title: expect.any(String) }],
      gaps: [],
    });
    expect(context.rootCause.causes[0].path.map((step: { asset: { id: string } }) => step.asset.id)).toEqual([
      LOAD,
      ORDERS,
      CHURN,
    ]);
    expect(context.playbook.steps).toEqual([
      { instruction: 'Look at load_orders.', url: `{web}/incidents/${context.incident.id}` },
    ]);
    expect(context.nextSteps.map(({ order }: { order: number }) => order)).toEqual([1, 2]);
  });

  it('is resolved with its incident by event time', async () => {
    await follow(FIRED, OVER);
    const { alerts, incidents: open } = await ask(
      `{ alerts${ALL} { edges { node { state resolvedAt } } } incidents { totalCount } }`,
    );
    expect(alerts.edges).toEqual([{ node: { state: 'RESOLVED', resolvedAt: '2026-10-06T00:00:00.000Z' } }]);
    expect(open.totalCount).toBe(0);
  });

  it('joins the alert upstream that has the same cause', async () => {
    await follow({ ...FIRED, asset: ORDERS }, FIRED);
    const { incidents: found } = await ask('{ incidents { totalCount edges { node { alerts { totalCount } } } } }');
    expect(found).toEqual({ totalCount: 1, edges: [{ node: { alerts: { totalCount: 2 } } }] });
  });

  it('is pending before, and leaves nothing when it never fires', async () => {
    await follow({ day: BAD + 1, breached: false, pending: true });
    const context = await contextOf();
    expect(context).toMatchObject({ alert: { state: 'PENDING', firedAt: null }, incident: null, rootCause: null });
    expect(context.gaps).toHaveLength(7);
    await follow({ day: BAD + 1, breached: false, pending: true }, OVER);
    expect((await ask(`{ alerts${ALL} { totalCount } }`)).alerts.totalCount).toBe(0);
  });
});

describe('the record of an incident', () => {
  const HISTORY = 'history(first: 10) { totalCount edges { node { kind time audience alert { id } actor after } } }';

  it('tells what happened in order, once, also after everything was delivered again', async () => {
    await follow(FIRED, { ...FIRED, threshold: 1 }, OVER, { ...OVER, threshold: 1 });
    const { incidents: found } = await ask(`{ incidents(state: [RESOLVED]) { edges { node { id ${HISTORY} } } } }`);
    const { totalCount, edges } = found.edges[0].node.history;
    expect([totalCount, edges.map(({ node }: { node: { kind: string } }) => node.kind)]).toEqual([
      7,
      ['OPENED', 'ALERT_FIRED', 'AUDIENCE_JOINED', 'ALERT_FIRED', 'ALERT_RESOLVED', 'ALERT_RESOLVED', 'RESOLVED'],
    ]);
  });

  it('is a feed to follow by cursor', async () => {
    await follow(FIRED);
    const changes = '{ id cursor kind recordedAt incident { id } }';
    const { incidentChanges: all } = await ask(`{ incidentChanges ${changes} }`);
    expect(all.length).toBeGreaterThan(1);
    const { incidentChanges: rest } = await ask(`{ incidentChanges(after: "${all[0].cursor}") ${changes} }`);
    expect(rest).toEqual(all.slice(1));
  });
});

describe('the feed of verdicts', () => {
  it('may deliver everything again, after a crash too, and nothing happens twice', async () => {
    await follow(FIRED);
    const before = await contextOf();
    const survivor = subgraph;
    subgraph = await open();
    await survivor.close();
    graph.feed = [FIRED, FIRED];
    const original = graph.ask.bind(graph);
    let redelivered = false;
    graph.ask = (document, variables) => {
      const isFeed = document.includes('IncidentsVerdictChanges') && !redelivered;
      if (isFeed) redelivered = true;
      return original(document, isFeed ? { ...variables, after: null } : variables);
    };
    while (await subgraph.work());
    expect((await ask(`{ alerts${ALL} { totalCount } }`)).alerts.totalCount).toBe(1);
    expect(await contextOf()).toEqual(before);
  });

  it('is taken up again when it was down', async () => {
    graph.down.add('feed');
    graph.feed = [FIRED];
    expect(await subgraph.work()).toBe(false);
    graph.down.clear();
    await follow(FIRED);
    expect((await ask(`{ alerts { totalCount } }`)).alerts.totalCount).toBe(1);
  });
});

describe('while a part of the graph is down', () => {
  it('the alert fires, says what is missing, and is completed later', async () => {
    graph.down.add('lineage');
    await follow(FIRED);
    const torn = await contextOf();
    expect(torn).toMatchObject({
      rootCause: null,
      runs: null,
      incident: { title: 'Accuracy of churn fell', asset: { id: CHURN } },
    });
    expect(torn.gaps).toEqual([
      { section: 'rootCause', code: 'SUBGRAPH_UNAVAILABLE', message: 'lineage does not answer' },
      expect.objectContaining({ section: 'runs', code: 'SUBGRAPH_UNAVAILABLE' }),
    ]);
    graph.down.clear();
    now += 60_000;
    await follow(FIRED);
    const whole = await contextOf();
    expect(whole).toMatchObject({
      gaps: [],
      incident: { title: 'Accuracy of churn fell: load_orders failed', asset: { id: LOAD } },
    });
    expect(whole.series).toEqual(torn.series);
  });

  it('what was stored at firing stays as it was, though the graph says otherwise by now', async () => {
    graph.down.add('lineage');
    await follow(FIRED);
    graph.down.clear();
    graph.links = [];
    graph.playbookUrl = 'https://other.example.com';
    now += 60_000;
    await follow(FIRED);
    const context = await contextOf();
    expect(context.links[0]).toEqual({ title: 'Grafana', url: 'https://grafana.example.com' });
    expect(context.playbook.steps[0].url).toContain('{web}/incidents/');
  });

  it('the rest of the context is gathered without the catalog', async () => {
    graph.down.add('catalog');
    await follow(FIRED);
    const context = await contextOf();
    expect(context.gaps.map(({ section }: { section: string }) => section).sort()).toEqual([
      'links',
      'owner',
      'playbook',
    ]);
    expect(context).toMatchObject({ playbook: null, rootCause: { outcome: 'CAUSES_FOUND' } });
  });

  it('what was stored is read without asking anybody', async () => {
    await follow(FIRED);
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) graph.down.add(part);
    const { asked } = graph;
    expect(await contextOf()).toMatchObject({
      alert: { metric: { definition: { version: 3 }, asset: { owner: { name: 'risk' } } } },
      rootCause: { outcome: 'CAUSES_FOUND' },
      gaps: [],
    });
    expect(graph.asked).toBe(asked);
  });
});

describe('traces', () => {
  it('stay with the alert when the ring has long forgotten them', async () => {
    await subgraph.ingest.spans([span({ traceId: TRACE })]);
    await follow(FIRED);
    await subgraph.ingest.spans(['d', 'e', 'f'].map((traceId) => span({ traceId })));
    expect((await contextOf()).traces).toEqual({
      status: 'ATTACHED',
      items: [
        {
          traceId: TRACE,
          capturedAt: '2026-10-21T00:00:00.000Z',
          spans: [{ spanId: '1'.repeat(16), duration: 'PT0.042S' }],
          links: [],
        },
      ],
    });
  });

  it('are notable ones of the deployment where no observation named any', async () => {
    graph.exemplars = [];
    await subgraph.ingest.spans([
      span({ traceId: 'slow', startTime: day(BAD) + 1 }),
      span({ traceId: 'old', startTime: day(1) }),
    ]);
    await follow(FIRED);
    expect((await contextOf()).traces.items.map(({ traceId }: { traceId: string }) => traceId)).toEqual(['slow']);
  });

  it('have expired, or are none', async () => {
    await follow(FIRED);
    expect((await contextOf()).traces.status).toBe('EXPIRED');
    graph.exemplars = [];
    await follow(FIRED, { ...FIRED, threshold: 1 });
    expect((await Promise.all([contextOf(0), contextOf(1)])).map(({ traces }) => traces.status).sort()).toEqual([
      'EXPIRED',
      'NONE',
    ]);
  });

  it('are attached when they arrive soon after the alert', async () => {
    await follow(FIRED);
    await subgraph.ingest.spans([span({ traceId: TRACE })]);
    now += 6_000;
    await follow(FIRED);
    expect((await contextOf()).traces.status).toBe('ATTACHED');
  });
});

describe('traces that were sent elsewhere', () => {
  let elsewhere: Server;
  let answers: () => { status: number; body: string };
  beforeEach(async () => {
    elsewhere = createServer((_, response) => {
      const { status, body } = answers();
      response.writeHead(status).end(body);
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => elsewhere.once('listening', listening));
    await subgraph.close();
    const { port } = elsewhere.address() as AddressInfo;
    subgraph = await open({ tempoUrl: `http://127.0.0.1:${port}` });
  });
  afterEach(() => {
    elsewhere.close();
  });

  const TOLD = JSON.stringify({
    batches: [
      { scopeSpans: [{ spans: [{ spanId: 'AAAAAAAAEjQ=', startTimeUnixNano: '1', endTimeUnixNano: '3000001' }] }] },
    ],
  });

  it('are fetched from there by the ids that observations named', async () => {
    answers = () => ({ status: 200, body: TOLD });
    await follow(FIRED);
    const { traces } = await contextOf();
    expect(traces).toMatchObject({
      status: 'ATTACHED',
      items: [{ traceId: TRACE, spans: [{ spanId: '0000000000001234', duration: 'PT0.003S' }] }],
    });
  });

  it('are unavailable while nobody answers there, and had when somebody does', async () => {
    answers = () => ({ status: 500, body: '' });
    await follow(FIRED);
    expect(await contextOf()).toMatchObject({
      traces: { status: 'UNAVAILABLE' },
      gaps: [{ section: 'traces', code: 'STORE_UNAVAILABLE', message: expect.stringContaining('Tempo') }],
    });
    answers = () => ({ status: 200, body: TOLD });
    now += 60_000;
    await follow(FIRED);
    expect(await contextOf()).toMatchObject({ traces: { status: 'ATTACHED' }, gaps: [] });
  });
});

describe('a run that failed', () => {
  it('brings the traces whose spans name it', async () => {
    graph.exemplars = [];
    await subgraph.ingest.spans([
      span({ traceId: 'load', service: 'airflow', startTime: day(1), attributes: { 'openlineage.run.id': '1' } }),
    ]);
    await follow(FIRED);
    expect((await contextOf()).traces.items.map(({ traceId }: { traceId: string }) => traceId)).toEqual(['load']);
  });
});

describe('a permalink', () => {
  const opened = async (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://host');
    const alert = pathname.replace('/api/v1/alerts/', 'alert/').replace('/context', '');
    return subgraph.ingest.sharedContext(alert, searchParams.get('signature') ?? '');
  };
  const linkOf = async () => (await contextOf()).links.at(-1).url;

  it('opens the whole context while every other part is down, also after a restart', async () => {
    await follow(FIRED);
    const link = await linkOf();
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) graph.down.add(part);
    await subgraph.close();
    subgraph = await open();
    expect(await opened(link)).toMatchObject({
      alert: { metric: { definition: { version: 3, category: 'ACCURACY' }, asset: { kind: 'DEPLOYMENT' } } },
      rootCause: { outcome: 'CAUSES_FOUND' },
      runs: [{ id: 'run/1' }],
      gaps: [],
    });
  });

  it('opens nothing else', async () => {
    await follow(FIRED);
    const link = await linkOf();
    expect(await opened(`${link.slice(0, -1)}_`)).toBe('UNSIGNED');
    expect(await opened(link.replace('/context', '0/context'))).toBe('UNSIGNED');
  });
});

describe('a second trouble of the same kind', () => {
  it('is shown the first as similar', async () => {
    await follow(FIRED, OVER, { day: BAD + 8, breached: true });
    const context = await contextOf(0);
    expect(context.similar).toHaveLength(1);
    expect(context.similar[0].similarity).toBeGreaterThan(0.9);
    expect(context.incident.id).not.toBe(context.similar[0].incident.id);
  });
});

describe('what is asked wrongly', () => {
  const faultOf = async (source: string) => {
    const { errors = [] } = await answer(source);
    const [{ originalError, message }] = errors as [GraphQLError];
    return [codeOf(originalError), message];
  };
  const cause = (more: string) => `{ rootCause(${more}, at: "2026-10-03T00:00:00Z") { outcome } }`;

  it.each([
    [
      cause(`metric: "no.such", asset: "${CHURN}"`),
      'nothing was ever observed of metric "no.such" on asset "deployment/prod/churn"',
    ],
    [cause('metric: "prediction.accuracy", asset: "churn"'), '"churn" is not an asset id'],
    [cause(`metric: "prediction.accuracy", asset: "${CHURN}", first: 0`), 'first is 0; expected 1 to 100'],
    [
      cause(`metric: "prediction.accuracy", asset: "${CHURN}", lookback: "PT0S"`),
      '`lookback` must be longer than nothing',
    ],
    [
      cause(
        `metric: "prediction.accuracy", asset: "${CHURN}", baseline: {from: "2026-10-03T00:00:00Z", to: "2026-10-03T00:00:00Z"}`,
      ),
      '`to` must be after `from`',
    ],
    ['{ alerts(first: 101) { totalCount } }', 'first is 101; expected 1 to 100'],
    ['{ incidents(after: "x") { totalCount } }', '`after` is not a cursor of this list'],
  ])('is refused with the remedy: %s', async (source, message) => {
    expect(await faultOf(source)).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
  });

  it('is null when there is no such thing', async () => {
    expect(
      await ask('{ alert(id: "x") { id } incident(id: "x") { id } alertContext(id: "x") { alert { id } } }'),
    ).toEqual({
      alert: null,
      incident: null,
      alertContext: null,
    });
  });
});

it('answers the root cause of any metric, with the definition’s own baseline', async () => {
  const at = new Date(day(BAD) + 3 * DAY).toISOString();
  const { rootCause } = await ask(
    `{ rootCause(metric: "prediction.accuracy", asset: "${CHURN}", at: "${at}", lookback: "P5D") { outcome onset examined { assets edges signals } causes { rank asset { id } } } }`,
  );
  expect(rootCause).toMatchObject({
    outcome: 'CAUSES_FOUND',
    onset: '2026-10-01T00:00:00.000Z',
    examined: { assets: 4, edges: 3, signals: 2 },
  });
  expect(rootCause.causes[0]).toEqual({ rank: 1, asset: { id: LOAD } });
});

it('says that its stores answer', async () => {
  expect((await subgraph.readiness()).map(({ part, ready }) => [part, ready])).toEqual([
    ['incident-store', true],
    ['trace-store', true],
  ]);
});
