import { GraphUnavailable } from '../../../platform/errors.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { alertCauseOf } from '../domain/alert-cause.ts';
import { questionOf } from '../domain/alert-question.ts';
import type { AlertContext, AlertRun, AlertSeries, AlertTraces, Gap } from '../domain/context.ts';
import { jobsOnTheWay } from '../domain/jobs-on-the-way.ts';
import { lookbackOf } from '../domain/lookback.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { Catalog } from '../ports/catalog.ts';
import { attachedTraces, type Pointers, type TracePorts, tracesToStay } from './attach-traces.ts';
import { describedAsset, loading, missing } from './context-sections.ts';
import { findRootCause, type RootCausePorts } from './find-root-cause.ts';
import { gatherOutside } from './gather-outside.ts';

export interface ContextPorts extends RootCausePorts, TracePorts {
  catalog: Catalog;
}

/** An alert with what was found out about it. */
export interface Gathered {
  alert: Alert;
  context: AlertContext;
}

const CAUSES = 5;
const WINDOWS_BEFORE = 30;
/** Longer than where somebody waits: what is found is kept. */
const PATIENCE: Milliseconds = 10_000;

/**
 * Loads each section on its own; one that fails is null and listed in `gaps`. What `before` holds already stays as it
 * was stored and is not asked for again, but for traces, which may arrive after the alert.
 */
export async function gatherContext(
  ports: ContextPorts,
  fired: Alert,
  before: AlertContext | null,
  now: Instant,
): Promise<Gathered> {
  if (fired.outside) return gatherOutside(ports, fired, before, now);
  const gaps: Gap[] = [];
  const load = loading(before, gaps);

  const kept = { definition: fired.definition, playbook: before?.playbook ?? null };
  const stated = await load('playbook', kept, () => ports.catalog.definition(fired.metric.name));
  const definition = stated?.definition ?? null;
  const alert = { ...fired, definition, lookback: lookbackOf(fired, definition?.window ?? 0) };
  const [series, described, rootCause] = await Promise.all([
    load('series', before?.series ?? null, () => seriesOf(ports, alert)),
    describedAsset(ports.catalog, alert.metric.asset, before, load),
    load('rootCause', before?.rootCause ?? null, () => rootCauseOf(ports, alert)),
  ]);
  const runs = await load('runs', before?.runs ?? null, () => runsOf(ports, alert, rootCause));
  const traces = tracesToStay(before) ?? (await tracesOf(ports, { alert, runs, rootCause, before }, now, gaps));
  return {
    alert: { ...alert, cause: rootCause && alertCauseOf(rootCause) },
    context: { series, rootCause, traces, runs, playbook: stated?.playbook ?? null, ...described, gaps },
  };
}

const firedAtOf = ({ firedAt, startedAt }: Alert): Instant => firedAt ?? startedAt;

function seriesOf({ measurements }: ContextPorts, alert: Alert): Promise<AlertSeries | null> {
  const to = firedAtOf(alert);
  const from = alert.definition ? to - WINDOWS_BEFORE * alert.definition.window : alert.onset - alert.lookback;
  return measurements.series(alert.metric, { from, to });
}

const rootCauseOf = (ports: ContextPorts, alert: Alert): Promise<RootCause> =>
  findRootCause(ports, { ...questionOf(alert), baseline: null, first: CAUSES, patience: PATIENCE });

/** Which runs matter is known only with the cause. */
async function runsOf({ lineage }: ContextPorts, alert: Alert, rootCause: RootCause | null): Promise<AlertRun[]> {
  if (!rootCause) throw new GraphUnavailable('which runs matter is not known without the root cause');
  const path = rootCause.causes[0]?.path.map(({ asset }) => asset) ?? [];
  if (path.length === 0) return [];
  const to = firedAtOf(alert);
  const { edges } = await lineage.closure(alert.metric.asset, to);
  return lineage.runs(jobsOnTheWay(path, edges), { from: alert.onset - alert.lookback, to });
}

/** Which traces matter is known only with the runs and the cause. */
async function tracesOf(
  ports: ContextPorts,
  { alert, runs, rootCause, before }: Pick<AlertContext, 'runs' | 'rootCause'> & Pick<Pointers, 'alert' | 'before'>,
  now: Instant,
  gaps: Gap[],
): Promise<AlertTraces> {
  const range = { from: alert.onset, to: firedAtOf(alert) };
  const exemplars = await ports.measurements
    .exemplars(alert.metric, range)
    .catch((cause) => missing(gaps, 'traces', cause));
  const cause = rootCause?.causes[0]?.asset ?? null;
  return attachedTraces(ports, { alert, range, exemplars, runs, cause, before }, now, gaps);
}
