import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { jaeger } from './jaeger.ts';
import { tempo } from './tempo.ts';

/**
 * What a real Tempo and a real Jaeger answered about one trace that was sent to both by OTLP, as the end-to-end tests of
 * github.com/observatorium/api (Apache-2.0) recorded it.
 */
const TRACE = '5b8efff798038103d269b633813fc60c';
const FROM_TEMPO =
  '{"batches":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"my.service"}}]},"scopeSpans":[{"scope":{"name":"my.library","version":"1.0.0","attributes":[{"key":"my.scope.attribute","value":{"stringValue":"some scope attribute"}}]},"spans":[{"traceId":"W47/95gDgQPSabYzgT/GDA==","spanId":"7uGbfsPBsXQ=","parentSpanId":"7uGbfsPBsXM=","name":"I\'m a server span","kind":"SPAN_KIND_SERVER","startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000","attributes":[{"key":"my.span.attr","value":{"stringValue":"some value"}}],"status":{}}]}]}]}';
const FROM_JAEGER =
  '{"data":[{"traceID":"5b8efff798038103d269b633813fc60c","spans":[{"traceID":"5b8efff798038103d269b633813fc60c","spanID":"eee19b7ec3c1b174","operationName":"I\'m a server span","references":[{"refType":"CHILD_OF","traceID":"5b8efff798038103d269b633813fc60c","spanID":"eee19b7ec3c1b173"}],"startTime":1544712660000000,"duration":1000000,"tags":[{"key":"my.span.attr","type":"string","value":"some value"},{"key":"span.kind","type":"string","value":"server"}],"logs":[],"processID":"p1","warnings":["invalid parent span IDs=eee19b7ec3c1b173; skipping clock skew adjustment"]}],"processes":{"p1":{"serviceName":"my.service","tags":[{"key":"otel.library.name","type":"string","value":"my.library"}]}},"warnings":null}],"total":0,"limit":0,"offset":0,"errors":null}';

const SPAN = {
  traceId: TRACE,
  spanId: 'eee19b7ec3c1b174',
  parentSpanId: 'eee19b7ec3c1b173',
  name: "I'm a server span",
  service: 'my.service',
  environment: null,
  kind: 'SERVER',
  startTime: Date.parse('2018-12-13T14:51:00Z'),
  durationNanoseconds: '1000000000',
  status: 'UNSET',
  attributes: { 'my.span.attr': 'some value' },
};

let server: Server | null = null;
const asked: string[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  asked.length = 0;
});

/** Address of a server that answers so. */
async function answering(answer: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const saying =
  (body: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

describe.each([
  ['Tempo', tempo, FROM_TEMPO],
  ['Jaeger', jaeger, FROM_JAEGER],
])('%s', (name, source, recorded) => {
  it('has a trace by its id, as it told it', async () => {
    expect(await source(await answering(saying(recorded))).spansOf(TRACE)).toEqual([SPAN]);
    expect(asked).toEqual([`/api/traces/${TRACE}`]);
  });

  it('does not know a trace that it never had', async () => {
    expect(await source(await answering(saying('trace not found', 404))).spansOf(TRACE)).toBeNull();
  });

  it.each([
    ['with a fault', saying('{}', 500)],
    ['with what is no JSON', saying('<html>')],
    ['with another document', saying('{"batches": 1, "data": 1}')],
    ['that it has moved', saying('', 302)],
    ['not at all', (request) => request.socket.destroy()],
  ] as [string, RequestListener][])('is unavailable when it answers %s', async (_, answer) => {
    const asking = source(await answering(answer)).spansOf(TRACE);
    await expect(asking).rejects.toThrow(StoreUnavailable);
    await expect(asking).rejects.toThrow(`the ${name} store does not answer`);
  });
});

describe('a span whose time nobody can read', () => {
  const OF_TEMPO = { spanId: 'cd'.repeat(8), endTimeUnixNano: '2' };
  const ofTempo = (startTimeUnixNano: string) =>
    saying(JSON.stringify({ batches: [{ scopeSpans: [{ spans: [{ ...OF_TEMPO, startTimeUnixNano }] }] }] }));
  const ofJaeger = (times: object) => saying(JSON.stringify({ data: [{ spans: [{ spanID: 'a', ...times }] }] }));

  it.each(['soon', '-1', '99999999999999999999999'])(
    'makes Tempo unavailable that says it began at %s',
    async (time) => {
      await expect(tempo(await answering(ofTempo(time))).spansOf(TRACE)).rejects.toThrow(StoreUnavailable);
    },
  );

  it('takes no time at all when Tempo says that it ended before it began', async () => {
    const [span] = (await tempo(await answering(ofTempo('3'))).spansOf(TRACE)) ?? [];
    expect(span?.durationNanoseconds).toBe('0');
  });

  it.each([
    { startTime: 1e20, duration: 1 },
    { startTime: -1, duration: 1 },
    { startTime: 1, duration: 1.5 },
    { startTime: 1, duration: -1 },
  ])('makes Jaeger unavailable that says %j', async (times) => {
    await expect(jaeger(await answering(ofJaeger(times))).spansOf(TRACE)).rejects.toThrow(StoreUnavailable);
  });
});

describe('Tempo before it spoke of scopes', () => {
  // From Grafana's guide on pushing spans with HTTP.
  const EARLIER =
    '{"batches":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shell script"}}]},"instrumentationLibrarySpans":[{"spans":[{"traceId":"AAAAAAAAAAABI0VniavN7w==","spanId":"AAAAAAAAEjQ=","name":"span from bash!","startTimeUnixNano":"1608239395286533000","endTimeUnixNano":"1608239395386533000","attributes":[{"key":"http.path","value":{"stringValue":"/api"}},{"key":"http.method","value":{"stringValue":"GET"}}]}]}]}]}';
  it('has a root span, without a parent', async () => {
    const [span] = (await tempo(await answering(saying(EARLIER))).spansOf(`${'0'.repeat(16)}0123456789abcdef`)) ?? [];
    expect(span).toMatchObject({
      spanId: '0000000000001234',
      parentSpanId: null,
      service: 'shell script',
      kind: 'UNSPECIFIED',
      durationNanoseconds: '100000000',
      attributes: { 'http.path': '/api', 'http.method': 'GET' },
    });
  });
});

describe('Jaeger', () => {
  it('tells of a failed span and of whole numbers', async () => {
    const failed = FROM_JAEGER.replace(
      '"tags":[{"key":"my.span.attr"',
      '"tags":[{"key":"error","type":"bool","value":true},{"key":"http.status_code","type":"int64","value":500},{"key":"my.span.attr"',
    );
    const [span] = (await jaeger(await answering(saying(failed))).spansOf(TRACE)) ?? [];
    expect(span).toMatchObject({ status: 'ERROR', attributes: { 'http.status_code': 500 } });
  });
});
