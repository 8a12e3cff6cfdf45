import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { MetricsIngest, Observation } from '../../subgraphs/metrics/index.ts';
import { acceptBytes } from '../body.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { isFault, readLine } from './line.ts';

interface Rejection {
  /** Counted from 1. */
  line: number;
  code: string;
  message: string;
}

/** Observations as NDJSON: each line stands for itself, and a bad one costs itself only. */
export function observationRoutes(server: FastifyInstance, ingest: MetricsIngest, log: Log): void {
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/observations', async (request) => {
      const body = request.body;
      if (!(body instanceof Buffer) || body.toString().trim() === '')
        throw new Refusal(400, 'EMPTY_BODY', 'the body is empty; expected one observation a line, as JSON');
      const rejected: Rejection[] = [];
      const observations: { line: number; observation: Observation }[] = [];
      for (const [index, text] of body.toString().split('\n').entries()) {
        if (text.trim() === '') continue;
        const read = readLine(text);
        if (isFault(read)) rejected.push({ line: index + 1, ...read });
        else observations.push({ line: index + 1, observation: read });
      }
      const outcomes = await ingest.observe(observations.map(({ observation }) => observation));
      for (const [index, outcome] of outcomes.entries())
        if (!outcome.accepted)
          rejected.push({ line: observations[index]?.line ?? 0, code: outcome.code, message: outcome.message });
      const accepted = outcomes.filter((outcome) => outcome.accepted).length;
      return { accepted, rejected: rejected.sort((a, b) => a.line - b.line) };
    });
  });
}
