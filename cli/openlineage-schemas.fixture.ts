import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const folder = join(import.meta.dirname, '../ingest/openlineage/schemas');

/** What the vendored schemas say against events and their facets. */
export function faultsOf(events: object[]): unknown[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  formats.default(ajv);
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  ajv.addSchema(read('OpenLineage.json'));
  for (const file of readdirSync(join(folder, 'facets')))
    if (file.endsWith('.json')) ajv.addSchema(read(`facets/${file}`));
  const faults: unknown[] = [];
  const check = (schema: string, value: object) => {
    const holds = ajv.getSchema(schema);
    if (!holds) faults.push(`no schema ${schema}`);
    else if (!holds(value)) faults.push({ schema, value, errors: holds.errors });
  };
  for (const event of events) check((event as { schemaURL: string }).schemaURL, event);
  JSON.stringify(events, (_, value) => {
    if (value?._schemaURL) check(value._schemaURL, value);
    return value;
  });
  return faults;
}
