import { readFileSync } from 'node:fs';
import type { Client } from './client.ts';
import { declarationOf } from './declaration.ts';
import { type Fault, type Messages, messages } from './estate/estate.ts';
import type { Progress } from './progress.ts';
import type { Shift } from './shift.ts';

/** Days of OpenLineage events that go into one request, about a megabyte. */
const DAYS_A_BATCH = 5;
/** Lines of observations that go into one request. */
const LINES_A_BATCH = 500;

interface Payload {
  userErrors: { field: string | null; message: string }[];
}

/**
 * Sends the whole estate: what it means, what ran, who calls whom, what was traced, and last what was measured, so
 * that whoever judges a measurement finds everything else in place.
 */
export async function seed(client: Client, shift: Shift, fault: Fault | null, progress: Progress): Promise<void> {
  await applyCatalog(client, shift);
  progress('catalog applied');
  const { lines, events } = await sendRuns(client, messages(shift, fault));
  await declareLineage(client, shift);
  progress(`${count(events)} OpenLineage events sent`);
  for (let first = 0; first < lines.length; first += LINES_A_BATCH)
    await sendObservations(client, lines.slice(first, first + LINES_A_BATCH));
  progress(`${count(lines.length)} observations sent`);
}

const count = (number: number): string => number.toLocaleString('en');

async function applyCatalog(client: Client, shift: Shift): Promise<void> {
  const document = shift.text(readFileSync(new URL('./catalog.yaml', import.meta.url), 'utf8'));
  const { applyCatalog } = await client.ask<{ applyCatalog: Payload }>(
    'mutation($input: ApplyCatalogInput!) { applyCatalog(input: $input) { userErrors { field message } } }',
    { input: { document } },
  );
  refuseErrors('the catalog', applyCatalog);
}

async function declareLineage(client: Client, shift: Shift): Promise<void> {
  const { declareLineage } = await client.ask<{ declareLineage: Payload }>(
    'mutation($input: DeclareLineageInput!) { declareLineage(input: $input) { userErrors { field message } } }',
    { input: declarationOf(shift) },
  );
  refuseErrors('the declared lineage', declareLineage);
}

function refuseErrors(what: string, { userErrors }: Payload): void {
  const [first] = userErrors;
  if (first) throw new Error(`${what} was refused: ${first.field ?? ''} ${first.message}`);
}

/** Sends events and traces as they come, and keeps the observations for later as lines of JSON. */
async function sendRuns(client: Client, days: Iterable<Messages>): Promise<{ lines: string[]; events: number }> {
  const lines: string[] = [];
  let batch: object[] = [];
  let pending = 0;
  let events = 0;
  for (const day of days) {
    batch.push(...day.events);
    lines.push(...day.observations.map((line) => JSON.stringify(line)));
    for (const trace of day.traces) await client.post('/v1/traces', 'application/json', JSON.stringify(trace));
    if (++pending < DAYS_A_BATCH) continue;
    events += await sendEvents(client, batch);
    [batch, pending] = [[], 0];
  }
  return { lines, events: events + (await sendEvents(client, batch)) };
}

async function sendEvents(client: Client, events: object[]): Promise<number> {
  const answer = await client.post('/api/v1/lineage/batch', 'application/json', JSON.stringify(events));
  const { summary } = answer as { summary: { received: number; failed: number } };
  if (summary.failed) throw new Error(`OpenLineage events were refused: ${JSON.stringify(answer).slice(0, 500)}`);
  return events.length;
}

async function sendObservations(client: Client, lines: string[]): Promise<void> {
  const answer = await client.post('/api/v1/observations', 'application/x-ndjson', lines.join('\n'));
  const { rejected } = answer as { rejected: { line: number; message: string }[] };
  const [first] = rejected;
  if (first) throw new Error(`an observation was refused: ${first.message}\n${lines[first.line - 1]}`);
}
