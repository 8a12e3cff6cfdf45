import type { Instant } from '../../vocabulary/duration.ts';
import type { Shift } from '../shift.ts';
import { FEATURES, MISSING } from './bins.ts';
import { featureAsset, RAW_WEATHER_ID } from './datasets.ts';
import { type Deployment, deploymentAsset, modelAsset, scores } from './deployments.ts';
import { WEATHER_FIELDS } from './flights.ts';
import { FIRST_TRACED_DAY, isTraced, traceIdOf } from './request.ts';
import { calledLate, type Tally, tallyOf } from './tally.ts';
import type { Day } from './year.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * The weather that every flight should have. Air pressure is left out: stations omit it from many an hour's report in bad
 * weather, so that nobody holds it to be complete; its missing values are a bin of its drift.
 */
const COMPLETE_FIELDS = WEATHER_FIELDS.filter((field) => field !== 'pressure');

/** A line of `POST /api/v1/observations`. */
export type ObservationLine = { metric: string; asset: string; time: string } & Record<string, unknown>;

/** What is measured of one day, at its end. */
export function observationsOf(day: Day, shift: Shift): ObservationLine[] {
  const time = new Date(shift.instant(day.start + DAY)).toISOString();
  return [
    {
      metric: 'source.completeness',
      asset: RAW_WEATHER_ID,
      time,
      numerator: day.weather.length,
      denominator: day.weatherExpected,
    },
    ...FEATURES.map((feature) => ({
      metric: 'feature.drift.psi',
      asset: featureAsset(feature),
      time,
      duration: 'P1D',
      bins: day.features[feature],
    })),
    ...COMPLETE_FIELDS.map((field) => ({
      metric: 'feature.completeness',
      asset: featureAsset(field),
      time,
      numerator: day.flights.length - (day.features[field][MISSING] ?? 0),
      denominator: day.flights.length,
    })),
    ...[...day.tallies].flatMap(([deployment, tally]) => [
      ...servingOf(deployment, tally, time),
      ...accuracyOf(day, deployment, tally, shift),
    ]),
  ];
}

function servingOf(deployment: Deployment, tally: Tally, time: string): ObservationLine[] {
  const sketch = Buffer.from(tally.latency.toProto()).toString('base64');
  return [
    { metric: 'serving.requests', asset: deploymentAsset(deployment), time, value: tally.scored },
    { metric: 'serving.latency.p99', asset: deploymentAsset(deployment), time, sketch },
  ];
}

function accuracyOf(day: Day, deployment: Deployment, whole: Tally, shift: Shift): ObservationLine[] {
  if (!whole.labelled) return [];
  const time = new Date(shift.instant(day.start + DAY)).toISOString();
  const accuracy = { metric: 'prediction.accuracy', asset: deploymentAsset(deployment) };
  const brier = {
    metric: 'prediction.brier',
    asset: modelAsset(deployment),
    time,
    count: whole.labelled,
    sum: whole.squaredError,
  };
  if (day.start < FIRST_TRACED_DAY)
    return [{ ...accuracy, time, numerator: whole.correct, denominator: whole.labelled }, brier];
  return [...hourlyAccuracy(day, deployment, shift).map((line) => ({ ...accuracy, ...line })), brier];
}

/** Accuracy by the hour of departure, each with the trace of an answer that was wrong. */
function hourlyAccuracy(day: Day, deployment: Deployment, shift: Shift) {
  const model = day.models.find(({ version }) => version === deployment.modelVersion);
  if (!model) return [];
  const hours = Map.groupBy(day.flights, ({ time }) => Math.floor(time / HOUR) * HOUR);
  return [...hours].flatMap(([hour, flights]: [Instant, typeof day.flights]) => {
    const tally = tallyOf(flights, deployment, model);
    if (!tally?.labelled) return [];
    const wrong = flights.find(
      (flight) =>
        scores(deployment, flight) &&
        isTraced(flight) &&
        flight.late !== null &&
        calledLate(flight, model) !== flight.late,
    );
    return {
      time: new Date(shift.instant(hour + HOUR)).toISOString(),
      duration: 'PT1H',
      numerator: tally.correct,
      denominator: tally.labelled,
      ...(wrong ? { traceId: traceIdOf(wrong, deployment, shift) } : {}),
    };
  });
}
