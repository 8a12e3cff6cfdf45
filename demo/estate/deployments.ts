import { deploymentId, modelVersionId } from '../../vocabulary/asset-id.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Flight } from './flights.ts';

export type Environment = 'prod' | 'canary';

/** Where a version of the model answers. The versions are the same trees with different thresholds. */
export interface Deployment {
  environment: Environment;
  modelVersion: '1' | '2';
  /** In 2013. */
  since: Instant;
  /** The airport whose flights it scores; every airport when null. */
  origin: string | null;
}

/** The end of March, on which version 2 is calibrated. */
export const CALIBRATION_END = Date.UTC(2013, 3, 1);

export const DEPLOYMENTS: readonly Deployment[] = [
  { environment: 'prod', modelVersion: '1', since: Date.UTC(2013, 2, 1), origin: null },
  { environment: 'canary', modelVersion: '2', since: CALIBRATION_END, origin: 'LGA' },
];

export const deploymentAsset = (environment: Environment): string => deploymentId(environment, 'flight-delay');

/** The model version that an environment's deployment serves. */
export const servedVersion = (environment: Environment): string => (environment === 'prod' ? '1' : '2');

export const modelAsset = (environment: Environment): string =>
  modelVersionId('models', 'flight-delay', servedVersion(environment));

export const scores = (deployment: Deployment, flight: Flight): boolean =>
  flight.time >= deployment.since && (deployment.origin === null || deployment.origin === flight.origin);
