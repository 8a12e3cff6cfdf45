import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithPython } from '../servers/needs-python.ts';
import { runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const EXAMPLE = join(import.meta.dirname, '../../docs/examples/machine_learning.py');
const DEPLOYMENT = 'deployment/prod/churn';
const MODEL = 'model-version/models/churn/3';
const SCORING = 'job/churn-ml/score_customers';
const table = (name: string) => `dataset/postgres%3A%2F%2Fwarehouse.example.com%3A5432/prod.${name}`;
const field = (name: string, of: string) => `feature/postgres%3A%2F%2Fwarehouse.example.com%3A5432/prod.${of}/${name}`;

const SENDING: Record<string, (url: string) => Record<string, string>> = {
  'run as its first lines say': (url) => ({ OPENLINEAGE_URL: url }),
  'sending several events at once': (url) => ({
    OPENLINEAGE__TRANSPORT: JSON.stringify({ type: 'async_http', url, compression: 'gzip' }),
  }),
};

for (const [how, environmentFor] of Object.entries(SENDING))
  describeWithPython(`docs/examples/machine_learning.py, ${how}`, 'openlineage', (programs) => {
    let server: Server;

    beforeAll(async () => {
      server = await startServer();
      const environment = environmentFor(server.url);
      expect(await runProgram(join(programs(), 'python'), [EXAMPLE], { environment })).toEqual({
        status: 0,
        output: '',
      });
    });

    afterAll(() => server.stop());

    it('leads from the deployment up to the raw tables', async () => {
      expect(await server.upstream(DEPLOYMENT)).toEqual([
        table('features.customers'),
        MODEL,
        'job/churn-ml/build_customer_features',
        'job/churn-ml/train_churn',
        table('raw.customers'),
        table('raw.orders'),
        table('training.churn'),
        'job/churn-ml/assemble_training_set',
      ]);
    });

    it('leads from the deployment up to the fields of the raw tables that its features are computed from', async () => {
      expect(await server.upstream(DEPLOYMENT, ['FEATURE'])).toEqual(
        expect.arrayContaining([
          field('spend_90d', 'features.customers'),
          field('tenure_days', 'features.customers'),
          field('spend_90d', 'training.churn'),
          field('churned', 'training.churn'),
          field('amount', 'raw.orders'),
          field('since', 'raw.customers'),
          field('left', 'raw.customers'),
        ]),
      );
    });

    it('leads from one feature to just those fields that it is computed from', async () => {
      expect(await server.upstream(field('spend_90d', 'training.churn'), ['FEATURE'])).toEqual([
        field('spend_90d', 'features.customers'),
        field('amount', 'raw.orders'),
        field('at', 'raw.orders'),
      ]);
    });

    it('says by each edge what it is: trained, serves, reads, writes', async () => {
      const { lineagePath } = await server.ask<{
        lineagePath: { steps: { asset: { id: string }; via: { role: string } | null }[] };
      }>(
        `{ lineagePath(from: "${table('training.churn')}", to: "${DEPLOYMENT}") { steps { asset { id } via { role } } } }`,
      );
      expect(lineagePath.steps.map(({ asset, via }) => [via?.role ?? null, asset.id])).toEqual([
        [null, table('training.churn')],
        ['READS', 'job/churn-ml/train_churn'],
        ['TRAINS', MODEL],
        ['SERVES', DEPLOYMENT],
      ]);
    });

    it('shows what a raw table’s trouble reaches: the deployment and the predictions', async () => {
      expect(await server.downstream(table('raw.orders'), ['DEPLOYMENT', 'DATASET'])).toEqual([
        table('features.customers'),
        DEPLOYMENT,
        table('predictions.churn'),
        table('training.churn'),
      ]);
    });

    it('shows the run that scored, the owner’s words and the version that was trained on', async () => {
      expect(await server.runs(SCORING)).toMatchObject([{ state: 'COMPLETE', error: null }]);
      const { training, raw } = await server.ask<Record<'training' | 'raw', unknown>>(`{
      training: asset(id: "${table('training.churn')}") { detail { ... on Dataset { version fields { name type } } } }
      raw: asset(id: "${table('raw.orders')}") { declaredTitle }
    }`);
      expect({ training, raw }).toEqual({
        training: {
          detail: {
            version: '2026-11-01',
            fields: [
              { name: 'spend_90d', type: 'DOUBLE' },
              { name: 'tenure_days', type: 'INTEGER' },
              { name: 'churned', type: 'BOOLEAN' },
            ],
          },
        },
        raw: { declaredTitle: 'Orders as the shop books them.' },
      });
    });
  });
