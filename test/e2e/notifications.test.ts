import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { stringify } from 'yaml';
import { fingerprintOf } from '../../subgraphs/incidents/domain/notification/fingerprint.ts';
import { amtool, startAlertmanager } from '../servers/alertmanager.ts';
import { describeWithAlertmanager } from '../servers/needs-alertmanager.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../servers/webhook-receiver.ts';
import { applyCatalog, definitionOf, until } from './measured.ts';
import type { Server } from './server.ts';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const CHURN = 'deployment/prod/churn';
const SECOND = 1_000;

const ACCURACY = definitionOf('accuracy', {
  category: 'ACCURACY',
  direction: 'HIGHER_IS_BETTER',
  unit: '1',
  method: { kind: 'value' },
  source: { observations: true },
  window: 'PT1S',
  lateness: 'PT0S',
  thresholds: [{ audience: 'ON_CALL', severity: 'CRITICAL', below: 0.8, clearAbove: 0.85, for: 'PT1S' }],
});

/** A Headwater that can be killed and started again on the same data. */
class Headwater {
  readonly directory = mkdtempSync(join(tmpdir(), 'headwater-notified-'));
  #process: HeadwaterProcess | null = null;

  async start(settings: object): Promise<void> {
    const file = join(this.directory, 'alerting.yaml');
    writeFileSync(file, stringify({ apiVersion: 'headwater/v1', kind: 'Alerting', ...settings }));
    this.#process = await startProcess(['gateway/main.ts'], {
      ...{ HEADWATER_PORT: '0', HEADWATER_DATA_DIR: join(this.directory, 'data'), HEADWATER_ALERTING_FILE: file },
      PAGER_SECRET: SECRET,
    });
  }

  end(signal: NodeJS.Signals): Promise<number | null> | undefined {
    return this.#process?.end(signal);
  }

  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${this.#process?.url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Observes the accuracy in these windows, each of a second, which end with the last but `back`. */
  async observe(value: number, windows: number[]): Promise<void> {
    const lines = windows.map((time) =>
      JSON.stringify({ metric: 'accuracy', asset: CHURN, time: new Date(time).toISOString(), value }),
    );
    await fetch(`${this.#process?.url}/api/v1/observations`, { method: 'POST', body: lines.join('\n') });
  }

  async deliveries(): Promise<{ id: string; occasion: string; state: string; attempts: number; receiver: string }[]> {
    const query = '{ deliveries { edges { node { id occasion state attempts receiver } } } }';
    const { deliveries } = await this.ask<{ deliveries: { edges: { node: never }[] } }>(query);
    return deliveries.edges.map(({ node }) => node);
  }
}

const windowsEnding = (end: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => end - (count - 1 - index) * SECOND);

describeWithAlertmanager('an accuracy that falls', () => {
  let headwater: Headwater;
  let pager: WebhookReceiver;
  let alertmanager: ServerProcess;
  /** Who the Alertmanager tells. */
  let downstream: WebhookReceiver;
  let begin: number;

  beforeEach(async () => {
    downstream = await startWebhookReceiver();
    alertmanager = await startAlertmanager({
      route: { receiver: 'downstream', group_by: ['incident'], group_wait: '0s', group_interval: '1s' },
      receivers: [{ name: 'downstream', webhook_configs: [{ url: `${downstream.url}/`, send_resolved: true }] }],
    });
    pager = await startWebhookReceiver();
    headwater = new Headwater();
    await headwater.start(settings());
    await applyCatalog(headwater as unknown as Server, ACCURACY);
    begin = Math.floor(Date.now() / SECOND) * SECOND - 60 * SECOND;
  }, 60_000);
  afterEach(async () => {
    await headwater.end('SIGKILL');
    await alertmanager.stop();
    await downstream.stop();
    await pager.stop();
    rmSync(headwater.directory, { recursive: true, force: true });
  });

  const settings = () => ({
    group: { wait: 'PT0S' },
    retry: { first: 'PT0.2S', longest: 'PT0.4S', attempts: 4 },
    allowNetworks: ['127.0.0.0/8'],
    receivers: {
      pager: { webhook: `${pager.url}/`, format: 'cloudevents', secret: { env: 'PAGER_SECRET' }, timeout: 'PT2S' },
      alertmanager: { alertmanager: alertmanager.url, resendEvery: 'PT5S' },
    },
    routes: [{ receivers: ['pager', 'alertmanager'] }],
  });
  const degrade = () => headwater.observe(0.5, windowsEnding(begin + 20 * SECOND, 10));
  const recover = () => headwater.observe(0.95, windowsEnding(begin + 40 * SECOND, 10));
  const reaching = (state: string, receiver = 'pager') =>
    until(
      async () => (await headwater.deliveries()).filter((each) => each.receiver === receiver),
      ([newest]) => newest?.state === state,
    );
  /** What the pager got, as the libraries of both standards read it. */
  const events = () =>
    pager.received.map(({ headers, body }) => {
      new Webhook(SECRET).verify(body, headers as Record<string, string>);
      const event = HTTP.toEvent({ headers, body });
      if (!(event instanceof CloudEvent)) throw new Error('it is not one event');
      return event;
    });

  it('is told once, signed, as a CloudEvent, and its end once', async () => {
    await degrade();
    await reaching('DELIVERED');
    await recover();
    await until(
      () => Promise.resolve(pager.received.length),
      (count) => count >= 2,
    );
    expect(events().map(({ type, subject }) => [type, subject?.startsWith('incident/')])).toEqual([
      ['headwater.incident.opened', true],
      ['headwater.incident.resolved', true],
    ]);
    expect(events()[0]?.data).toMatchObject({ audience: 'ON_CALL', alerts: { firing: 1, listed: [{ asset: CHURN }] } });
  }, 90_000);

  it('is told after a kill -9 that came while its receiver was down, under the same id', async () => {
    pager.answer = { status: 503 };
    await degrade();
    await until(
      () => Promise.resolve(pager.received.length),
      (count) => count >= 1,
    );
    await headwater.end('SIGKILL');
    pager.answer = { status: 204 };
    await headwater.start(settings());
    const [delivered] = await reaching('DELIVERED');
    expect(new Set(events().map(({ id }) => id))).toEqual(new Set([delivered?.id]));
  }, 90_000);

  it('is given up while its receiver stays down, and told when it is sent again', async () => {
    pager.answer = { status: 500 };
    await degrade();
    const [dead] = await reaching('DEAD');
    expect(dead?.attempts).toBe(4);
    pager.answer = { status: 204 };
    await headwater.ask('mutation Resend($id: ID!) { resendDelivery(id: $id) { delivery { id } } }', { id: dead?.id });
    await reaching('DELIVERED');
    expect(new Set(events().map(({ id }) => id))).toEqual(new Set([dead?.id]));
  }, 90_000);

  it('is an alert of the Alertmanager until it recovers, and what that tells is what we tell as it', async () => {
    await degrade();
    await reaching('DELIVERED', 'alertmanager');
    const [alert] = (await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json()) as {
      labels: Record<string, string>;
      fingerprint: string;
      endsAt: string;
    }[];
    expect(alert?.labels).toMatchObject({ alertname: 'HeadwaterIncident', audience: 'ON_CALL', severity: 'critical' });
    expect((await amtool(alertmanager.url, 'alert', 'query')).output).toContain('HeadwaterIncident');
    expect(fingerprintOf(alert?.labels ?? {})).toBe(alert?.fingerprint);
    const firstEnd = Date.parse(alert?.endsAt ?? '');
    const later = await until(
      async () =>
        ((await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json()) as { endsAt: string }[])[0]?.endsAt,
      (end) => Date.parse(end ?? '') > firstEnd,
    );
    expect(Date.parse(later ?? '') - firstEnd).toBeGreaterThan(0);
    await recover();
    const told = () => downstream.received.map(({ body }) => JSON.parse(body));
    const mine = () => told().filter(({ alerts }) => alerts[0].labels.incident === alert?.labels.incident);
    await until(
      () => Promise.resolve(mine()),
      (all) => all.at(-1)?.status === 'resolved',
    );
    expect(mine().map(({ status }) => status)).toEqual(['firing', 'resolved']);
  }, 90_000);
});
