import { codeOf, GraphUnavailable } from '../../../platform/errors.ts';
import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { alertCauseOf } from '../domain/alert-cause.ts';
import { chooseTraces, MOST_TRACES } from '../domain/choose-traces.ts';
import type { AlertContext, AlertRun, AlertSeries, AlertTraces, ContextLink, Gap, Section } from '../domain/context.ts';
import { jobsOnTheWay } from '../domain/jobs-on-the-way.ts';
import { lookbackOf } from '../domain/lookback.ts';
import type { RootCause } from '../domain/root-cause/answer.ts';
import type { TimeRange } from '../domain/root-cause/question.ts';
import { isWebUrl } from '../domain/web-url.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import { findRootCause, type RootCausePorts } from './find-root-cause.ts';

export interface ContextPorts extends RootCausePorts {
  catalog: Catalog;
  traces: TraceStore;
}

/** An alert with what was found out about it. */
export interface Gathered {
  alert: Alert;
  context: AlertContext;
}

const CAUSES = 5;
const WINDOWS_BEFORE = 30;

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
  const isKept = (name: Section) => before !== null && !before.gaps.some(({ section }) => section === name);
  const load = <Value>(name: Section, kept: Value | null, ask: () => Promise<Value>): Promise<Value | null> =>
    isKept(name) ? Promise.resolve(kept) : ask().catch((cause) => missing(gaps, name, cause));

  const kept = { definition: fired.definition, playbook: before?.playbook ?? null };
  const stated = await load('playbook', kept, () => ports.catalog.definition(fired.metric.name));
  const definition = stated?.definition ?? null;
  const alert = { ...fired, definition, lookback: lookbackOf(fired, definition?.window ?? 0) };
  const [series, links, rootCause, traces] = await Promise.all([
    load('series', before?.series ?? null, () => seriesOf(ports, alert)),
    load('links', before?.links ?? null, () => linksOf(ports, alert)),
    load('rootCause', before?.rootCause ?? null, () => rootCauseOf(ports, alert)),
    before?.traces.status === 'ATTACHED' ? before.traces : tracesOf(ports, alert, now, gaps),
  ]);
  const runs = await load('runs', before?.runs ?? null, () => runsOf(ports, alert, rootCause));
  return {
    alert: { ...alert, cause: rootCause && alertCauseOf(rootCause) },
    context: { series, rootCause, traces, runs, playbook: stated?.playbook ?? null, links: links ?? [], gaps },
  };
}

function missing(gaps: Gap[], section: Section, cause: Error): null {
  gaps.push({ section, code: codeOf(cause), message: cause.message });
  return null;
}

/** What is behind an alert from outside is not measured here, so that only links and traces of its asset can be had. */
async function gatherOutside(
  ports: ContextPorts,
  fired: Alert,
  before: AlertContext | null,
  now: Instant,
): Promise<Gathered> {
  const gaps: Gap[] = OUTSIDE_LACKS.map((section) => ({ section, code: 'FROM_OUTSIDE', message: OUTSIDE_MESSAGE }));
  const alert = { ...fired, lookback: lookbackOf(fired, 0) };
  const links = before?.links.length
    ? before.links
    : await linksOf(ports, alert).catch((cause) => missing(gaps, 'links', cause));
  const traces =
    before?.traces.status === 'ATTACHED' ? before.traces : await chosenTraces(ports, alert, null, now, gaps);
  const context = { series: null, rootCause: null, traces, runs: null, playbook: null, links: links ?? [], gaps };
  return { alert, context };
}

const OUTSIDE_LACKS: readonly Section[] = ['series', 'rootCause', 'runs', 'playbook'];
const OUTSIDE_MESSAGE = 'the alert came from another Prometheus; no metric of ours stands behind it';

const firedAtOf = ({ firedAt, startedAt }: Alert): Instant => firedAt ?? startedAt;

function seriesOf({ measurements }: ContextPorts, alert: Alert): Promise<AlertSeries | null> {
  const to = firedAtOf(alert);
  const from = alert.definition ? to - WINDOWS_BEFORE * alert.definition.window : alert.onset - alert.lookback;
  return measurements.series(alert.metric, { from, to });
}

const rootCauseOf = (ports: ContextPorts, alert: Alert): Promise<RootCause> =>
  findRootCause(ports, {
    metric: alert.metric.name,
    asset: alert.metric.asset,
    at: firedAtOf(alert),
    lookback: alert.lookback,
    breachedSince: alert.onset,
    baseline: null,
    first: CAUSES,
  });

/** Which runs matter is known only with the cause. */
async function runsOf({ lineage }: ContextPorts, alert: Alert, rootCause: RootCause | null): Promise<AlertRun[]> {
  if (!rootCause) throw new GraphUnavailable('which runs matter is not known without the root cause');
  const path = rootCause.causes[0]?.path.map(({ asset }) => asset) ?? [];
  if (path.length === 0) return [];
  const to = firedAtOf(alert);
  const { edges } = await lineage.closure(alert.metric.asset, to);
  return lineage.runs(jobsOnTheWay(path, edges), { from: alert.onset - alert.lookback, to });
}

async function linksOf({ catalog }: ContextPorts, { metric }: Alert): Promise<ContextLink[]> {
  return (await catalog.links(metric.asset)).filter(({ url }) => isWebUrl(url));
}

/** Traces that the metric's observations named, then notable ones of the asset's service. */
async function tracesOf(ports: ContextPorts, alert: Alert, now: Instant, gaps: Gap[]): Promise<AlertTraces> {
  const range = { from: alert.onset, to: firedAtOf(alert) };
  const known = await ports.measurements
    .exemplars(alert.metric, range)
    .catch((cause) => missing(gaps, 'traces', cause));
  return chosenTraces(ports, alert, known, now, gaps);
}

async function chosenTraces(
  ports: ContextPorts,
  alert: Alert,
  known: string[] | null,
  now: Instant,
  gaps: Gap[],
): Promise<AlertTraces> {
  const range = { from: alert.onset, to: firedAtOf(alert) };
  try {
    const notable = await notableTraces(ports.traces, alert, range);
    const spans = await ports.traces.spansOf([...(known ?? []), ...notable]);
    return chooseTraces(known ?? [], notable, spans, now);
  } catch (cause) {
    missing(gaps, 'traces', cause as Error);
    return { status: 'UNAVAILABLE', items: [] };
  }
}

async function notableTraces(traces: TraceStore, { metric }: Alert, range: TimeRange): Promise<string[]> {
  const { kind, name, namespace } = identityOf(metric.asset);
  if (kind !== 'DEPLOYMENT' && kind !== 'SERVICE') return [];
  return traces.notable({ name, environment: namespace }, range, MOST_TRACES);
}
