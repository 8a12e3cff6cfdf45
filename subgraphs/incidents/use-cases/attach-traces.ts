import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { chooseTraces, MOST_SPANS, MOST_TRACES, mostTelling } from '../domain/choose-traces.ts';
import type { AlertContext, AlertRun, AlertTraces, Gap } from '../domain/context.ts';
import type { TimeRange } from '../domain/root-cause/question.ts';
import type { SpansOfTrace } from '../domain/span.ts';
import type { TraceSource } from '../ports/trace-source.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import { missing } from './context-sections.ts';

export interface TracePorts {
  traces: TraceStore;
  /** Asked in this order for traces of which the store does not have all. */
  traceSources: readonly TraceSource[];
}

/** What points to traces of an alert. */
export interface Pointers {
  alert: Alert;
  range: TimeRange;
  /** Ids that the offending observations named; null when nobody could say. */
  exemplars: readonly string[] | null;
  /** Null when they could not be had. */
  runs: readonly AlertRun[] | null;
  /** The first cause; null when there is none. */
  cause: AssetId | null;
  /** As they were stored before; null when they were not. */
  before: AlertContext | null;
}

/** What is stored already stays, unless somebody who may have more of it did not answer then. */
export const tracesToStay = (before: AlertContext | null): AlertTraces | null =>
  before?.traces.status === 'ATTACHED' && !before.gaps.some(({ section }) => section === 'traces')
    ? before.traces
    : null;

/** The traces of an alert; what cannot be had is among the gaps. */
export async function attachedTraces(
  ports: TracePorts,
  pointers: Pointers,
  capturedAt: Instant,
  gaps: Gap[],
): Promise<AlertTraces> {
  const tell = (cause: Error) => missing(gaps, 'traces', cause);
  try {
    return await attachTraces(ports, pointers, capturedAt, tell);
  } catch (cause) {
    tell(cause as Error);
    return { status: 'UNAVAILABLE', items: [] };
  }
}

/**
 * The traces of an alert: those that the offending observations named, those of the runs concerned, then those with
 * errors and the slowest of the asset's service and of the first cause's. What the store no longer has whole, or never had,
 * is asked of the other sources, and the fuller is taken; `tell` is told of one that does not answer.
 * @throws StoreUnavailable
 */
async function attachTraces(
  { traces, traceSources }: TracePorts,
  { alert, range, exemplars, runs, cause, before }: Pointers,
  capturedAt: Instant,
  tell: (fault: Error) => void,
): Promise<AlertTraces> {
  const ofRuns = await traces.ofRuns(failedFirst(runs ?? []), MOST_TRACES);
  const stored = before?.traces.items ?? [];
  const known = [...new Set([...(exemplars ?? []), ...ofRuns, ...stored.map(({ traceId }) => traceId)])];
  const concerned = [...new Set([alert.metric.asset, ...(cause ? [cause] : [])])];
  const notable = (await Promise.all(concerned.map((asset) => notableOf(traces, asset, range)))).flat();
  const found = await traces.spansOf([...new Set([...known, ...notable])], MOST_SPANS);
  for (const { traceId, spans, spanCount } of stored) takeFuller(found, traceId, { spans, spanCount });
  const allAnswered = await addFromSources(found, known, notable, traceSources, tell);
  const chosen = chooseTraces(known, notable, found, capturedAt);
  const isSure = chosen.status === 'ATTACHED' || (exemplars !== null && allAnswered);
  return isSure ? chosen : { status: 'UNAVAILABLE', items: [] };
}

const failedFirst = (runs: readonly AlertRun[]): string[] =>
  runs.toSorted((a, b) => Number(b.state === 'FAIL') - Number(a.state === 'FAIL')).map(({ id }) => id);

async function notableOf(traces: TraceStore, asset: AssetId, range: TimeRange): Promise<string[]> {
  const { kind, name, namespace } = identityOf(asset);
  if (kind !== 'DEPLOYMENT' && kind !== 'SERVICE') return [];
  return traces.notable({ name, environment: namespace }, range, MOST_TRACES);
}

/** A source that does not answer is not asked again. Answers whether all did. */
async function addFromSources(
  found: Map<string, SpansOfTrace>,
  known: readonly string[],
  notable: readonly string[],
  sources: readonly TraceSource[],
  tell: (fault: Error) => void,
): Promise<boolean> {
  const answering = new Set(sources);
  const fetchFrom = async (source: TraceSource, traceId: string): Promise<void> => {
    try {
      const spans = await source.spansOf(traceId);
      if (spans) takeFuller(found, traceId, mostTelling(spans));
    } catch (fault) {
      answering.delete(source);
      tell(fault as Error);
    }
  };
  const fetch = async (traceId: string): Promise<void> => {
    for (const source of answering) if (!isWhole(found.get(traceId))) await fetchFrom(source, traceId);
  };
  for (const traceId of known) {
    if (known.filter((id) => found.has(id)).length >= MOST_TRACES) break;
    if (!found.has(traceId)) await fetch(traceId);
  }
  const present = [...new Set([...known, ...notable])].filter((id) => found.has(id));
  for (const traceId of present.slice(0, MOST_TRACES)) await fetch(traceId);
  return answering.size === sources.length;
}

/** As many spans as are kept of a trace so long. */
const isWhole = (trace: SpansOfTrace | undefined): boolean =>
  trace !== undefined && trace.spans.length >= Math.min(trace.spanCount, MOST_SPANS);

/** How many spans there were is known to whoever had most of them. */
function takeFuller(found: Map<string, SpansOfTrace>, traceId: string, other: SpansOfTrace): void {
  const had = found.get(traceId);
  if (other.spans.length <= (had?.spans.length ?? 0)) return;
  found.set(traceId, { ...other, spanCount: Math.max(other.spanCount, had?.spanCount ?? 0) });
}
