import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';
import { StartRefused } from './errors.ts';

const refusalOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (refusal) {
    if (refusal instanceof StartRefused) return refusal.message;
  }
  return 'it was accepted';
};

describe('the configuration', () => {
  it('needs nothing: everything in one process, on this machine only', () => {
    expect(readConfig({ PATH: '/usr/bin' })).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDirectory: '.headwater',
      gatewayUrl: 'http://127.0.0.1:4000/graphql',
      subgraphs: null,
      neo4j: null,
      databaseUrl: null,
      metricsUrl: null,
      mlflow: { webhookSecret: null, namespace: 'mlflow' },
      traces: { spanLimit: 50_000, spanAge: 7 * 86_400_000, tempoUrl: null, jaegerUrl: null, links: [] },
      publicUrl: null,
      alertingFile: null,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ HEADWATER_PORT: '', HEADWATER_SUBGRAPHS: '' })).toMatchObject({ port: 4000, subgraphs: null });
  });

  it('puts lineage in Neo4j', () => {
    const { neo4j } = readConfig({ HEADWATER_LINEAGE_URL: 'bolt://graph:7687', HEADWATER_LINEAGE_PASSWORD: 'secret' });
    expect(neo4j).toEqual({ url: 'bolt://graph:7687', user: 'neo4j', password: 'secret' });
  });

  it('puts the rest in Postgres, and shows no password of an address that is none', () => {
    const databaseUrl = 'postgres://headwater:hunter2@db/headwater';
    expect(readConfig({ HEADWATER_DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl });
    const refusal = refusalOf({ HEADWATER_DATABASE_URL: 'mysql://headwater:hunter2@db/headwater' });
    expect(refusal).toContain('HEADWATER_DATABASE_URL: expected an address with postgres: or postgresql:');
    expect(refusal).not.toContain('hunter2');
  });

  it('puts measurements in a Prometheus-compatible store, and names the variable when its address is none', () => {
    const HEADWATER_METRICS_URL = 'http://victoria-metrics:8428/';
    expect(readConfig({ HEADWATER_METRICS_URL })).toMatchObject({ metricsUrl: HEADWATER_METRICS_URL });
    expect(refusalOf({ HEADWATER_METRICS_URL: 'victoria-metrics:8428' })).toContain(
      'HEADWATER_METRICS_URL: expected an address with http: or https:',
    );
  });

  it('says where traces are had and looked at, and for how long spans are kept', () => {
    const { traces, publicUrl } = readConfig({
      HEADWATER_SPAN_AGE: 'PT6H',
      HEADWATER_TEMPO_URL: 'http://tempo:3200/',
      HEADWATER_TRACE_LINKS:
        'Jaeger=https://j.example.com/trace/{traceId} Grafana=https://g.example.com/?a=1,2&id={traceId}',
      HEADWATER_PUBLIC_URL: 'https://headwater.example.com/',
    });
    expect(traces).toEqual({
      spanLimit: 50_000,
      spanAge: 6 * 3_600_000,
      tempoUrl: 'http://tempo:3200',
      jaegerUrl: null,
      links: [
        { title: 'Jaeger', template: 'https://j.example.com/trace/{traceId}' },
        { title: 'Grafana', template: 'https://g.example.com/?a=1,2&id={traceId}' },
      ],
    });
    expect(publicUrl).toBe('https://headwater.example.com');
  });

  it.each([
    [{ HEADWATER_SPAN_AGE: '6h' }, 'HEADWATER_SPAN_AGE=6h: expected an ISO 8601 duration such as P7D'],
    [{ HEADWATER_SPAN_LIMIT: '0' }, 'HEADWATER_SPAN_LIMIT=0: expected at least 1'],
    [
      { HEADWATER_TRACE_LINKS: 'Jaeger=https://j.example.com/trace' },
      'HEADWATER_TRACE_LINKS: "Jaeger=https://j.example.com/trace" is not',
    ],
    [
      { HEADWATER_TRACE_LINKS: 'Trap=javascript:{traceId}' },
      'HEADWATER_TRACE_LINKS: "Trap=javascript:{traceId}" is not',
    ],
  ])('is refused where it says of traces %j', (given, message) => {
    expect(refusalOf(given)).toContain(message);
  });

  it('names where each subgraph is', () => {
    const { subgraphs } = readConfig({ HEADWATER_SUBGRAPHS: 'catalog=http://a:1, lineage=http://b:2/' });
    expect(subgraphs).toEqual(
      new Map([
        ['catalog', 'http://a:1'],
        ['lineage', 'http://b:2'],
      ]),
    );
  });

  it('is refused with every fault at once, each naming its variable', () => {
    const refusal = refusalOf({
      HEADWATER_PORT: '70000',
      HEADWATER_HOST: '0.0.0.0',
      HEADWATER_LINEAGE_URL: 'http://neo4j:hunter2@graph',
      HEADWATER_SUBGRAPHS: 'catalog',
    });
    expect(refusal.split('\n')).toEqual([
      'the configuration is wrong:',
      '  HEADWATER_PORT=70000: expected a port up to 65535',
      expect.stringMatching(/^ {2}HEADWATER_LINEAGE_URL: expected an address with bolt:/),
      '  HEADWATER_SUBGRAPHS: "catalog=" is not <name>=<address>',
      expect.stringMatching(/^ {2}HEADWATER_HOST=0.0.0.0: there is no sign-in yet.* HEADWATER_TRUSTED_NETWORK=1$/),
    ]);
    expect(refusal).not.toContain('hunter2');
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('serves the loopback address %s', (host) => {
    expect(readConfig({ HEADWATER_HOST: host }).host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', '127.0.0.1.example.org'])(
    'serves %s only in a network that is trusted',
    (host) => {
      expect(refusalOf({ HEADWATER_HOST: host })).toContain('HEADWATER_TRUSTED_NETWORK');
      expect(readConfig({ HEADWATER_HOST: host, HEADWATER_TRUSTED_NETWORK: '1' }).host).toBe(host);
    },
  );
});
