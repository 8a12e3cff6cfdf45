import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { startDistributed } from '../servers/distributed.ts';
import { type Mlflow, startMlflow } from '../servers/mlflow.ts';
import { clearNeo4j, describeWithNeo4j } from '../servers/needs-neo4j.ts';
import { describeWithPostgres } from '../servers/needs-postgres.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { describeWithVictoriaMetrics } from '../servers/needs-victoria-metrics.ts';
import { SECRET } from './mlflow/team.ts';
import { toldByWebhooks } from './mlflow/told-by-webhooks.contract.ts';
import { questionsTo, type Server, startServer } from './server.ts';

const MINUTES = 60_000;
const environment = { HEADWATER_MLFLOW_WEBHOOK_SECRET: SECRET };

describeWithNeo4j('MLflow beside a Neo4j', (neo4j) => {
  describeWithPython('of its own team', 'mlflow', (programs) => {
    const toldTo = (start: () => Promise<Server>) => {
      let server: Server;
      let mlflow: Mlflow;
      let folder: string;
      beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'headwater-team-'));
        await clearNeo4j(neo4j());
        [server, mlflow] = await Promise.all([start(), startMlflow(programs())]);
      }, 4 * MINUTES);
      afterAll(async () => {
        await mlflow?.stop();
        await server?.stop();
        rmSync(folder, { recursive: true, force: true });
      });
      toldByWebhooks(() => ({ server, mlflow, programs: programs(), folder }));
    };

    describe('everything else in one process', () =>
      toldTo(() => {
        const { url, user, password } = neo4j();
        return startServer({
          ...{ HEADWATER_LINEAGE_URL: url, HEADWATER_LINEAGE_USER: user, HEADWATER_LINEAGE_PASSWORD: password },
          ...environment,
        });
      }));

    describeWithPostgres('and a Postgres', (postgres) =>
      describeWithVictoriaMetrics('and a VictoriaMetrics', (victoriaMetrics) =>
        describe('through a gateway over four subgraphs as processes', () =>
          toldTo(async () => {
            const databaseUrl = await postgres().newDatabase();
            const stores = { neo4j: neo4j(), databaseUrl, metricsUrl: victoriaMetrics().url };
            const { url, stop } = await startDistributed(stores, environment);
            return { ...questionsTo(url), stop };
          })),
      ),
    );
  });
});
