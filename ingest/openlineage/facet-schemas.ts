import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';

const FOLDER = join(import.meta.dirname, 'schemas');

/** What a facet describes: one name may mean one facet of a job and another of a dataset. */
export type Described = 'run' | 'job' | 'dataset';

/** Where a facet does not fit its schema, and what was expected there. */
export interface Misfit {
  /** From the facet on. */
  path: string[];
  expected: string;
}

interface Schema {
  $id: string;
  properties: Record<string, unknown>;
}

/** Null for a facet that its schema allows, and for one that has none. What is null counts as left out. */
export function misfitOf(described: Described, name: string, facet: unknown): Misfit | null {
  return misfitAsIs(described, name, facet) && misfitAsIs(described, name, withoutNulls(facet));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const said = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(said.map(([key, each]) => [key, withoutNulls(each)]));
}

function misfitAsIs(described: Described, name: string, facet: unknown): Misfit | null {
  let misfit: Misfit | null = null;
  for (const fits of validators().get(`${described} ${name}`) ?? []) {
    const check = fits();
    if (check(facet)) return null;
    misfit ??= misfitIn(check.errors?.[0]);
  }
  return misfit;
}

function misfitIn(error: ErrorObject | undefined): Misfit {
  const path = (error?.instancePath ?? '').split('/').slice(1).map(unescaped);
  if (error?.keyword === 'required')
    return { path: [...path, error.params.missingProperty], expected: 'must be there' };
  return { path, expected: error?.message ?? 'must be as its schema says' };
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** By what is described and the name of the facet; several where inputs have one of their own. Each is compiled when it is needed. */
const validators = once((): Map<string, (() => ValidateFunction)[]> => {
  // Times and UUIDs that mean something are read, and named when they are wrong, where they are used.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(schemaIn('OpenLineage.json'));
  const found = new Map<string, (() => ValidateFunction)[]>();
  for (const file of readdirSync(join(FOLDER, 'facets')).toSorted()) {
    const schema = schemaIn(join('facets', file));
    ajv.addSchema(schema);
    for (const name of Object.keys(schema.properties)) {
      const compiled = once(() => ajv.compile({ $ref: `${schema.$id}#/properties/${name}` }));
      for (const described of describedBy(file)) {
        const key = `${described} ${name}`;
        found.set(key, [...(found.get(key) ?? []), compiled]);
      }
    }
  }
  return found;
});

const describedBy = (file: string): Described[] => {
  if (file.endsWith('RunFacet.json')) return ['run'];
  if (file.endsWith('JobFacet.json')) return ['job'];
  return file.endsWith('DatasetFacet.json') ? ['dataset'] : ['job', 'dataset'];
};

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

const schemaIn = (file: string): Schema => tolerant(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))) as Schema;

/** Left out by some producers, and not needed to understand a facet. */
const NOT_NEEDED = ['_producer', '_schemaURL', 'processingType', 'integration', 'columnMetrics'];

/** A schema as real producers keep it: 64-bit numbers as text, and some of what is required left out. */
function tolerant(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tolerant);
  if (!isObject(schema)) return schema;
  const said = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, tolerant(value)]));
  if (Array.isArray(said.required)) said.required = said.required.filter((name) => !NOT_NEEDED.includes(name));
  if (said.type === 'integer') return { ...said, type: ['integer', 'string'], pattern: '^-?[0-9]+$' };
  return said;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
