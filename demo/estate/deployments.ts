import { deploymentId, modelVersionId } from '../../vocabulary/asset-id.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import { reference } from './bins.ts';
import type { Flight } from './flights.ts';

/** A version of the model: the same trees, told apart by the probability from which a flight is called late. */
export interface ModelVersion {
  version: string;
  threshold: number;
}

/** Where a model version answers. */
export interface Deployment {
  environment: 'prod' | 'canary';
  modelVersion: '1' | '2';
  /** In 2013. */
  since: Instant;
  /** The airport whose flights it scores; every airport when null. */
  origin: string | null;
}

export const FIRST_VERSION: ModelVersion = { version: '1', threshold: reference.threshold };

/** The end of March, on which version 2 is calibrated. */
export const CALIBRATION_END = Date.UTC(2013, 3, 1);

export const DEPLOYMENTS: readonly Deployment[] = [
  { environment: 'prod', modelVersion: '1', since: Date.UTC(2013, 2, 1), origin: null },
  { environment: 'canary', modelVersion: '2', since: CALIBRATION_END, origin: 'LGA' },
];

export const deploymentAsset = ({ environment }: Deployment): string => deploymentId(environment, 'flight-delay');

export const modelAsset = ({ modelVersion }: Deployment): string =>
  modelVersionId('models', 'flight-delay', modelVersion);

export const scores = (deployment: Deployment, flight: Flight): boolean =>
  flight.time >= deployment.since && (deployment.origin === null || deployment.origin === flight.origin);

/** Collects March's scores and outcomes, from which version 2 takes its threshold. */
export function calibration() {
  const scored: number[] = [];
  let late = 0;
  return {
    learn(flights: readonly Flight[]): void {
      for (const flight of flights) {
        if (flight.time >= CALIBRATION_END || flight.score === null || flight.late === null) continue;
        scored.push(flight.score);
        if (flight.late) late += 1;
      }
    },
    /** Version 2 calls as many of March's flights late as were late. */
    secondVersion(): ModelVersion {
      const threshold = scored.toSorted((a, b) => b - a)[late - 1];
      return { version: '2', threshold: threshold ?? FIRST_VERSION.threshold };
    },
  };
}
