import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { TimeRange } from '../domain/root-cause/question.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { findRootCause, type RootCausePorts } from './find-root-cause.ts';

export interface AskedRootCause {
  metric: string;
  asset: AssetId;
  at: Instant;
  lookback: Milliseconds;
  baseline: TimeRange | null;
  first: number;
  asOf: Instant | null;
  knownAt: Instant | null;
}

/** Somebody waits for the answer, and rather a while for all of it than for a part: a large closure is read in three seconds the first time. */
const PATIENCE: Milliseconds = 5_000;

/** The root cause that somebody asked for; an alert that stood within the look-back counts as a breach. */
export async function answerRootCause(
  ports: RootCausePorts & { store: IncidentStore },
  asked: AskedRootCause,
): Promise<RootCause> {
  const known = await ports.measurements.metric(asked.metric, asked.asset);
  const alerts = known
    ? await ports.store.alertsStandingBetween(known.reference.id, asked.at - asked.lookback, asked.at)
    : [];
  return findRootCause(ports, { ...asked, patience: PATIENCE, breachedSince: alerts.at(-1)?.onset ?? null });
}
