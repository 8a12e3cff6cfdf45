import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { stringify } from 'yaml';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { CHURN } from './domain/fixtures.contract.ts';
import { BAD, GraphOfEstate } from './graph-of-estate.contract.ts';
import { type IncidentsIngest, incidents, type PostedAlert } from './index.ts';

const MINUTE = 60_000;
const FIRED = { day: BAD + 2, breached: true };

let directory: string;
let now: number;
let graph: GraphOfEstate;
let subgraph: Subgraph<IncidentsIngest>;

const open = () => {
  const alertingFile = join(directory, 'alerting.yaml');
  const alertsFromOutside = { bindings: [{ asset: 'deployment/{env}/{job}' }] };
  writeFileSync(alertingFile, stringify({ apiVersion: 'headwater/v1', kind: 'Alerting', alertsFromOutside }));
  return incidents({ dataDirectory: directory, clock: () => now, log: silentLog(), graph, alertingFile });
};

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-outside-'));
  now = Date.UTC(2026, 9, 3);
  graph = new GraphOfEstate();
  subgraph = await open();
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

const LABELS = { alertname: 'HighLatency', env: 'prod', job: 'churn', severity: 'page' };

async function send(more: Partial<PostedAlert> = {}): Promise<void> {
  const alert = { labels: LABELS, annotations: {}, startsAt: now - MINUTE, endsAt: null, generatorUrl: null };
  expect(await subgraph.ingest.receiveAlerts([{ ...alert, ...more }])).toEqual([]);
  await work();
}

async function work(): Promise<void> {
  while (await subgraph.work());
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as it expects it
async function ask(source: string): Promise<any> {
  const contextValue = subgraph.context({ signal: new AbortController().signal, traceId: '' });
  const { data, errors } = await graphql({ schema: subgraph.schema, source, contextValue });
  expect(errors).toBeUndefined();
  return data;
}

const alerts = async (fields = 'state') => {
  const answer = await ask(`{ alerts(state: [FIRING, RESOLVED]) { edges { node { ${fields} } } } }`);
  return answer.alerts.edges.map(({ node }: { node: object }) => node);
};

describe('an alert from outside', () => {
  it('is an alert on its asset, of which is said what is known and nothing that is not', async () => {
    await send({ annotations: { summary: 'Churn is slow' }, generatorUrl: 'javascript:alert(1)' });
    const fields = `state severity audience source name asset { id } firedAt value threshold { value } verdict { kind }
      metric { id } generatorUrl annotations { name value } incident { title severity asset { id } }`;
    expect(await alerts(fields)).toEqual([
      {
        ...{ state: 'FIRING', severity: 'CRITICAL', audience: 'ON_CALL', source: 'ALERTMANAGER', name: 'HighLatency' },
        ...{ asset: { id: CHURN }, firedAt: '2026-10-02T23:59:00.000Z', value: null },
        ...{ threshold: null, verdict: null, metric: null, generatorUrl: null },
        annotations: [{ name: 'summary', value: 'Churn is slow' }],
        incident: { title: 'Churn is slow', severity: 'CRITICAL', asset: { id: CHURN } },
      },
    ]);
  });

  it('is one, however often it is sent, also after a restart', async () => {
    const startsAt = now - MINUTE;
    await send({ startsAt });
    now += MINUTE;
    await send({ startsAt });
    await subgraph.close();
    subgraph = await open();
    await send({ startsAt });
    expect(await alerts()).toEqual([{ state: 'FIRING' }]);
  });

  it('is over when its sender says so, or says nothing for longer than it may', async () => {
    const startsAt = now - MINUTE;
    await send({ startsAt });
    await send({ startsAt, endsAt: now });
    expect(await alerts('state resolvedAt incident { state }')).toEqual([
      { state: 'RESOLVED', resolvedAt: '2026-10-03T00:00:00.000Z', incident: { state: 'RESOLVED' } },
    ]);
    await send({ labels: { ...LABELS, alertname: 'Errors' } });
    now += 5 * MINUTE;
    await work();
    expect(await alerts('state resolvedAt')).toContainEqual({
      state: 'RESOLVED',
      resolvedAt: '2026-10-03T00:05:00.000Z',
    });
  });

  it('that was over before it was seen calls nobody', async () => {
    await send({ endsAt: now - 1 });
    expect(await alerts()).toEqual([]);
  });

  it('folds with an alert of ours on the same asset', async () => {
    graph.feed = [FIRED];
    await work();
    await send();
    const { incidents } = await ask('{ incidents { totalCount edges { node { alerts { totalCount } } } } }');
    expect(incidents).toEqual({ totalCount: 1, edges: [{ node: { alerts: { totalCount: 2 } } }] });
  });

  it('has a context that says what it lacks, and why', async () => {
    await send();
    const [{ id }] = await alerts('id');
    const { alertContext } = await ask(
      `{ alertContext(id: "${id}") { series { step } rootCause { outcome } links { title } gaps { section code } } }`,
    );
    expect(alertContext).toMatchObject({ series: null, rootCause: null, links: [{ title: 'Grafana' }, {}] });
    expect(alertContext.gaps).toContainEqual({ section: 'rootCause', code: 'FROM_OUTSIDE' });
  });

  it('that belongs to no asset is kept, and seen with the reason', async () => {
    await send({ labels: { alertname: 'Homeless' } });
    expect(await alerts()).toEqual([]);
    const { unboundAlerts } = await ask('{ unboundAlerts { reason labels { name value } lastSeenAt } }');
    expect(unboundAlerts).toEqual([
      {
        reason: 'it has no label env, which the asset template deployment/{env}/{job} needs',
        labels: [{ name: 'alertname', value: 'Homeless' }],
        lastSeenAt: '2026-10-03T00:00:00.000Z',
      },
    ]);
  });

  it('is shown to whoever asks as an Alertmanager under its own labels, beside ours', async () => {
    graph.feed = [FIRED];
    await work();
    await send();
    const asked = { filter: [], receiver: null, active: true, silenced: true, inhibited: true };
    const names = (await subgraph.ingest.shownAlerts(asked)).map(({ labels }) => labels);
    expect(names).toEqual([expect.objectContaining({ alertname: 'prediction.accuracy', asset: CHURN }), LABELS]);
    const some = await subgraph.ingest.shownAlerts({ ...asked, filter: ['severity="page"'] });
    expect(some.map(({ labels }) => labels)).toEqual([LABELS]);
  });
});
