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
export const definitionNamed = (name: string, spec: object, title = name): object => ({
  apiVersion: API_VERSION,
  kind: 'MetricDefinition',
  metadata: { name, title, owner: OWNER },
  spec,
});

interface Payload {
  userErrors: { field: string | null; message: string }[];
}

/** @throws Error with the first three refusals. */
function refuse(what: string, { userErrors }: Payload): void {
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

interface DeclaredEdge {
  from: string;
  to: string;
  role: string;
  /** ISO 8601. */
  validFrom: string;
}

/** Edges stated in one request. */
const EDGES = 1_000;

/** Declares edges, and all that they join. @throws Error when any is refused. */
export async function declareEdges(client: Client, edges: readonly DeclaredEdge[]): Promise<void> {
  for (let start = 0; start < edges.length; start += EDGES) {
    const some = edges.slice(start, start + EDGES);
    await declareLineage(client, [...new Set(some.flatMap(({ from, to }) => [from, to]))], some);
  }
}

/** Declares assets, and edges among them, in one request. @throws Error when any is refused. */
export async function declareLineage(
  client: Client,
  assets: readonly string[],
  edges: readonly DeclaredEdge[],
): Promise<void> {
  const { declareLineage } = await client.ask<{ declareLineage: Payload }>(
    'mutation($input: DeclareLineageInput!) { declareLineage(input: $input) { userErrors { field message } } }',
    { input: { assets: assets.map((id) => ({ id })), edges } },
  );
  refuse('the lineage', declareLineage);
}

/** Sends OpenLineage events in one request. @throws Error when any is refused. */
export async function sendEvents(client: Client, events: readonly object[]): Promise<void> {
  const answer = await client.post('/api/v1/lineage/batch', 'application/json', JSON.stringify(events));
  if ((answer as { failed: number }).failed > 0)
    throw new Error(`events were refused: ${JSON.stringify(answer).slice(0, 1_000)}`);
}

/** Sends observations in one request. @throws Error when any is rejected. */
export async function sendObservations(client: Client, observations: readonly object[]): Promise<void> {
  const body = observations.map((line) => JSON.stringify(line)).join('\n');
  const answer = await client.post('/api/v1/observations', 'application/x-ndjson', body);
  const { rejected } = answer as { rejected: object[] };
  if (rejected.length > 0) throw new Error(`observations were refused: ${JSON.stringify(rejected.slice(0, 3))}`);
}
