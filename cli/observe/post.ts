import { CommandFailure, EXIT } from '../failure.ts';
import { tell } from '../output.ts';
import { answerOf, send } from '../server.ts';
import type { Observation } from './observations.ts';

/** An observation that the server turned down, and why. */
interface Rejected {
  observation: Observation;
  code: string;
  message: string;
}

export interface Posted {
  accepted: number;
  rejected: Rejected[];
}

interface Answer {
  accepted?: number;
  rejected?: { line: number; code: string; message: string }[];
  error?: { message: string };
}

/** A body stays far below what the server takes at once. */
const LINES_AT_ONCE = 5000;

/** Posts observations in order, several bodies where there are many. */
export async function postObservations(observations: readonly Observation[]): Promise<Posted> {
  const posted: Posted = { accepted: 0, rejected: [] };
  for (let from = 0; from < observations.length; from += LINES_AT_ONCE) {
    const batch = observations.slice(from, from + LINES_AT_ONCE);
    const { accepted = 0, rejected = [] } = await postBatch(batch, from);
    posted.accepted += accepted;
    for (const { line, code, message } of rejected) {
      const observation = batch[line - 1];
      if (observation) posted.rejected.push({ observation, code, message });
    }
    if (observations.length > LINES_AT_ONCE) tell(`  ${from + batch.length} of ${observations.length} posted`);
  }
  return posted;
}

async function postBatch(batch: readonly Observation[], before: number): Promise<Answer> {
  const response = await send('/api/v1/observations', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: batch.map((observation) => JSON.stringify(observation)).join('\n'),
  });
  const answer = (await answerOf(response)) as Answer;
  if (response.ok) return answer;
  throw new CommandFailure(
    exitOf(response.status),
    `${answer.error?.message ?? `refused with ${response.status}`}${before > 0 ? `, after ${before} had been posted` : ''}`,
    'run the command again once that is mended; an observation sent twice counts once',
  );
}

function exitOf(status: number): number {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  return status === 429 || status >= 500 ? EXIT.unavailable : EXIT.rejected;
}
