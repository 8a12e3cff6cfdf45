import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { type Neo4jServer, neo4jObstacle, startNeo4j } from '../test/servers/neo4j.ts';
import { startProcess } from '../test/servers/processes.ts';
import { type Report, rounded } from './report.ts';

/** Events sent; ten times apart, so that growth shows. */
const SIZES = { small: 1_000, large: 10_000 } as const;
/** Jobs that the runs belong to: most events of a real estate are of jobs seen before. */
const JOBS = 200;
const CONNECTIONS = 32;
const WARM_UP = 500;
const FIELDS = 20;
const START = Date.UTC(2026, 0, 1);

/**
 * OpenLineage run events with 5 inputs, 2 outputs and column lineage of 20 fields, one a request over HTTP. Each
 * acknowledged run is asked for afterwards, and again after kill -9; a missing one makes `answersEqual` false.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { connections: CONNECTIONS, jobs: JOBS, bytesAnEvent: eventOf(0).length };
  let complete = true;
  const obstacle = neo4jObstacle();
  if (obstacle) process.stderr.write(`Neo4j is left out: ${obstacle}\n`);
  for (const store of obstacle ? ['embedded'] : ['embedded', 'neo4j']) {
    const measured: Record<string, number> = {};
    for (const [size, events] of Object.entries(SIZES)) {
      // A database of its own for each: runs that are there already cost less.
      const neo4j = store === 'neo4j' ? await startNeo4j() : null;
      try {
        const result = await ingest(events, neo4j);
        measured[`${size}EventsPerSecond`] = rounded(result.eventsPerSecond);
        measured[`${size}Megabytes`] = rounded(result.megabytes);
        complete &&= result.visible === events && result.visibleAfterKill === events;
      } finally {
        await neo4j?.stop();
      }
    }
    figures[store] = measured;
  }
  const ours = (figures.embedded as Record<string, number>).largeEventsPerSecond ?? 0;
  // Marquez 0.51 on Postgres, 32 connections, measured on this kind of machine when the design was made; not in this run.
  const marquez = { eventsPerSecond: 12, measuredInThisRun: false };
  return {
    name: 'lineage-ingest',
    figures,
    peers: { marquez },
    ratios: { marquez: rounded(ours / marquez.eventsPerSecond) },
    answersEqual: complete,
  };
}

async function ingest(events: number, neo4j: Neo4jServer | null) {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-ingest-'));
  const lineage: Record<string, string> = neo4j
    ? {
        HEADWATER_LINEAGE_URL: neo4j.url,
        HEADWATER_LINEAGE_USER: neo4j.user,
        HEADWATER_LINEAGE_PASSWORD: neo4j.password,
      }
    : {};
  const start = () =>
    startProcess(['gateway/main.ts'], { HEADWATER_PORT: '0', HEADWATER_DATA_DIR: directory, ...lineage });
  let server = await start();
  let pool = new Pool(server.url, { connections: CONNECTIONS });
  try {
    await send(pool, bodiesOf(0, WARM_UP));
    // Made before the clock starts: a producer has cores of its own for that.
    const bodies = bodiesOf(WARM_UP, WARM_UP + events);
    const begun = performance.now();
    await send(pool, bodies);
    const seconds = (performance.now() - begun) / 1_000;
    const megabytes = residentMegabytes(server.child.pid ?? 0);
    const shown = await visible(pool, WARM_UP, WARM_UP + events);
    await pool.close();
    await server.end('SIGKILL');
    server = await start();
    pool = new Pool(server.url, { connections: CONNECTIONS });
    const visibleAfterKill = await visible(pool, WARM_UP, WARM_UP + events);
    return { eventsPerSecond: events / seconds, megabytes, visible: shown, visibleAfterKill };
  } finally {
    await pool.close();
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  }
}

async function send(pool: Pool, bodies: readonly Buffer[]): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let body = bodies[next++]; body; body = bodies[next++]) {
      const answer = await pool.request({
        method: 'POST',
        path: '/api/v1/lineage',
        headers: { 'content-type': 'application/json' },
        body,
      });
      await answer.body.dump();
      if (answer.statusCode !== 201) throw new Error(`an event was answered with ${answer.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
}

/** How many of the runs the next read shows as complete. */
async function visible(pool: Pool, from: number, until: number): Promise<number> {
  let seen = 0;
  for (let first = from; first < until; first += 50) {
    const some = Array.from({ length: Math.min(50, until - first) }, (_, index) => first + index);
    const query = `{ ${some.map((index) => `r${index}: run(id: "run/${runIdOf(index)}") { state }`).join(' ')} }`;
    const answer = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = (await answer.body.json()) as { data: Record<string, { state: string } | null> };
    seen += Object.values(data).filter((run) => run?.state === 'COMPLETE').length;
  }
  return seen;
}

const bodiesOf = (from: number, until: number): Buffer[] =>
  Array.from({ length: until - from }, (_, index) => Buffer.from(eventOf(from + index)));

const runIdOf = (index: number): string => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** Every other field is described. */
const fieldsOf = Array.from({ length: FIELDS }, (_, field) => ({
  name: `field_${field}`,
  type: 'DOUBLE',
  ...(field % 2 ? { description: 'as the source has it' } : {}),
}));

function eventOf(index: number): string {
  const job = index % JOBS;
  const facet = (name: string, body: object) => ({
    [name]: {
      _producer: 'https://example.com/bench',
      _schemaURL: `https://openlineage.io/spec/facets/1-0-0/${name}.json`,
      ...body,
    },
  });
  const table = (name: string, more: object = {}) => ({
    namespace: 'postgres://warehouse',
    name,
    facets: { ...facet('schema', { fields: fieldsOf }), ...more },
  });
  const input = (number: number) => `source.table_${(job * 3 + number) % 500}`;
  const derived = Object.fromEntries(
    fieldsOf.map(({ name }, field) => [
      name,
      {
        inputFields: [
          {
            namespace: 'postgres://warehouse',
            name: input(field % 5),
            field: name,
            transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION', masking: false }],
          },
        ],
      },
    ]),
  );
  return JSON.stringify({
    eventType: 'COMPLETE',
    eventTime: new Date(START + index * 1_000).toISOString(),
    producer: 'https://example.com/bench',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: runIdOf(index), facets: {} },
    job: { namespace: 'bench', name: `job_${job}`, facets: {} },
    inputs: Array.from({ length: 5 }, (_, number) => table(input(number))),
    outputs: [table(`mart.table_${job}`, facet('columnLineage', { fields: derived })), table(`mart.audit_${job}`)],
  });
}

/** What the system holds in memory for a process, as /proc says; 0 where there is no /proc. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
