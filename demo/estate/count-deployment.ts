import { DDSketch } from '@datadog/sketches-js';
import type { Threshold } from './calibration.ts';
import type { DeploymentDay, HourOfOutcomes, Outcomes } from './day.ts';
import { type Deployment, scores } from './deployments.ts';
import type { Flight } from './flights.ts';
import { FIRST_TRACED_DAY, isTraced, timingOf } from './request.ts';

const HOUR = 3_600_000;

/** Counts the flights of a day that a deployment scored; null when there are none. */
export function countDeployment(
  flights: readonly Flight[],
  deployment: Deployment,
  threshold: Threshold,
): DeploymentDay | null {
  const scored = flights.filter((flight) => scores(deployment, flight));
  const [first] = scored;
  if (!first) return null;
  const { environment } = deployment;
  const isTracedDay = first.time >= FIRST_TRACED_DAY;
  return {
    environment,
    scored: scored.length,
    ...outcomesOf(scored, threshold),
    squaredError: scored.reduce((sum, flight) => sum + squaredErrorOf(flight), 0),
    latency: latencyOf(scored, deployment),
    hours: isTracedDay ? hoursOf(scored, threshold) : [],
    traced: isTracedDay
      ? scored.filter(({ id }) => isTraced(id)).map((flight) => ({ flight, calledLate: calledLate(flight, threshold) }))
      : [],
  };
}

const calledLate = ({ score }: Flight, threshold: Threshold): boolean | null =>
  score === null ? null : score >= threshold;

const isLabelled = ({ score, late }: Flight): boolean => score !== null && late !== null;

const isRight = (flight: Flight, threshold: Threshold): boolean =>
  isLabelled(flight) && calledLate(flight, threshold) === flight.late;

const outcomesOf = (flights: readonly Flight[], threshold: Threshold): Outcomes => ({
  labelled: flights.filter(isLabelled).length,
  correct: flights.filter((flight) => isRight(flight, threshold)).length,
});

const squaredErrorOf = ({ score, late }: Flight): number =>
  score === null || late === null ? 0 : (score - (late ? 1 : 0)) ** 2;

function latencyOf(flights: readonly Flight[], { environment }: Deployment): string {
  const sketch = new DDSketch({ relativeAccuracy: 0.01 });
  for (const { id } of flights) sketch.accept(timingOf(id, environment).total);
  return Buffer.from(sketch.toProto()).toString('base64');
}

function hoursOf(scored: readonly Flight[], threshold: Threshold): HourOfOutcomes[] {
  const hours = Map.groupBy(scored, ({ time }) => Math.floor(time / HOUR) * HOUR);
  return [...hours].map(([start, flights]) => ({
    start,
    ...outcomesOf(flights, threshold),
    wrong:
      flights.find((flight) => isTraced(flight.id) && isLabelled(flight) && !isRight(flight, threshold))?.id ?? null,
  }));
}
