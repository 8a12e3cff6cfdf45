import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpClient } from './client.ts';

const ROOT = resolve(import.meta.dirname, '..');
const STARTING = 120_000;
const shell = promisify(execFile);

interface Started {
  process: ChildProcess;
  /** Standard output up to the last line of the announcement. */
  output: string;
  url: string;
}

/** Starts the demonstration as `npm run demo` does and waits until it has said all it says. */
function start(dataDirectory: string, ...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, ['demo/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, HEADWATER_PORT: '0', HEADWATER_DATA_DIR: dataDirectory },
  });
  let output = '';
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  return new Promise((started, failed) => {
    child.on('exit', (status) => failed(new Error(`the demonstration ended with ${status}: ${errors}`)));
    child.stdout.on('data', (text) => {
      output += text;
      const [, url] = /^headwater ready (\S+)$/m.exec(output) ?? [];
      if (url && output.includes('Ctrl-C')) started({ process: child, output, url });
    });
  });
}

function stop({ process: child }: Started): Promise<number | null> {
  return new Promise((stopped) => {
    child.removeAllListeners('exit');
    child.on('exit', stopped);
    child.kill('SIGINT');
  });
}

const INCIDENTS = `query($state: [IncidentState!]) {
  incidents(state: $state) { edges { node {
    state severity asset { id }
    alerts(first: 50) { edges { node { id audience state metric { asset { id } definition { name } } } } }
  } } }
}`;

interface Incidents {
  incidents: {
    edges: {
      node: {
        state: string;
        severity: string;
        asset: { id: string };
        alerts: {
          edges: {
            node: { id: string; state: string; metric: { asset: { id: string }; definition: { name: string } } };
          }[];
        };
      };
    }[];
  };
}

const RAW_WEATHER = 'dataset/postgres%3A%2F%2Fwarehouse.example.com%3A5432/departures.raw.weather';

describe('the demonstration', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-demo-'));
  let demo: Started;

  beforeAll(async () => {
    demo = await start(directory);
  }, STARTING);

  afterAll(async () => {
    demo.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  it('has one open incident, and blames the weather that stopped for the accuracy that fell', async () => {
    const { incidents } = await httpClient(demo.url).ask<Incidents>(INCIDENTS, { state: ['OPEN'] });
    expect(incidents.edges).toHaveLength(1);
    const [incident] = incidents.edges.map(({ node }) => node);
    expect(incident).toMatchObject({ severity: 'CRITICAL', asset: { id: RAW_WEATHER } });
    const metrics = incident?.alerts.edges.map(
      ({ node: { metric } }) => `${metric.definition.name} ${metric.asset.id}`,
    );
    expect(metrics).toContain('prediction.accuracy deployment/prod/flight-delay');
    expect(metrics).toContain(`source.completeness ${RAW_WEATHER}`);
  });

  it('had only incidents that ended before that', async () => {
    const { incidents } = await httpClient(demo.url).ask<Incidents>(INCIDENTS, { state: ['RESOLVED'] });
    expect(incidents.edges.length).toBeGreaterThan(0);
    const alerts = incidents.edges.flatMap(({ node }) => node.alerts.edges);
    expect(alerts.filter(({ node }) => node.state !== 'RESOLVED')).toEqual([]);
  });

  it('tells of an alert its cause in the data, the traces and what to do, by the command as printed', async () => {
    const [, command = ''] = /^Ask why: +(.*)$/m.exec(demo.output) ?? [];
    const { stdout } = await shell('sh', ['-c', `${command} --json`], { cwd: ROOT });
    const context = JSON.parse(stdout);
    expect(context.rootCause).toMatchObject({ outcome: 'CAUSES_FOUND', origin: { verdict: 'DATA' } });
    expect(context.rootCause.causes[0].asset.id).toBe(RAW_WEATHER);
    expect(context.traces.status).toBe('ATTACHED');
    const spans = context.traces.items.flatMap(({ spans }: { spans: { name: string; attributes: object }[] }) => spans);
    const lookUps = spans.filter(({ name }: { name: string }) => name.startsWith('SELECT'));
    expect(lookUps.map(({ attributes }: { attributes: object }) => attributes)).toContainEqual(
      expect.objectContaining({ 'features.missing': expect.arrayContaining(['temp', 'wind_speed']) }),
    );
    expect(context.nextSteps.length).toBeGreaterThan(0);
    expect(context.gaps).toEqual([]);
  });

  it('answers the question as printed', async () => {
    const [, command = ''] = /^Ask what is broken: +(.*)$/m.exec(demo.output) ?? [];
    const { stdout } = await shell('sh', ['-c', command], { cwd: ROOT });
    expect(JSON.parse(stdout).data.incidents.edges).toHaveLength(1);
  });

  it('refuses a second process on its data, and says which process has them', async () => {
    await expect(start(directory)).rejects.toThrow(`in use by process ${demo.process.pid}`);
  });

  it('stops on Ctrl-C, and starts again with what it had', async () => {
    expect(await stop(demo)).toBe(0);
    const before = demo.output;
    demo = await start(directory);
    expect(/alert\/\w+/.exec(demo.output)?.[0]).toBe(/alert\/\w+/.exec(before)?.[0]);
  });
});

it(
  'shows one more incident at the same source when weather came late the week before',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-demo-'));
    const demo = await start(directory, '--fault', 'late-weather');
    const { incidents } = await httpClient(demo.url).ask<Incidents>(INCIDENTS, { state: ['OPEN', 'RESOLVED'] });
    demo.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
    const atTheSource = incidents.edges.filter(({ node }) =>
      node.alerts.edges.some((alert) => alert.node.metric.asset.id === RAW_WEATHER),
    );
    expect(atTheSource.map(({ node }) => [node.state, node.asset.id])).toEqual([
      ['OPEN', RAW_WEATHER],
      ['RESOLVED', RAW_WEATHER],
    ]);
  },
  STARTING,
);
