import { createHash } from 'node:crypto';
import type { Shift } from '../shift.ts';
import type { Environment } from './deployments.ts';

/**
 * How long one scoring request took. The source has no timings: these are made up, log-normal around 18 ms, and the
 * same for the same flight and deployment on every machine. They depend on nothing else, so they hold no finding.
 */
export interface RequestTiming {
  /** In milliseconds. */
  total: number;
  /** Part of the total spent on reading features, in milliseconds. */
  lookup: number;
}

/** Steps of a sequence that fills the unit square evenly: the plastic number's powers. */
const STEPS = [0.7548776662466927, 0.5698402909980532] as const;

export function timingOf(flight: number, environment: Environment): RequestTiming {
  const position = flight + (environment === 'prod' ? 0.5 : 0.25);
  const [first, second] = STEPS.map((step) => (position * step) % 1) as [number, number];
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  const total = 18 * Math.exp(0.5 * normal);
  return { total, lookup: total * (0.5 + 0.2 * second) };
}

/** From this day in 2013 requests are traced, and accuracy is reported by the hour with a trace beside it. */
export const FIRST_TRACED_DAY = Date.UTC(2013, 11, 30);

/** Whether a request's trace was kept: one in five, decided before anybody knew how it would turn out. */
export const isTraced = (flight: number): boolean => flight % 5 === 0;

/** Digits that stand for one request alone, 64 of them. */
export const requestHash = (flight: number, environment: Environment, shift: Shift): string =>
  createHash('sha256').update(`${environment} ${flight} ${shift.days}`).digest('hex');

/** The trace of one scoring request. */
export const traceIdOf = (flight: number, environment: Environment, shift: Shift): string =>
  requestHash(flight, environment, shift).slice(0, 32);
