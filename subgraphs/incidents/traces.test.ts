import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { day, span } from './domain/fixtures.contract.ts';
import { FIRED, openEstate } from './estate.contract.ts';
import { BAD, TRACE } from './graph-of-estate.contract.ts';

const estate = openEstate();

describe('traces', () => {
  it('stay with the alert when the ring has long forgotten them', async () => {
    await estate.subgraph.ingest.spans([span({ traceId: TRACE })]);
    await estate.follow(FIRED);
    await estate.subgraph.ingest.spans(['d', 'e', 'f'].map((traceId) => span({ traceId })));
    expect((await estate.contextOf()).traces).toEqual({
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
    estate.graph.exemplars = [];
    await estate.subgraph.ingest.spans([
      span({ traceId: 'slow', startTime: day(BAD) + 1 }),
      span({ traceId: 'old', startTime: day(1) }),
    ]);
    await estate.follow(FIRED);
    expect((await estate.contextOf()).traces.items.map(({ traceId }: { traceId: string }) => traceId)).toEqual([
      'slow',
    ]);
  });

  it('have expired, or are none', async () => {
    await estate.follow(FIRED);
    expect((await estate.contextOf()).traces.status).toBe('EXPIRED');
    estate.graph.exemplars = [];
    await estate.follow(FIRED, { ...FIRED, threshold: 1 });
    expect(
      (await Promise.all([estate.contextOf(0), estate.contextOf(1)])).map(({ traces }) => traces.status).sort(),
    ).toEqual(['EXPIRED', 'NONE']);
  });

  it('are attached when they arrive soon after the alert', async () => {
    await estate.follow(FIRED);
    await estate.subgraph.ingest.spans([span({ traceId: TRACE })]);
    estate.now += 6_000;
    await estate.follow(FIRED);
    expect((await estate.contextOf()).traces.status).toBe('ATTACHED');
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
    const { port } = elsewhere.address() as AddressInfo;
    await estate.reopen({ traces: { tempoUrl: `http://127.0.0.1:${port}` } });
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
    await estate.follow(FIRED);
    const { traces } = await estate.contextOf();
    expect(traces).toMatchObject({
      status: 'ATTACHED',
      items: [{ traceId: TRACE, spans: [{ spanId: '0000000000001234', duration: 'PT0.003S' }] }],
    });
  });

  const toldSpans = (...ids: string[]) => {
    const spans = ids.map((spanId) => ({ spanId, startTimeUnixNano: '1', endTimeUnixNano: '3000001' }));
    return JSON.stringify({ batches: [{ scopeSpans: [{ spans }] }] });
  };
  const partly = async () =>
    estate.subgraph.ingest.spans(['1', '2'].map((digit) => span({ traceId: TRACE, spanId: digit.repeat(16) })));
  const counted = async () => {
    const { traces, gaps } = await estate.contextOf();
    expect(traces.status).toBe('ATTACHED');
    return [traces.items[0].spans.length, gaps.map(({ section }: { section: string }) => section)];
  };

  it('are fetched whole where a part of them was let go of here', async () => {
    answers = () => ({ status: 200, body: toldSpans('1'.repeat(16), '2'.repeat(16)) });
    await partly();
    await estate.follow(FIRED);
    expect(await counted()).toEqual([2, []]);
  });

  it('are kept as they are here where others have no more of them', async () => {
    answers = () => ({ status: 404, body: '' });
    await partly();
    await estate.follow(FIRED);
    expect(await counted()).toEqual([1, []]);
  });

  it('are attached in part while nobody answers there, which is told, and whole when somebody does', async () => {
    answers = () => ({ status: 500, body: '' });
    await partly();
    await estate.follow(FIRED);
    expect(await counted()).toEqual([1, ['traces']]);
    await estate.subgraph.ingest.spans(['d', 'e', 'f'].map((traceId) => span({ traceId })));
    estate.now += 60_000;
    await estate.follow(FIRED);
    expect(await counted()).toEqual([1, ['traces']]);
    answers = () => ({ status: 200, body: toldSpans('1'.repeat(16), '2'.repeat(16)) });
    estate.now += 600_000;
    await estate.follow(FIRED);
    expect(await counted()).toEqual([2, []]);
  });

  it('are unavailable while nobody answers there, and had when somebody does', async () => {
    answers = () => ({ status: 500, body: '' });
    await estate.follow(FIRED);
    expect(await estate.contextOf()).toMatchObject({
      traces: { status: 'UNAVAILABLE' },
      gaps: [{ section: 'traces', code: 'STORE_UNAVAILABLE', message: expect.stringContaining('Tempo') }],
    });
    answers = () => ({ status: 200, body: TOLD });
    estate.now += 60_000;
    await estate.follow(FIRED);
    expect(await estate.contextOf()).toMatchObject({ traces: { status: 'ATTACHED' }, gaps: [] });
  });
});

describe('a run that failed', () => {
  it('brings the traces whose spans name it', async () => {
    estate.graph.exemplars = [];
    await estate.subgraph.ingest.spans([
      span({ traceId: 'load', service: 'airflow', startTime: day(1), attributes: { 'openlineage.run.id': '1' } }),
    ]);
    await estate.follow(FIRED);
    expect((await estate.contextOf()).traces.items.map(({ traceId }: { traceId: string }) => traceId)).toEqual([
      'load',
    ]);
  });
});
