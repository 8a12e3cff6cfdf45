import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHeadwater } from '../../gateway/headwater.ts';
import { silentLog } from '../../platform/log.ts';
import { startDistributed } from '../servers/distributed.ts';
import { clearNeo4j, describeWithNeo4j, type Neo4jAccess } from '../servers/needs-neo4j.ts';
import { describeWithPostgres } from '../servers/needs-postgres.ts';
import { describeWithVictoriaMetrics } from '../servers/needs-victoria-metrics.ts';
import { answersOf, expectedOf, QUESTIONS } from './scenario/questions.ts';
import { type Answer, seed, settled } from './scenario/seed.ts';

/** A server that can be asked, empty at its start. */
interface Place {
  url: string;
  stop(): Promise<void>;
}

/** The stores that are not in the data directory. */
interface Stores {
  neo4j?: Neo4jAccess;
  databaseUrl?: string;
  metricsUrl?: string;
}

async function inProcess(stores: Stores): Promise<Place> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-contract-'));
  const server = await startHeadwater({ port: 0, dataDirectory, ...stores, log: silentLog() });
  return {
    url: server.url,
    stop: async () => {
      await server.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}

/** Every document of the contract, on the estate of scenario/estate.ts. */
function answersTheContract(start: () => Promise<Place>): void {
  let place: Place;
  let answers: Record<string, Answer>;
  beforeAll(async () => {
    place = await start();
    const seeded = await seed(place.url);
    await settled(place.url);
    answers = await answersOf(place.url, seeded);
  }, 120_000);
  afterAll(() => place?.stop());

  it.each(QUESTIONS)('answers %s', (question) => {
    expect(answers[question]).toEqual(expectedOf(question));
  });
  it('opens by its permalink the same context', () => {
    expect(answers.permalink).toEqual(answers['alert-context']);
  });
}

describe('everything in one process', () => answersTheContract(() => inProcess({})));

describeWithVictoriaMetrics('measurements in VictoriaMetrics', (server) =>
  answersTheContract(() => inProcess({ metricsUrl: server().url })),
);

describeWithNeo4j('with Neo4j', (neo4j) => {
  describe('lineage in Neo4j', () =>
    answersTheContract(async () => {
      await clearNeo4j(neo4j());
      return inProcess({ neo4j: neo4j() });
    }));

  describeWithPostgres('and Postgres', (postgres) =>
    describeWithVictoriaMetrics('and VictoriaMetrics', (metrics) =>
      describe('four subgraphs and a gateway as processes', () =>
        answersTheContract(async () => {
          await clearNeo4j(neo4j());
          const databaseUrl = await postgres().newDatabase();
          return startDistributed({ neo4j: neo4j(), databaseUrl, metricsUrl: metrics().url });
        })),
    ),
  );
});

describeWithPostgres('with Postgres', (postgres) => {
  describe('the rest in Postgres', () =>
    answersTheContract(async () => inProcess({ databaseUrl: await postgres().newDatabase() })));
});
