import { DDSketch } from '@datadog/sketches-js';
import { type Deployment, type ModelVersion, scores } from './deployments.ts';
import type { Flight } from './flights.ts';
import { timingOf } from './request.ts';

/** What one deployment answered over some time, and how it turned out. */
export interface Tally {
  /** Requests answered. */
  scored: number;
  /** Answers with a known score whose flight arrived. */
  labelled: number;
  /** Labelled answers that were right. */
  correct: number;
  /** Sum over the labelled of (score − outcome)². */
  squaredError: number;
  /** In milliseconds. */
  latency: DDSketch;
}

/** Whether a model calls a flight late; null where its score is not known. */
export const calledLate = ({ score }: Flight, { threshold }: ModelVersion): boolean | null =>
  score === null ? null : score >= threshold;

/** Counts the flights that a deployment scored; null when there are none. */
export function tallyOf(flights: readonly Flight[], deployment: Deployment, model: ModelVersion): Tally | null {
  const tally: Tally = {
    scored: 0,
    labelled: 0,
    correct: 0,
    squaredError: 0,
    latency: new DDSketch({ relativeAccuracy: 0.01 }),
  };
  for (const flight of flights) if (scores(deployment, flight)) countRequest(tally, flight, deployment, model);
  return tally.scored ? tally : null;
}

function countRequest(tally: Tally, flight: Flight, deployment: Deployment, model: ModelVersion): void {
  tally.scored += 1;
  tally.latency.accept(timingOf(flight, deployment).total);
  if (flight.score === null || flight.late === null) return;
  tally.labelled += 1;
  if (calledLate(flight, model) === flight.late) tally.correct += 1;
  tally.squaredError += (flight.score - Number(flight.late)) ** 2;
}
