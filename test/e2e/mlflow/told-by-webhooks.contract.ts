import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { jobId, modelVersionId } from '../../../vocabulary/asset-id.ts';
import { runProgram } from '../program.ts';
import type { Server } from '../server.ts';
import { SECRET, said, type Team } from './team.ts';

const MINUTES = 60_000;
const HEADWATER = join(import.meta.dirname, '../../../headwater');

const version = modelVersionId('mlflow', 'fraud', '1');
const champion = jobId('mlflow', 'models/fraud@champion');
const created = (name: string) =>
  JSON.stringify({
    ...{ entity: 'model_version', action: 'created', timestamp: '2026-11-23T19:18:42.173236+00:00' },
    data: { name, version: '1', source: 'models:/m-1', run_id: null, tags: {}, description: null },
  });

/** What MLflow's webhooks come to in a server that knows their secret, wherever its lineage is kept. */
export function toldByWebhooks(place: () => Team & { server: Server }): void {
  describe('told by signed webhooks', () => {
    let tested: [boolean, string][];
    let run: string;
    const address = () => `${place().server.url}/api/v1/mlflow/webhook`;

    beforeAll(async () => {
      ({ tested } = await said<{ tested: [boolean, string][] }>(place(), 'subscribe', address()));
      run = jobId('mlflow', `runs/${(await said<{ run: string }>(place(), 'retrain', place().folder)).run}`);
    }, 3 * MINUTES);

    const knows = async (id: string): Promise<boolean> => {
      const { asset } = await place().server.ask<{ asset: unknown }>(
        'query A($id: ID!) { asset(id: $id) { recordedAt } }',
        { id },
      );
      return asset !== null;
    };

    it('takes what MLflow sends as a test, and keeps none of it', async () => {
      expect(tested).toHaveLength(4);
      for (const [success, body] of tested)
        expect([success, JSON.parse(body)]).toEqual([
          true,
          { status: 'ignored', reason: expect.stringMatching(/test/) },
        ]);
      expect(await knows(modelVersionId('mlflow', 'example_model', '1'))).toBe(false);
    });

    it('shows a new version with the run that made it, and who bears the alias', async () => {
      await until(async () => (await knows(champion)) && (await knows(version)));
      expect(await place().server.upstream(champion)).toEqual([version, run]);
    });

    it('is changed by a sync in nothing but what a webhook does not tell', async () => {
      const { server, mlflow } = place();
      const environment = { HEADWATER_URL: server.url };
      expect(await runProgram(HEADWATER, ['sync', 'mlflow', mlflow.url], { environment })).toMatchObject({ status: 0 });
      expect(await server.upstream(champion)).toEqual([version, run]);
      expect(await server.runs(run)).toMatchObject([{ state: 'COMPLETE' }]);
    });

    const deliver = async (id: string, body: string, secret: string) => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
      const response = await fetch(address(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-mlflow-delivery-id': id,
          'x-mlflow-timestamp': timestamp,
          'x-mlflow-signature': `v1,${signature}`,
        },
        body,
      });
      return [response.status, await response.json()];
    };

    it('takes one delivery once, and none of somebody who does not know the secret', async () => {
      expect(await deliver('again', created('bought'), SECRET)).toEqual([200, { status: 'stored' }]);
      expect(await deliver('again', created('bought'), SECRET)).toEqual([200, { status: 'duplicate' }]);
      expect(await knows(modelVersionId('mlflow', 'bought', '1'))).toBe(true);
      expect(await deliver('forged', created('forged'), 'guessed')).toMatchObject([
        401,
        { error: { code: 'WRONG_SIGNATURE' } },
      ]);
      expect(await knows(modelVersionId('mlflow', 'forged', '1'))).toBe(false);
    });
  });
}

/** MLflow sends webhooks when it likes. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((later) => setTimeout(later, 100));
}
