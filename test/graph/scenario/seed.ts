import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaration, events, observations, traces } from './estate.ts';

const folder = join(import.meta.dirname, '..');

/** The contract's document of a question, by its folder. */
export const documentOf = (question: string): string => readFileSync(join(folder, question, 'query.graphql'), 'utf8');

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

export async function ask(url: string, document: string, variables: unknown): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  return (await response.json()) as Answer;
}

/** What the two mutations of the contract answered while the estate was put in place. */
export interface Seeded {
  applyCatalog: Answer;
  declareLineage: Answer;
}

/** Puts the whole estate in place over the public protocols. */
export async function seed(url: string): Promise<Seeded> {
  const document = readFileSync(join(folder, 'scenario/catalog.yaml'), 'utf8');
  const applyCatalog = await ask(url, documentOf('apply-catalog'), {
    input: { document, dryRun: false, idempotencyKey: 'scenario' },
  });
  await post(`${url}/api/v1/lineage/batch`, 'application/json', JSON.stringify(events()));
  await post(`${url}/v1/traces`, 'application/json', JSON.stringify(traces()));
  const declareLineage = await ask(url, documentOf('declare-lineage'), { input: declaration });
  const lines = observations().map((line) => JSON.stringify(line));
  await post(`${url}/api/v1/observations`, 'application/x-ndjson', lines.join('\n'));
  return { applyCatalog, declareLineage };
}

async function post(url: string, type: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : {};
  if (!response.ok || answer.failed > 0 || answer.rejected?.length > 0)
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 1000)}`);
}

const POLL = 100;
const PATIENCE = 30_000;

/** Waits until the estate's two alerts have fired and their context is stored. */
export async function settled(url: string): Promise<void> {
  const question = '{ alerts(state: [FIRING]) { totalCount } incidents { totalCount } }';
  for (
    const start = Date.now();
    Date.now() - start < PATIENCE;
    await new Promise((resolve) => setTimeout(resolve, POLL))
  ) {
    const { data } = await ask(url, question, {});
    if ((data?.alerts as { totalCount: number } | undefined)?.totalCount === 2) return;
  }
  throw new Error(`no two alerts fired within ${PATIENCE / 1000} s`);
}
