import { CommandFailure, EXIT } from './failure.ts';
import { tell } from './output.ts';
import { answerOf, send } from './server.ts';

/** An event that the server turned down, by its place among those posted, and why. */
interface RefusedEvent {
  index: number;
  reason: string;
}

export interface PostedEvents {
  accepted: number;
  refused: RefusedEvent[];
  /** What the server could not read of events that it kept. */
  warnings: string[];
}

interface Answer {
  successful?: number;
  failures?: { index: number; reason: string }[];
  warnings?: string[];
  error?: { message: string };
}

/** A body stays far below what the server takes at once. */
const EVENTS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4 * 1024 * 1024;

/** Posts OpenLineage events in order, several bodies where there are many. */
export async function postEvents(events: readonly object[]): Promise<PostedEvents> {
  const posted: PostedEvents = { accepted: 0, refused: [], warnings: [] };
  const lines = events.map((event) => JSON.stringify(event));
  for (let from = 0; from < lines.length; ) {
    const batch = batchOf(lines, from);
    const { successful = 0, failures = [], warnings = [] } = await postBatch(batch, from);
    posted.accepted += successful;
    posted.refused.push(...failures.map(({ index, reason }) => ({ index: from + index, reason })));
    posted.warnings.push(...warnings);
    from += batch.length;
    if (lines.length > EVENTS_AT_ONCE) tell(`  ${from} of ${lines.length} posted`);
  }
  return posted;
}

function batchOf(lines: readonly string[], from: number): string[] {
  const batch: string[] = [];
  let characters = 0;
  for (const line of lines.slice(from, from + EVENTS_AT_ONCE)) {
    characters += line.length;
    if (batch.length > 0 && characters > CHARACTERS_AT_ONCE) break;
    batch.push(line);
  }
  return batch;
}

async function postBatch(lines: readonly string[], before: number): Promise<Answer> {
  const response = await send('/api/v1/lineage/batch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `[${lines.join(',')}]`,
  });
  const answer = (await answerOf(response)) as Answer;
  if (response.ok) return answer;
  throw new CommandFailure(
    exitOf(response.status),
    `${answer.error?.message ?? `refused with ${response.status}`}${before > 0 ? `, after ${before} had been posted` : ''}`,
    'run the command again once that is mended; an event sent twice counts once',
  );
}

function exitOf(status: number): number {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return status === 429 || status >= 500 ? EXIT.unavailable : EXIT.rejected;
}
