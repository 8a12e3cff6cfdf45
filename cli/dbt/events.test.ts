import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bodyOf, capturedRequests } from '../../ingest/captures.fixture.ts';
import { faultsOf } from '../openlineage-schemas.fixture.ts';
import type { Artifacts } from './artifacts.ts';
import { readArtifacts } from './artifacts.ts';
import { eventsOf } from './events.ts';

const data = join(import.meta.dirname, '../../test/data');
const churn = (): Artifacts => readArtifacts([join(data, 'dbt/churn')]);
const NAMESPACES = { datasets: 'duckdb:///srv/mlplatform/churn_dbt/warehouse.duckdb', jobs: 'churn-prod' };

interface Told {
  eventType?: string;
  eventTime: string;
  job: { namespace: string; name: string };
  run?: { facets: { parent?: { job: { name: string } } } };
  inputs: Dataset[];
  outputs: Dataset[];
}

interface Dataset {
  namespace: string;
  name: string;
  facets?: { schema?: { fields: { name: string; type?: string }[] } };
}

const told = (): Told[] => capturedRequests('dbt-dbt-run').map((request) => JSON.parse(bodyOf(request).toString()));
const imported = (): Told[] => eventsOf(churn(), NAMESPACES).events as unknown as Told[];
const named = ({ namespace, name }: { namespace: string; name: string }) => `${namespace} ${name}`;

/** Of models, whose events both make of the same times; those of the command as a whole are each one's own. */
const ofModels = (events: Told[]): string[] =>
  events
    .filter(({ eventType, job }) => eventType && !job.name.startsWith('dbt-run-'))
    .map(({ eventType, eventTime, job, run, inputs, outputs }) =>
      [
        eventType,
        new Date(eventTime).toISOString(),
        named(job),
        `within ${run?.facets.parent?.job.name}`,
        ...inputs.map((input) => `reads ${named(input)}`).toSorted(),
        ...outputs.map((output) => `writes ${named(output)}`).toSorted(),
      ].join('\n'),
    )
    .toSorted();

describe('the artifacts of a dbt run that openlineage-dbt told, too', () => {
  it('say of each model’s run what openlineage-dbt told: names, times, states, what it read and wrote', () => {
    expect(ofModels(told())).toHaveLength(24);
    expect(ofModels(imported())).toEqual(ofModels(told()));
  });

  it('say of each job, run or not, the same inputs and outputs', () => {
    const statics = imported().filter(({ eventType, outputs }) => !eventType && outputs?.length);
    const edgesOf = ({ job, inputs, outputs }: Told) =>
      [named(job), ...inputs.map(named).toSorted(), ...outputs.map(named)].join('\n');
    const ran = told().filter(({ eventType, outputs }) => eventType === 'COMPLETE' && outputs.length);
    expect(statics.map(edgesOf).toSorted()).toEqual(ran.map(edgesOf).toSorted());
  });

  it('give each model the fields that the database has, in its order and by its types', () => {
    const features = imported()
      .flatMap(({ outputs }) => outputs ?? [])
      .find(({ name, facets }) => name === 'warehouse.main.int_orders_paid' && facets?.schema);
    expect(features?.facets?.schema?.fields).toEqual([
      { name: 'order_id', type: 'BIGINT' },
      { name: 'customer_id', type: 'BIGINT' },
      { name: 'ordered_at', type: 'TIMESTAMP' },
      { name: 'total', type: 'DOUBLE' },
      { name: 'paid', type: 'DOUBLE' },
    ]);
  });

  it('make events that OpenLineage’s schemas hold for right', () => {
    expect(faultsOf(eventsOf(churn(), NAMESPACES).events)).toEqual([]);
  });
});
