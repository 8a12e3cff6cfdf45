import type { Instant } from '../../vocabulary/duration.ts';
import { countFlight, type FeatureCounts, noFlights } from './bins.ts';
import {
  CALIBRATION_END,
  calibration,
  DEPLOYMENTS,
  type Deployment,
  FIRST_VERSION,
  type ModelVersion,
} from './deployments.ts';
import { type Flight, startOfDay, WEATHER_FIELDS, type Weather } from './flights.ts';
import { type Tally, tallyOf } from './tally.ts';

/** Everything the estate says of one day, counted from its flights. */
export interface Day {
  /** Midnight at its start, in 2013. */
  start: Instant;
  flights: Flight[];
  arrived: number;
  /** Flights by the bins of their features. */
  features: FeatureCounts;
  /** Hours at an airport with a departure, for which the weather source should deliver a row. */
  weatherExpected: number;
  /** Rows that it did deliver, by airport and hour. */
  weather: Weather[];
  /** Rows of earlier days that came on this one. */
  weatherLate: number;
  /** By deployment, those that answered on this day. */
  tallies: Map<Deployment, Tally>;
  models: ModelVersion[];
}

/** The estate from its first day to its last, from the flights of each day. */
export async function* days(flightDays: AsyncIterable<Flight[]>): AsyncGenerator<Day> {
  const recalibration = calibration();
  const models = [FIRST_VERSION];
  for await (const flights of flightDays) {
    const day = startOfDay((flights[0] as Flight).time);
    if (day === CALIBRATION_END) models.push(recalibration.secondVersion());
    yield dayFrom(day, flights, [...models]);
    recalibration.learn(flights);
  }
}

function dayFrom(start: Instant, flights: Flight[], models: ModelVersion[]): Day {
  const features = noFlights();
  const hours = new Map<string, Weather>();
  for (const flight of flights) {
    countFlight(features, flight);
    hours.set(`${flight.origin} ${flight.hour}`, flight.weather);
  }
  return {
    start,
    flights,
    arrived: flights.filter(({ late }) => late !== null).length,
    features,
    weatherExpected: hours.size,
    weather: [...hours.values()].filter((row) => WEATHER_FIELDS.some((field) => row[field] !== null)),
    weatherLate: 0,
    tallies: talliesOf(flights, models),
    models,
  };
}

function talliesOf(flights: readonly Flight[], models: readonly ModelVersion[]): Map<Deployment, Tally> {
  const tallies = new Map<Deployment, Tally>();
  for (const deployment of DEPLOYMENTS) {
    const model = models.find(({ version }) => version === deployment.modelVersion);
    const tally = model && tallyOf(flights, deployment, model);
    if (tally) tallies.set(deployment, tally);
  }
  return tallies;
}
