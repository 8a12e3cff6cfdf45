import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { datasetId, jobId, modelVersionId } from '../../vocabulary/asset-id.ts';
import { type Mlflow, startMlflow } from '../servers/mlflow.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { SECRET, said } from './mlflow/team.ts';
import { toldByWebhooks } from './mlflow/told-by-webhooks.contract.ts';
import { type Ended, runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const MINUTES = 60_000;
const HEADWATER = join(import.meta.dirname, '../../headwater');

const version = (number: number, model = 'credit') => modelVersionId('mlflow', model, String(number));
const run = (id: string) => jobId('mlflow', `runs/${id}`);
const alias = (name: string, model = 'credit') => jobId('mlflow', `models/${model}@${name}`);
const customers = datasetId('s3://lake', 'credit/customers.parquet');

describeWithPython(
  'MLflow, with a model of which the data is known, a run that failed and a version bought',
  'mlflow',
  (programs) => {
    let server: Server;
    let mlflow: Mlflow;
    let folder: string;
    let team: Record<'path' | 'first' | 'second' | 'failed', string>;
    let synced: Ended;

    const headwater = (args: string[], environment: Record<string, string> = {}): Promise<Ended> =>
      runProgram(HEADWATER, args, { environment: { HEADWATER_URL: server.url, ...environment } });
    const sync = (...more: string[]) => headwater(['sync', 'mlflow', mlflow.url, ...more]);
    const exported = async () => {
      const response = await fetch(`${server.url}/api/v1/lineage/export`);
      return response.text();
    };

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'headwater-team-'));
      server = await startServer({ HEADWATER_MLFLOW_WEBHOOK_SECRET: SECRET });
      mlflow = await startMlflow(programs());
      team = await said<typeof team>({ mlflow, programs: programs(), folder }, 'train', folder);
      synced = await sync();
    }, 4 * MINUTES);

    afterAll(async () => {
      await mlflow?.stop();
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What MLflow itself answers. */
    const inMlflow = async <Content>(path: string): Promise<Content> =>
      (await fetch(`${mlflow.url}/api/2.0/mlflow/${path}`)).json() as Promise<Content>;

    it('tells what it read, and of which versions nobody knows the training data', () => {
      expect(synced).toEqual({ status: 0, output: expect.any(String) });
      expect(synced.output).toContain(
        '2 registered models, 4 versions, 2 aliases, 3 training runs, 3 datasets they read\n',
      );
      expect(synced.output).toMatch(/(\d+) of \1 events accepted/);
      expect(synced.output).toMatch(
        /1 versions of which MLflow does not know what they were trained on:\n {2}credit@4\n/,
      );
    });

    it('leads from each version up to the data of its own run', async () => {
      const retrained = await inMlflow<{
        run: { inputs: { dataset_inputs: { dataset: { name: string; digest: string } }[] } };
      }>(`runs/get?run_id=${team.first}`);
      const digest = retrained.run.inputs.dataset_inputs.find(({ dataset }) => dataset.name === 'dataset')?.dataset
        .digest;
      expect(await server.upstream(version(1))).toEqual([
        run(team.first),
        datasetId('file', team.path),
        datasetId('mlflow', `credit-risk/dataset@${digest}`),
      ]);
      expect(await server.upstream(version(2))).toEqual([run(team.second), customers]);
    });

    it('leads to its data from a version whose run failed after it was registered', async () => {
      expect(await server.upstream(version(3))).toEqual([run(team.failed), customers]);
      expect(await server.runs(run(team.failed))).toMatchObject([{ state: 'FAIL' }]);
    });

    it('finds by the gap the one version that was bought', async () => {
      const { coverageGaps } = await server.ask<{ coverageGaps: { edges: { node: { id: string } }[] } }>(
        '{ coverageGaps(gaps: [MODEL_VERSION_WITHOUT_TRAINING_DATA]) { edges { node { id } } } }',
      );
      expect(coverageGaps.edges.map(({ node }) => node.id)).toEqual([version(4)]);
    });

    it('shows by an alias which version bears it', async () => {
      expect(await directlyUpstream(alias('champion'))).toEqual([version(1)]);
      expect(await directlyUpstream(alias('challenger'))).toEqual([version(2)]);
    });

    it('shows what was written down of the model, the version and the run', async () => {
      const facets = 'facets(names: ["documentation", "ownership", "tags"]) { name value }';
      const answer = await server.ask<
        Record<string, { declaredTitle: string; facets: { name: string; value: object }[] }>
      >(
        `query Said($model: ID!, $version: ID!, $run: ID!) {
        model: asset(id: $model) { declaredTitle ${facets} }
        version: asset(id: $version) { declaredTitle ${facets} }
        run: asset(id: $run) { declaredTitle ${facets} }
      }`,
        { model: datasetId('mlflow', 'credit'), version: version(2), run: run(team.first) },
      );
      const tag = (key: string, value: string) => ({ key, value, source: 'MLFLOW' });
      expect(answer.model).toMatchObject({
        declaredTitle: 'Who pays back.',
        facets: [
          { name: 'documentation' },
          { name: 'ownership', value: { owners: [{ name: 'risk team', type: 'OWNER' }] } },
          { name: 'tags', value: { tags: [tag('owner', 'risk team'), tag('task', 'binary')] } },
        ],
      });
      expect(answer.version).toMatchObject({
        declaredTitle: 'Knows the age.',
        facets: [{ name: 'documentation' }, { name: 'tags', value: { tags: [tag('validation_status', 'approved')] } }],
      });
      expect(answer.run).toMatchObject({
        declaredTitle: 'first try in credit-risk',
        facets: [
          { name: 'documentation', value: { description: 'first try in credit-risk\n\nAll customers.' } },
          { name: 'ownership', value: { owners: [{ type: 'RUNNER' }] } },
          { name: 'tags', value: { tags: [tag('team', 'risk')] } },
        ],
      });
    });

    it('shows the run with MLflow’s own times, parameters and metrics, its code, and the digest and fields of what it read', async () => {
      const { run: told } = await inMlflow<{
        run: {
          info: Record<'start_time' | 'end_time', number>;
          inputs: { dataset_inputs: { dataset: { digest: string } }[] };
        };
      }>(`runs/get?run_id=${team.second}`);
      const { asset, data } = await server.ask<{ asset: { runs: { facets: object[] }[] }; data: unknown }>(
        `query Run($run: ID!, $data: ID!) {
        asset(id: $run) {
          runs { state startedAt endedAt inputs { asset { id } version } outputs { asset { id } version } facets { name value } }
        }
        data: asset(id: $data) { detail { ... on Dataset { version fields { name type } } } }
      }`,
        { run: run(team.second), data: customers },
      );
      const digest = told.inputs.dataset_inputs[0]?.dataset.digest;
      expect(asset.runs).toMatchObject([
        {
          state: 'COMPLETE',
          startedAt: new Date(told.info.start_time).toISOString(),
          endedAt: new Date(told.info.end_time).toISOString(),
          inputs: [{ asset: { id: customers }, version: digest }],
          outputs: [{ asset: { id: version(2) }, version: '2' }],
          facets: [{ name: 'mlflow', value: { runId: team.second, runName: 'with age', params: {}, metrics: {} } }],
        },
      ]);
      expect(data).toEqual({
        detail: {
          version: digest,
          fields: [
            { name: 'income', type: 'double' },
            { name: 'defaulted', type: 'long' },
            { name: 'age', type: 'long' },
          ],
        },
      });
      const first = await server.ask<unknown>(
        `query Run($run: ID!) {
        asset(id: $run) { detail { ... on Job { sourceCodeUrl sourceCodeVersion } } runs { facets { name value } } }
      }`,
        { run: run(team.first) },
      );
      expect(first).toMatchObject({
        asset: {
          detail: { sourceCodeUrl: 'https://git.example.com/risk.git', sourceCodeVersion: '4f1c2d3' },
          runs: [
            { facets: [{ name: 'mlflow', value: { params: { depth: '3' }, metrics: { auc: '0.91', loss: 'NaN' } } }] },
          ],
        },
      });
    });

    it('changes nothing when it is run again', async () => {
      const before = await exported();
      expect(await sync()).toMatchObject({ status: 0 });
      expect(await exported()).toBe(before);
    });

    it('prints with --dry-run what it would post, and posts nothing', async () => {
      const before = await exported();
      const { status, output } = await sync('--dry-run', '--namespace', 'other');
      expect(status).toBe(0);
      const events = output.split('\n').filter((line) => line.startsWith('{'));
      expect(events.length).toBeGreaterThan(10);
      for (const line of events) expect(JSON.parse(line)).toMatchObject({ producer: 'urn:headwater:mlflow' });
      expect(await exported()).toBe(before);
    });

    describe('after an alias was moved, another deleted, a tag changed and a description taken away', () => {
      let earlier: string;

      beforeAll(async () => {
        earlier = new Date().toISOString();
        await said({ mlflow, programs: programs(), folder }, 'promote', folder);
        expect(await sync()).toMatchObject({ status: 0 });
      }, MINUTES);

      it('follows the aliases, and still knows what they were of', async () => {
        expect(await directlyUpstream(alias('champion'))).toEqual([version(2)]);
        expect(await directlyUpstream(alias('challenger'))).toEqual([]);
        expect(await directlyUpstream(alias('champion'), earlier)).toEqual([version(1)]);
        expect(await directlyUpstream(alias('challenger'), earlier)).toEqual([version(2)]);
      });

      it('shows the tag as it is now and no description', async () => {
        expect(
          await server.ask(
            `query Said($model: ID!, $version: ID!) {
            model: asset(id: $model) { declaredTitle }
            version: asset(id: $version) { facets(names: ["tags"]) { value } }
          }`,
            { model: datasetId('mlflow', 'credit'), version: version(2) },
          ),
        ).toMatchObject({
          model: { declaredTitle: null },
          version: { facets: [{ value: { tags: [{ key: 'validation_status', value: 'withdrawn' }] } }] },
        });
      });

      it('leaves each version with the data of its run', async () => {
        expect(await server.upstream(version(2))).toEqual([run(team.second), customers]);
      });

      it('changes nothing when it is run again', async () => {
        const before = await exported();
        expect(await sync()).toMatchObject({ status: 0 });
        expect(await exported()).toBe(before);
      });
    });

    toldByWebhooks(() => ({ server, mlflow, programs: programs(), folder }));

    it('says that it is no MLflow where Headwater itself answers', async () => {
      expect(await headwater(['sync', 'mlflow', server.url])).toEqual({
        status: 7,
        output: expect.stringContaining('that is no MLflow'),
      });
    });

    async function directlyUpstream(id: string, asOf?: string): Promise<string[]> {
      const { asset } = await server.ask<{ asset: { upstream: { edges: { node: { id: string } }[] } } }>(
        'query Up($id: ID!, $asOf: DateTime) { asset(id: $id) { upstream(asOf: $asOf) { edges { node { id } } } } }',
        { id, asOf: asOf ?? null },
      );
      return asset.upstream.edges.map(({ node }) => node.id);
    }
  },
);
