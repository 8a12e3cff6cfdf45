import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Refusal } from '../refusal.ts';
import { readEvent } from './event.ts';
import { type Described, misfitOf } from './facet-schemas.ts';

const DATA = join(import.meta.dirname, '../../test/data/captures');
const jsonIn = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const describedBy = (file: string): Described =>
  file.includes('RunFacet') ? 'run' : file.includes('JobFacet') || file.includes('job-to') ? 'job' : 'dataset';

describe('a facet held against OpenLineage’s schema', () => {
  it.each(readdirSync(join(DATA, 'facets')))('fits as the standard’s own %s', (file) => {
    for (const [name, facet] of Object.entries(jsonIn(join(DATA, 'facets'), file)))
      expect({ name, misfit: misfitOf(describedBy(file), name, facet) }).toEqual({ name, misfit: null });
  });

  it.each<[Described, string, unknown, string, string]>([
    ['run', 'processing_engine', { name: 'spark' }, 'version', 'must be there'],
    ['run', 'nominalTime', { nominalStartTime: 7 }, 'nominalStartTime', 'must be string'],
    ['run', 'tags', { tags: [{ key: 'a' }] }, 'tags.0.value', 'must be there'],
    ['job', 'ownership', { owners: [{ type: 'team' }] }, 'owners.0.name', 'must be there'],
    ['dataset', 'storage', { storageLayer: [] }, 'storageLayer', 'must be string'],
    ['dataset', 'schema', { fields: [{ name: 'a' }, { name: 3 }] }, 'fields.1.name', 'must be string'],
    ['dataset', 'symlinks', { identifiers: 'orders' }, 'identifiers', 'must be array'],
    ['dataset', 'schema', 'orders', '', 'must be object'],
  ])('of a %s, %s %j, does not: %s %s', (described, name, facet, path, expected) => {
    const misfit = misfitOf(described, name, facet);
    expect({ path: misfit?.path.join('.'), expected: misfit?.expected }).toEqual({ path, expected });
  });

  it.each<[string, Described, string, unknown]>([
    ['left out as null', 'dataset', 'schema', { fields: [{ name: 'a', type: null, description: null }] }],
    ['a 64-bit count as text', 'dataset', 'outputStatistics', { rowCount: '9007199254740993' }],
    ['no word of who made it', 'run', 'errorMessage', { message: 'no', programmingLanguage: 'JAVA' }],
    ['of a name that is no facet of OpenLineage', 'run', 'acme', 7],
    ['of a name that objects have by themselves', 'run', 'constructor', 7],
    ['of a name that a run has and a job has not', 'job', 'nominalTime', 7],
  ])('may be %s', (_, described, name, facet) => expect(misfitOf(described, name, facet)).toBeNull());
});

describe('the envelope of an event', () => {
  const events = readdirSync(join(DATA, 'events')).map((file) => jsonIn(join(DATA, 'events'), file));
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const schema = jsonIn(join(import.meta.dirname, 'schemas'), 'OpenLineage.json');
  ajv.addSchema(schema);
  const bySchema = (event: object): boolean =>
    ajv.validate({ $ref: `${schema.$id}#/$defs/${'run' in event ? 'RunEvent' : 'JobEvent'}` }, event) as boolean;
  const byReading = (event: object): boolean => {
    try {
      readEvent(event, Date.UTC(2026, 10, 2));
      return true;
    } catch (fault) {
      if (fault instanceof Refusal) return false;
      throw fault;
    }
  };
  const without = (event: object, ...path: string[]): object => {
    const copy = structuredClone(event);
    const holder = path.slice(0, -1).reduce<Record<string, unknown>>((at, part) => at[part] as never, copy as never);
    delete holder[path.at(-1) as string];
    return copy;
  };

  it('is read wherever the schema allows it', () => {
    expect(events.filter(bySchema).length).toBeGreaterThan(5);
    expect(events.filter((event) => bySchema(event) && !byReading(event))).toEqual([]);
  });

  it.each([[['eventTime']], [['job']], [['job', 'namespace']], [['job', 'name']], [['run', 'runId']]])(
    'is refused without %s, as the schema refuses it',
    (path) => {
      const [event] = events.filter((each) => 'run' in each && bySchema(each));
      expect([byReading(without(event, ...path)), bySchema(without(event, ...path))]).toEqual([false, false]);
    },
  );

  it.each(['producer', 'schemaURL'])('is read without %s, which nothing needs', (field) => {
    expect(byReading(without(events[0], field))).toBe(true);
  });
});
