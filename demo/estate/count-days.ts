import type { Instant } from '../../vocabulary/duration.ts';
import { countFlight, noFlights } from './bins.ts';
import { calibration, FIRST_THRESHOLD, type Threshold } from './calibration.ts';
import { countDeployment } from './count-deployment.ts';
import type { Day, WeatherDelivery } from './day.ts';
import { CALIBRATION_END, DEPLOYMENTS } from './deployments.ts';
import { type Flight, startOfDay, WEATHER_FIELDS, type Weather, type WeatherField } from './flights.ts';

/** The estate's days in order, counted from the flights of each. */
export async function* countDays(flightDays: AsyncIterable<Flight[]>): AsyncGenerator<Day> {
  const recalibration = calibration();
  const thresholds = new Map([['1', FIRST_THRESHOLD]]);
  for await (const flights of flightDays) {
    const start = startOfDay((flights[0] as Flight).time);
    if (start === CALIBRATION_END) thresholds.set('2', recalibration.secondThreshold());
    yield countDay(start, flights, thresholds);
    recalibration.learn(flights);
  }
}

function countDay(start: Instant, flights: Flight[], thresholds: ReadonlyMap<string, Threshold>): Day {
  const features = noFlights();
  for (const flight of flights) countFlight(features, flight);
  return {
    start,
    flights: flights.length,
    features,
    weather: deliveryOf(flights),
    deployments: DEPLOYMENTS.flatMap((deployment) => {
      const threshold = thresholds.get(deployment.modelVersion);
      return (threshold !== undefined && countDeployment(flights, deployment, threshold)) || [];
    }),
  };
}

function deliveryOf(flights: readonly Flight[]): WeatherDelivery {
  const hours = new Map<string, Weather>();
  for (const { origin, hour, weather } of flights) hours.set(`${origin} ${hour}`, weather);
  const rows = [...hours.values()].filter((row) => WEATHER_FIELDS.some((field) => row[field] !== null));
  return { expected: hours.size, rows: rows.length, late: 0, nulls: nullsOf(rows) };
}

const nullsOf = (rows: readonly Weather[]) =>
  Object.fromEntries(
    WEATHER_FIELDS.map((field) => [field, rows.filter((row) => row[field] === null).length]),
  ) as Record<WeatherField, number>;
