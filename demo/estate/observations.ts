import type { Instant } from '../../vocabulary/duration.ts';
import type { Shift } from '../shift.ts';
import { FEATURES, MISSING } from './bins.ts';
import { featureAsset, RAW_WEATHER_ID } from './datasets.ts';
import type { Day, DeploymentDay, HourOfOutcomes } from './day.ts';
import { deploymentAsset, type Environment, modelAsset } from './deployments.ts';
import { WEATHER_FIELDS } from './flights.ts';
import { traceIdOf } from './request.ts';

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
  const time = textOf(shift, day.start + DAY);
  return [
    {
      metric: 'source.completeness',
      asset: RAW_WEATHER_ID,
      time,
      numerator: day.weather.rows,
      denominator: day.weather.expected,
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
      numerator: day.flights - (day.features[field][MISSING] ?? 0),
      denominator: day.flights,
    })),
    ...day.deployments.flatMap((deployment) => [
      ...servingOf(deployment, time),
      ...performanceOf(deployment, time, shift),
    ]),
  ];
}

const textOf = (shift: Shift, original: Instant): string => new Date(shift.instant(original)).toISOString();

function servingOf({ environment, scored, latency }: DeploymentDay, time: string): ObservationLine[] {
  const asset = deploymentAsset(environment);
  return [
    { metric: 'serving.requests', asset, time, value: scored },
    { metric: 'serving.latency.p99', asset, time, sketch: latency },
  ];
}

/** Nothing where no outcome is known. */
function performanceOf(deployment: DeploymentDay, time: string, shift: Shift): ObservationLine[] {
  const { environment, labelled, correct, squaredError, hours } = deployment;
  if (labelled === 0) return [];
  const accuracy = { metric: 'prediction.accuracy', asset: deploymentAsset(environment) };
  const known = hours.filter((hour) => hour.labelled > 0);
  return [
    ...(known.length > 0
      ? known.map((hour) => ({ ...accuracy, ...hourly(hour, environment, shift) }))
      : [{ ...accuracy, time, numerator: correct, denominator: labelled }]),
    { metric: 'prediction.brier', asset: modelAsset(environment), time, count: labelled, sum: squaredError },
  ];
}

/** Accuracy of the departures of an hour, with the trace of an answer that was wrong. */
const hourly = ({ start, labelled, correct, wrong }: HourOfOutcomes, environment: Environment, shift: Shift) => ({
  time: textOf(shift, start + HOUR),
  duration: 'PT1H',
  numerator: correct,
  denominator: labelled,
  ...(wrong === null ? {} : { traceId: traceIdOf(wrong, environment, shift) }),
});
