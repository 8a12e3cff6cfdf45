import type { Instant } from '../../vocabulary/duration.ts';
import type { FeatureCounts } from './bins.ts';
import type { Environment } from './deployments.ts';
import type { Flight, WeatherField } from './flights.ts';

/** Everything the estate says of one day, counted from its flights; plain data. */
export interface Day {
  /** Midnight at its start, in 2013. */
  start: Instant;
  flights: number;
  /** Flights by the bins of their features. */
  features: FeatureCounts;
  weather: WeatherDelivery;
  /** Those that answered on this day. */
  deployments: DeploymentDay[];
}

/** What the weather source delivered in a day: one row for each hour and airport. */
export interface WeatherDelivery {
  /** Hours at an airport with a departure, for which a row should come. */
  expected: number;
  /** Rows of this day that came on it. */
  rows: number;
  /** Rows of earlier days that came on this one. */
  late: number;
  /** How many of `rows` have no value for a field. */
  nulls: Record<WeatherField, number>;
}

/** What one deployment answered in a day, and how it turned out. */
export interface DeploymentDay extends Outcomes {
  environment: Environment;
  /** Requests answered. */
  scored: number;
  /** Sum over the labelled of (score − outcome)². */
  squaredError: number;
  /** How long requests took, in milliseconds: a DDSketch as base64 of its protobuf. */
  latency: string;
  /** Outcomes by the hour of departure; empty before requests were traced. */
  hours: HourOfOutcomes[];
  /** The requests whose traces were kept; empty before requests were traced. */
  traced: TracedRequest[];
}

export interface Outcomes {
  /** Answers with a known score whose flight arrived. */
  labelled: number;
  /** Labelled answers that were right. */
  correct: number;
}

export interface HourOfOutcomes extends Outcomes {
  /** In 2013. */
  start: Instant;
  /** A traced request whose answer was wrong; null when there is none. */
  wrong: number | null;
}

/** A flight and what the deployment called it. */
export interface TracedRequest {
  flight: Flight;
  calledLate: boolean | null;
}
