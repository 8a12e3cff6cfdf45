import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { headwater, run } from '../headwater.fixture.ts';

interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

let answer: (asked: Asked) => unknown;
let asked: Asked[];
let server: Server;
let url: string;

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const question = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Asked;
    asked.push(question);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(question)));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const change = (position: number, more: object = {}) => ({
  cursor: `c${position}`,
  kind: 'ALERT_FIRED',
  time: '2026-11-01T00:00:00.000Z',
  recordedAt: '2026-11-01T00:00:01.000Z',
  incident: { id: 'incident/1', title: 'Accuracy of churn fell' },
  alert: {
    id: `alert/${position}`,
    audience: 'ON_CALL',
    severity: 'CRITICAL',
    state: 'FIRING',
    value: 0.7,
    name: 'prediction.accuracy',
    asset: { id: 'deployment/prod/churn' },
    metric: null,
  },
  ...more,
});

/** An alert that another Prometheus sent. */
const outside = {
  ...{ id: 'alert/1', state: 'FIRING', severity: 'CRITICAL', audience: 'ON_CALL', firedAt: '2026-11-01T00:00:00Z' },
  ...{ resolvedAt: null, value: null, threshold: null, verdict: null, metric: null, suspect: null, suppression: null },
  ...{ source: 'ALERTMANAGER', name: 'HighLatency', asset: { id: 'service/prod/shop' } },
  labels: [{ name: 'job', value: 'shop' }],
  annotations: [{ name: 'summary', value: 'p99 is two seconds' }],
  generatorUrl: 'https://prometheus.example.com/graph',
};

/** Follows alerts until `lines` were printed, then interrupts. */
function watched(lines: number, ...args: string[]): Promise<{ stdout: string; status: number | null }> {
  return new Promise((done) => {
    const child = spawn(headwater, ['alert', 'watch', ...args], {
      env: { ...process.env, HEADWATER_URL: url },
      cwd: tmpdir(),
    });
    let stdout = '';
    child.stdout.on('data', (text) => {
      stdout += text;
      if (stdout.split('\n').length > lines) child.kill('SIGINT');
    });
    child.on('close', (status) => done({ stdout, status }));
  });
}

describe('headwater alert context', () => {
  it('asks for the sections that are wanted alone, and for traces without their spans', async () => {
    answer = () => ({ data: { alertContext: null } });
    await run(['alert', 'context', 'alert/1', '--include', 'root-cause,traces', '--traces', 'links'], {
      HEADWATER_URL: url,
    });
    expect(asked[0]?.variables).toMatchObject({
      ...{ rootCause: true, traces: true, spans: false },
      ...{ series: false, runs: false, nextSteps: false, playbook: false, links: false, similar: false },
    });
  });

  it('names an alert from outside, what it is about and what its sender says of it', async () => {
    answer = () => ({ data: { alertContext: { alert: outside, incident: null, gaps: [] } } });
    const { stdout } = await run(['alert', 'context', 'alert/1'], { HEADWATER_URL: url });
    expect(stdout).toContain('CRITICAL HighLatency of service/prod/shop, which another Prometheus sent');
    expect(stdout).toContain('summary: p99 is two seconds');
    expect(stdout).toContain('https://prometheus.example.com/graph');
  });

  it('shows spans that call one another in a circle, each once', async () => {
    const span = (spanId: string, parentSpanId: string | null) => ({
      ...{ spanId, parentSpanId, name: `call ${spanId}`, service: 'shop', duration: 'PT0.01S', status: 'OK' },
    });
    const spans = [span('a', 'b'), span('b', 'a'), span('c', 'c'), span('d', null), span('e', 'd')];
    const traces = { status: 'ATTACHED', items: [{ traceId: 't', spanCount: 5, spans, links: [] }] };
    answer = () => ({ data: { alertContext: { alert: outside, incident: null, traces, gaps: [] } } });
    const { stdout } = await run(['alert', 'context', 'alert/1'], { HEADWATER_URL: url });
    expect(stdout.match(/call \w/g)?.sort()).toEqual(['call a', 'call b', 'call c', 'call d', 'call e']);
  });

  it('says that the metric is in doubt, and why the alert calls nobody', async () => {
    const alert = {
      ...{ ...outside, source: 'HEADWATER', labels: [], annotations: [], generatorUrl: null },
      suspect: {
        asset: { id: 'dataset/shop/tills' },
        check: 'ASSERTION_FAILED',
        reason: 'not_null fails',
        since: '2026-10-31T00:00:00Z',
      },
      suppression: { kind: 'SILENCE', reason: 'Silenced by ana: backfill', until: '2026-11-02T00:00:00Z' },
    };
    answer = () => ({ data: { alertContext: { alert, incident: null, gaps: [] } } });
    const { stdout } = await run(['alert', 'context', 'alert/1'], { HEADWATER_URL: url });
    expect(stdout).toContain(
      'In doubt since 2026-10-31 00:00Z, for a check on dataset/shop/tills failed: not_null fails',
    );
    expect(stdout).toContain('Calls nobody until 2026-11-02 00:00Z (SILENCE): Silenced by ana: backfill');
  });

  it.each([
    [['--include', 'rootcauses'], '"rootcauses" is none of series, rootCause, traces'],
    [['--traces', 'some'], 'Allowed choices are full, links'],
  ])('ends with 2 on %j, and says what there is', async (args, message) => {
    const { status, stderr } = await run(['alert', 'context', 'alert/1', ...args], { HEADWATER_URL: url });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('headwater alert unbound', () => {
  const stray = {
    labels: [
      { name: 'alertname', value: 'HighLatency' },
      { name: 'job', value: 'shop api' },
    ],
    reason: 'no binding takes it',
    startsAt: '2026-11-01T00:00:00Z',
    endsAt: '2026-11-01T02:00:00Z',
    lastSeenAt: '2026-11-01T01:00:00Z',
  };
  const unbound = (...args: string[]) => run(['alert', 'unbound', ...args], { HEADWATER_URL: url });

  it('lists what belongs to no asset with its labels and why, and where to mend it', async () => {
    answer = () => ({ data: { unboundAlerts: [stray] } });
    const { stdout, stderr, status } = await unbound();
    expect(stdout).toMatch(/2026-11-01 01:00Z .*no binding takes it +alertname="HighLatency" job="shop api"/);
    expect(stderr).toContain('HEADWATER_ALERTING_FILE');
    expect(status).toBe(0);
  });

  it('cuts a label short that would fill the screen, but not in JSON', async () => {
    const long = 'x'.repeat(5_000);
    answer = () => ({ data: { unboundAlerts: [{ ...stray, labels: [{ name: 'query', value: long }] }] } });
    expect((await unbound()).stdout).toMatch(/query="x{99}…\n/);
    expect((await unbound('--json')).stdout).toContain(long);
  });

  it('says when it stopped counting', async () => {
    answer = () => ({ data: { unboundAlerts: [stray] } });
    expect((await unbound('--first', '1')).stderr).toContain('at most 1 are listed');
    expect(asked[0]?.variables).toEqual({ first: 1 });
  });

  it('says that there is none, and nothing on standard output', async () => {
    answer = () => ({ data: { unboundAlerts: [] } });
    expect(await unbound()).toMatchObject({ stdout: '', stderr: expect.stringContaining('no alert from outside') });
  });
});

describe('headwater alert watch', () => {
  /** A record of these changes; `end` is its end when the command begins. */
  const recorded = (end: string, ...changes: ReturnType<typeof change>[]) => {
    answer = ({ query, variables }) => {
      if (query.includes('incidentChangesEnd')) return { data: { incidentChangesEnd: end } };
      const position = changes.findIndex(({ cursor }) => cursor === variables.after);
      return { data: { incidentChanges: changes.slice(position + 1) } };
    };
  };

  it('prints each alert that fires or resolves from now on as a line of JSON, and no other change', async () => {
    recorded('c1', change(1), change(2), change(3, { kind: 'ACKNOWLEDGED' }), change(4, { kind: 'ALERT_RESOLVED' }));
    const { stdout, status } = await watched(2, '--jsonl');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ cursor, kind, alert }) => [cursor, kind, alert.id])).toEqual([
      ['c2', 'ALERT_FIRED', 'alert/2'],
      ['c4', 'ALERT_RESOLVED', 'alert/4'],
    ]);
    expect(lines[0]).toMatchObject({ schemaVersion: 1, incident: { id: 'incident/1' } });
    expect(status).toBe(130);
  });

  it('names each alert and what it is about, also one from outside that has no metric', async () => {
    recorded('c1', change(1), change(2));
    expect((await watched(1)).stdout).toContain(
      'fired  prediction.accuracy of deployment/prod/churn at 0.7 for ON_CALL',
    );
  });

  it('goes on after the cursor that it is given, for the audience that is asked for', async () => {
    const steward = { ...change(2).alert, audience: 'DATA_STEWARD' };
    recorded('c3', change(1), change(2, { alert: steward }), change(3));
    const { stdout } = await watched(1, '--jsonl', '--after', 'c1', '--audience', 'on_call');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).cursor),
    ).toEqual(['c3']);
    expect(asked.some(({ query }) => query.includes('incidentChangesEnd'))).toBe(false);
  });

  it('waits while the server is away, and leaves out nothing', async () => {
    let times = 0;
    recorded('c1', change(1), change(2));
    const whole = answer;
    answer = (question) => {
      const isAway = question.query.includes('incidentChanges(') && times++ === 0;
      const errors = [{ message: 'incidents is away', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }];
      return isAway ? { data: null, errors } : whole(question);
    };
    const { stdout } = await watched(1, '--jsonl');
    expect(JSON.parse(stdout.trim()).cursor).toBe('c2');
  });
});
