/** Tells a Headwater of an estate as anybody would. */
import type { Client } from '../../demo/client.ts';

const API_VERSION = 'headwater/v1';
const OWNER = 'estate';
const TEAM = {
  apiVersion: API_VERSION,
  kind: 'Team',
  metadata: { name: OWNER, title: 'Estate' },
  spec: { audiences: { ON_CALL: 'pager' } },
};

/** A definition owned by the one team of the estate. */
export const definitionNamed = (name: string, spec: object): object => ({
  apiVersion: API_VERSION,
  kind: 'MetricDefinition',
  metadata: { name, title: name, owner: OWNER },
  spec,
});

export interface Payload {
  userErrors: { field: string | null; message: string }[];
}

/** @throws Error with the first three refusals. */
export function refuse(what: string, { userErrors }: Payload): void {
  if (userErrors.length > 0) throw new Error(`${what} was refused: ${JSON.stringify(userErrors.slice(0, 3))}`);
}

/** Applies the team and its definitions. @throws Error when any is refused. */
export async function applyDefinitions(client: Client, definitions: readonly object[]): Promise<void> {
  const { applyCatalog } = await client.ask<{ applyCatalog: Payload }>(
    'mutation($document: String!) { applyCatalog(input: { document: $document }) { userErrors { field message } } }',
    { document: [TEAM, ...definitions].map((each) => JSON.stringify(each)).join('\n---\n') },
  );
  refuse('the catalog', applyCatalog);
}

/** Sends observations in one request. @throws Error when any is rejected. */
export async function sendObservations(client: Client, observations: readonly object[]): Promise<void> {
  const body = observations.map((line) => JSON.stringify(line)).join('\n');
  const answer = await client.post('/api/v1/observations', 'application/x-ndjson', body);
  const { rejected } = answer as { rejected: object[] };
  if (rejected.length > 0) throw new Error(`observations were refused: ${JSON.stringify(rejected.slice(0, 3))}`);
}
