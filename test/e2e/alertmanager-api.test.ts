import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { amtool } from '../servers/alertmanager.ts';
import { describeWithAlertmanager } from '../servers/needs-alertmanager.ts';
import { describeWithPrometheus } from '../servers/needs-prometheus.ts';
import { startPrometheus } from '../servers/prometheus.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { until } from './measured.ts';
import { type Server, startServer } from './server.ts';

interface Alert {
  id: string;
  state: string;
  name: string;
  source: string;
  severity: string;
  asset: { id: string };
  suppression: { kind: string } | null;
  incident: { id: string; title: string; state: string } | null;
}

const ALERTS = `{ alerts(state: [FIRING, RESOLVED], first: 50) { edges { node {
  id state name source severity metric { id } asset { id } suppression { kind } incident { id title state }
} } } }`;

const alertsOf = async (server: Server, name: string): Promise<Alert[]> => {
  const { alerts } = await server.ask<{ alerts: { edges: { node: Alert }[] } }>(ALERTS);
  return alerts.edges.map(({ node }) => node).filter((each) => each.name === name);
};

/** A Headwater whose bindings make deployments of the labels env and job. */
async function startBound(): Promise<{ server: Server; directory: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bound-'));
  const file = join(directory, 'alerting.yaml');
  const alertsFromOutside = { bindings: [{ asset: 'deployment/{env}/{job}' }] };
  writeFileSync(file, stringify({ apiVersion: 'headwater/v1', kind: 'Alerting', alertsFromOutside }));
  const server = await startServer({ HEADWATER_ALERTING_FILE: file });
  const stop = async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  };
  return { server, directory, stop };
}

describeWithPrometheus('a Prometheus that sends its alerts to Headwater', () => {
  let bound: Awaited<ReturnType<typeof startBound>>;
  let prometheus: ServerProcess;
  let exporter: HttpServer;
  let failing = 1;

  beforeAll(async () => {
    exporter = createServer((_, response) => response.end(`jobs_failing ${failing}\n`)).listen(0, '127.0.0.1');
    await new Promise((listening) => exporter.once('listening', listening));
    bound = await startBound();
    const rules = join(bound.directory, 'rules.yml');
    const rule = (alert: string, labels: object) => ({
      ...{ alert, expr: 'jobs_failing > 0', labels, annotations: { summary: `${alert} of {{ $labels.job }}` } },
    });
    const group = {
      name: 'jobs',
      interval: '1s',
      rules: [rule('JobsFail', { severity: 'page', env: 'prod' }), rule('Homeless', { severity: 'info' })],
    };
    writeFileSync(rules, stringify({ groups: [group] }));
    prometheus = await startPrometheus({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [rules],
      scrape_configs: [
        {
          job_name: 'churn',
          static_configs: [{ targets: [`127.0.0.1:${(exporter.address() as AddressInfo).port}`] }],
        },
      ],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(bound.server.url).host] }] }] },
    });
  }, 90_000);
  afterAll(async () => {
    await prometheus?.stop();
    await bound?.stop();
    exporter.close();
  }, 60_000);

  it('sees its alert on the asset that its labels name, in an incident, once, and over when it is', async () => {
    const named = () => alertsOf(bound.server, 'JobsFail');
    const [fired] = await until(named, ([first]) => first?.state === 'FIRING');
    expect(fired).toMatchObject({
      ...{ source: 'ALERTMANAGER', severity: 'CRITICAL', asset: { id: 'deployment/prod/churn' }, metric: null },
      incident: { title: 'JobsFail of churn', state: 'OPEN' },
    });
    failing = 0;
    const all = await until(named, ([first]) => first?.state === 'RESOLVED');
    expect(all).toMatchObject([{ id: fired?.id, incident: { state: 'RESOLVED' } }]);
  }, 90_000);

  it('sees an alert that names no asset among the unbound ones, with the reason', async () => {
    const { unboundAlerts } = await until(
      () =>
        bound.server.ask<{ unboundAlerts: { reason: string; labels: object[] }[] }>(
          '{ unboundAlerts { reason labels { name value } } }',
        ),
      ({ unboundAlerts }) => unboundAlerts.length > 0,
    );
    expect(unboundAlerts).toMatchObject([
      { reason: 'it has no label env, which the asset template deployment/{env}/{job} needs' },
    ]);
    expect(unboundAlerts[0]?.labels).toContainEqual({ name: 'alertname', value: 'Homeless' });
  }, 60_000);
});

describeWithAlertmanager('amtool against Headwater', () => {
  let bound: Awaited<ReturnType<typeof startBound>>;
  const tool = (...args: string[]) => amtool(bound.server.url, ...args);

  beforeAll(async () => {
    bound = await startBound();
    const labels = ['alertname=HighLatency', 'env=prod', 'job=churn', 'severity=critical'];
    expect(await tool('alert', 'add', ...labels, '--annotation=summary=slow')).toMatchObject({ status: 0 });
    await until(
      () => alertsOf(bound.server, 'HighLatency'),
      ([first]) => first?.state === 'FIRING',
    );
  }, 90_000);
  afterAll(() => bound?.stop(), 60_000);

  it('lists alerts, by matchers too', async () => {
    const listed = await tool('alert', 'query');
    expect(listed).toMatchObject({ status: 0 });
    expect(listed.output).toMatch(/HighLatency .* slow +active/);
    expect((await tool('alert', 'query', 'severity=~"crit.*"')).output).toContain('HighLatency');
    expect((await tool('alert', 'query', 'severity="info"')).output).not.toContain('HighLatency');
  }, 60_000);

  it('silences alerts, lists the silence, and ends it', async () => {
    const added = await tool(
      'silence',
      'add',
      'alertname=HighLatency',
      '--comment=known',
      '--author=ann',
      '--duration=1h',
    );
    expect(added).toMatchObject({ status: 0 });
    const id = added.output.trim();
    expect((await tool('silence', 'query')).output).toMatch(new RegExp(`${id} +alertname="HighLatency" .* ann +known`));
    const named = () => alertsOf(bound.server, 'HighLatency');
    await until(named, ([first]) => first?.suppression?.kind === 'SILENCE');
    expect((await tool('alert', 'query')).output).not.toContain('HighLatency');
    expect((await tool('alert', 'query', '--silenced')).output).toMatch(/HighLatency .* suppressed/);
    expect(await tool('silence', 'expire', id)).toMatchObject({ status: 0 });
    await until(named, ([first]) => first?.suppression === null);
    expect((await tool('silence', 'query')).output).not.toContain(id);
    expect((await tool('silence', 'query', '--expired')).output).toContain(id);
  }, 60_000);

  it('is told that a silence by an expression is none that Headwater has', async () => {
    const { status, errors } = await tool('silence', 'add', 'alertname=~High.*', '--comment=x', '--author=ann');
    expect(status).not.toBe(0);
    expect(errors).toContain('silences match exact values');
  }, 60_000);

  it('shows the status', async () => expect(await tool('config', 'show')).toMatchObject({ status: 0 }), 60_000);
});
