import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { MetricsIngest, Observation } from '../../subgraphs/metrics/index.ts';
import { acceptBytes, textOf } from '../body.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { openTally } from '../tally.ts';
import { isFault, readLine } from './line.ts';

/** Lines that are read and kept before others get their turn. */
const LINES_AT_ONCE = 2_000;

interface NumberedLine {
  /** Counted from 1. */
  line: number;
  text: string;
}

interface Rejection {
  line: number;
  code: string;
  message: string;
}

/** Observations as NDJSON: each line stands for itself, and a bad one costs itself only. */
export function observationRoutes(server: FastifyInstance, ingest: MetricsIngest, log: Log): void {
  const count = openTally('observations', log);
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/observations', async (request) => {
      const lines = linesOf(textOf(request.body, EXPECTED));
      const rejected: Rejection[] = [];
      // Should the store go away half way, all is sent again: what was kept already counts once.
      for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
        if (from > 0) await nextTurn();
        rejected.push(...(await keep(lines.slice(from, from + LINES_AT_ONCE), ingest)));
      }
      count(lines.length, rejected.length);
      return { accepted: lines.length - rejected.length, rejected };
    });
  });
}

const EXPECTED = 'NDJSON, one observation a line as a JSON object';

function linesOf(body: string): NumberedLine[] {
  const lines = body.split('\n').flatMap((text, index) => (text.trim() === '' ? [] : [{ line: index + 1, text }]));
  if (lines.length === 0) throw new Refusal(400, 'EMPTY_BODY', `the body is empty; expected ${EXPECTED}`);
  if (!lines.some(({ text }) => text.trimStart().startsWith('{')))
    throw new Refusal(400, 'MALFORMED_BODY', `the body has no line that begins a JSON object; expected ${EXPECTED}`);
  return lines;
}

/** Keeps the good lines, and answers which were not, in order. */
async function keep(lines: NumberedLine[], ingest: MetricsIngest): Promise<Rejection[]> {
  const rejected: Rejection[] = [];
  const read: { line: number; observation: Observation }[] = [];
  for (const { line, text } of lines) {
    const observation = readLine(text);
    if (isFault(observation)) rejected.push({ line, ...observation });
    else read.push({ line, observation });
  }
  const outcomes = await ingest.observe(read.map(({ observation }) => observation));
  for (const [index, { line }] of read.entries()) {
    const outcome = outcomes[index];
    if (outcome && !outcome.accepted) rejected.push({ line, code: outcome.code, message: outcome.message });
  }
  return rejected.sort((a, b) => a.line - b.line);
}
