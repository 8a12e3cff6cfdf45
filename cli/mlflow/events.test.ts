import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEvent } from '../../ingest/openlineage/event.ts';
import { statementOf } from '../../ingest/openlineage/statement.ts';
import { historyOf } from '../../subgraphs/lineage/domain/edge-history.ts';
import { type AssetId, datasetId, jobId, modelVersionId } from '../../vocabulary/asset-id.ts';
import { faultsOf } from '../openlineage-schemas.fixture.ts';
import { assetsOf, eventsOf } from './events.ts';
import { COMPARED, type Known } from './known.ts';
import type { Registry } from './registry.ts';
import type { DatasetInput, ModelVersion, Run } from './shapes.ts';

const NOW = Date.parse('2026-11-24T00:00:00Z');
const RUN = '12853d5251f440a4abeaf6b75cff9a30';
const namespaces = { mlflow: 'mlflow', tables: 'mlflow' };

const version = (number: number, creation_timestamp: number, run_id: string | null = RUN): ModelVersion => ({
  ...{ name: 'churn', version: String(number), creation_timestamp, run_id },
  ...{ description: null, source: null, tags: {} },
});
const input = (name: string, more: Partial<DatasetInput['dataset']> = {}, context = 'training'): DatasetInput => ({
  tags: { 'mlflow.data.context': context },
  dataset: {
    name,
    digest: `digest of ${name}`,
    source_type: 'code',
    source: '{}',
    schema: null,
    profile: null,
    ...more,
  },
});
const run = (more: Partial<Run['info']>, inputs: DatasetInput[] = [], tags: Record<string, string> = {}): Run => ({
  info: {
    ...{ run_id: RUN, run_name: 'first', experiment_id: '1', user_id: null },
    ...{ status: 'RUNNING', start_time: 1_000, end_time: null, ...more },
  },
  data: { metrics: {}, params: {}, tags },
  inputs: { dataset_inputs: inputs },
});
const registry = (versions: ModelVersion[], ...runs: Run[]): Registry => ({
  models: [{ name: 'churn', creation_timestamp: 1, description: null, tags: {}, aliases: [] }],
  versions,
  runs: new Map(runs.map((each) => [each.info.run_id, each])),
  experiments: new Map([['1', 'risk']]),
});

interface Told {
  dataset?: { facets: Record<string, object> };
  job?: { namespace: string; name: string; facets: Record<string, object> };
  eventType?: string;
}

const sync = (of: Registry, known: ReadonlyMap<AssetId, Known> = new Map(), now = NOW) =>
  eventsOf({ registry: of, known, namespaces, now });
const statementsOf = (events: object[]) => events.map((event) => statementOf(readEvent(event, NOW)).statement);

/** Edges, each with when it began and ended. */
const edgesOf = (events: object[]) =>
  [...new Set(historyOf(statementsOf(events)).map(spanOf))].toSorted((one, other) => (one < other ? -1 : 1));
const spanOf = ({ from, to, role, validFrom, validTo }: ReturnType<typeof historyOf>[number]): string =>
  `${from} ${role} ${to} from ${validFrom} to ${validTo}`;

/** What the lineage holds after these events, as far as a sync compares it. */
function knownAfter(events: object[], before: ReadonlyMap<AssetId, Known>): Map<AssetId, Known> {
  const known = new Map(before);
  for (const [index, statement] of statementsOf(events).entries()) {
    const { dataset, job } = events[index] as Told;
    const id = statement.kind === 'static' ? statement.subject : (statement as { job: AssetId }).job;
    const sent = Object.entries(dataset?.facets ?? job?.facets ?? {}).filter(([name]) =>
      (COMPARED as readonly string[]).includes(name),
    );
    const facets = { ...known.get(id)?.facets, ...Object.fromEntries(sent) } as Known['facets'];
    for (const [name, value] of Object.entries(facets)) if ('_deleted' in value) delete facets[name];
    known.set(id, { facets, readers: [] });
  }
  return known;
}

const JOB = jobId('mlflow', `runs/${RUN}`);
const trains = (number: number, from: number) =>
  `${JOB} TRAINS ${modelVersionId('mlflow', 'churn', String(number))} from ${from} to null`;
const reads = (name: string, from: number) =>
  `${datasetId('mlflow', `risk/${name}`)} READS ${JOB} from ${from} to null`;

describe('what MLflow says of a training run', () => {
  it('holds for each version since it was registered, and for the data since the run began', () => {
    const { events } = sync(registry([version(1, 2_000), version(2, 9_000)], run({}, [input('train')])));
    expect(edgesOf(events)).toEqual([reads('train', 1_000), trains(1, 2_000), trains(2, 9_000)]);
  });

  it.each(['RUNNING', 'FAILED', 'KILLED', 'SCHEDULED', 'WHATEVER'])('holds however the run ended: %s', (status) => {
    const { events } = sync(registry([version(1, 2_000)], run({ status, end_time: 3_000 }, [input('train')])));
    expect(edgesOf(events)).toEqual([reads('train', 1_000), trains(1, 2_000)]);
  });

  it('leaves to the run what was registered while it ran', () => {
    const { events } = sync(
      registry([version(1, 2_000), version(2, 9_000)], run({ status: 'FINISHED', end_time: 3_000 })),
    );
    const ended = statementsOf(events).find((each) => each.kind === 'run' && each.type === 'COMPLETE');
    expect(ended).toMatchObject({ edges: [{ to: modelVersionId('mlflow', 'churn', '1') }] });
  });

  it('is that it made the version where MLflow no longer has the run, and the gap is told', () => {
    const { events, ...told } = sync(registry([version(1, 2_000)]));
    expect(edgesOf(events)).toEqual([trains(1, 2_000)]);
    expect(told).toMatchObject({ withoutTrainingData: ['churn@1'], missingRuns: [RUN], counts: { runs: 0 } });
  });

  it('is nothing for a version that no run made', () => {
    const { events, withoutTrainingData } = sync(registry([version(1, 2_000, null)]));
    expect(edgesOf(events)).toEqual([]);
    expect(withoutTrainingData).toEqual(['churn@1']);
  });

  it('names its parent, so that a search leads to the whole', () => {
    const parent = 'f3f5865537b245bb85edfa7c81dcc3da';
    const nested = run({ status: 'FINISHED', end_time: 3_000 }, [], { 'mlflow.parentRunId': parent });
    const [started] = statementsOf(sync(registry([version(1, 2_000)], nested)).events).filter(
      ({ kind }) => kind === 'run',
    );
    expect(started).toMatchObject({
      runId: '12853d52-51f4-40a4-abea-f6b75cff9a30',
      parent: { runId: 'f3f58655-37b2-45bb-85ed-fa7c81dcc3da', job: jobId('mlflow', `runs/${parent}`) },
    });
  });

  it('keeps no password and no signature of where data was', () => {
    const source = JSON.stringify({ url: 'https://ann:secret@data.example.com/a.csv?sig=secret' });
    const { events } = sync(registry([version(1, 2_000)], run({}, [input('train', { source_type: 'http', source })])));
    expect(JSON.stringify(events)).toContain('data.example.com');
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it('takes two parts of one dataset for one, described by the part that it trained on', () => {
    const source = JSON.stringify({ uri: '/data/a.csv' });
    const part = (name: string, context: string) => input(name, { source_type: 'local', source }, context);
    const { events, counts } = sync(
      registry([version(1, 2_000)], run({}, [part('holdout', 'eval'), part('train', 'training')])),
    );
    const facts = statementsOf(events).flatMap((each) => ('facts' in each ? each.facts : []));
    expect(counts.datasets).toBe(1);
    expect(facts.filter(({ kind, asset }) => kind === 'version' && asset.startsWith('dataset/'))).toMatchObject([
      { version: 'digest of train' },
    ]);
    expect(facts.find((fact) => fact.kind === 'facet' && fact.of === 'input' && fact.name === 'mlflow')).toMatchObject({
      value: {
        inputs: [
          { name: 'holdout', context: 'eval' },
          { name: 'train', context: 'training' },
        ],
      },
    });
  });
});

describe('a sync', () => {
  it('asks of each asset once', () => {
    const assets = assetsOf(registry([version(1, 2_000), version(2, 3_000)], run({})), 'mlflow');
    expect(new Set(assets).size).toBe(assets.length);
    expect(assets).toContain(JOB);
  });

  it('makes events that OpenLineage’s schemas hold for right, with all that MLflow may say and with what it takes back', () => {
    const tags = {
      ...{ 'mlflow.user': 'ann', 'mlflow.source.git.commit': '4f1c2d3', 'mlflow.note.content': 'All.', team: '' },
      ...{ 'mlflow.source.git.repoURL': 'https://git.example.com/risk.git', 'mlflow.parentRunId': 'outer' },
    };
    const schema = '{"mlflow_colspec": [{"type": "double", "name": "spend"}, {"type": "long"}]}';
    const read = input('train', { schema, profile: '{"num_rows": 3}' });
    const whole = registry([version(1, 2_000)], run({ status: 'FINISHED', end_time: 3_000 }, [read], tags));
    const [model] = whole.models;
    if (model) Object.assign(model, { description: 'Who leaves.', tags: { owner: 'ann', task: 'binary' } });
    if (model) model.aliases = [{ alias: 'champion', version: '1' }];
    const { events } = sync(whole);
    const later = sync(registry([version(1, 2_000)], run({})), knownAfter(events, new Map())).events;
    expect(JSON.stringify(later)).toContain('"_deleted":true');
    expect(faultsOf([...events, ...later])).toEqual([]);
  });

  it('comes to the same graph however often it was run while the model was made', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('read' as const), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ do: fc.constant('register' as const) }),
      fc.record({ do: fc.constant('note' as const), text: fc.constantFrom('', 'one', 'two') }),
      fc.record({ do: fc.constant('end' as const), as: fc.constantFrom('FINISHED' as const, 'FAILED' as const) }),
      fc.record({ do: fc.constant('sync' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const inputs = new Set<string>();
        const versions: ModelVersion[] = [];
        let note = '';
        let ended: Partial<Run['info']> = {};
        let known = new Map<AssetId, Known>();
        const told: object[] = [];
        const registryNow = () =>
          registry(
            [...versions],
            run(
              ended,
              [...inputs].map((name) => input(name)),
              note === '' ? {} : { 'mlflow.note.content': note },
            ),
          );
        for (const [index, each] of steps.entries()) {
          const now = 2_000 + index * 1_000;
          if (each.do === 'read' && !ended.end_time) inputs.add(each.name);
          if (each.do === 'register') versions.push(version(versions.length + 1, now));
          if (each.do === 'note') note = each.text;
          if (each.do === 'end' && !ended.end_time) ended = { status: each.as, end_time: now };
          if (each.do !== 'sync') continue;
          const { events } = sync(registryNow(), known, now);
          told.push(...events);
          known = knownAfter(events, known);
        }
        const last = sync(registryNow(), known, NOW).events;
        expect(edgesOf([...told, ...last])).toEqual(edgesOf(sync(registryNow()).events));
        const again = sync(registryNow(), knownAfter(last, known), NOW).events;
        expect(
          again.filter((event) => (event as { eventTime: string }).eventTime === new Date(NOW).toISOString()),
        ).toEqual([]);
      }),
    );
  });
});
