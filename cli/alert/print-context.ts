import { printRootCause, type RootCause } from '../cause.ts';
import { figure, minute, print, status, styled } from '../output.ts';

/** What `alertContext` answers, as far as it is printed. What was not asked for is not there. */
export interface AlertContext {
  alert: {
    id: string;
    state: string;
    severity: string;
    audience: string;
    firedAt: string | null;
    resolvedAt: string | null;
    value: number | null;
    source?: string;
    /** Of its definition, or what its sender calls an alert from outside. */
    name?: string;
    asset?: { id: string };
    /** What the sender of an alert from outside says of it. */
    annotations?: { name: string; value: string }[];
    generatorUrl?: string | null;
    suspect?: { asset: { id: string }; check: string; reason: string; since: string } | null;
    suppression?: { kind: string; reason: string; until: string | null } | null;
    /** Null of an alert from outside, as are verdict and metric. */
    threshold: { comparison: string; value: number; clearValue: number | null; for: string } | null;
    verdict: { kind: string; since: string; reason: string } | null;
    metric: {
      definition: { name: string; title: string; unit: string } | null;
      asset: { id: string; owner: { name: string; contact: string | null } | null } | null;
    } | null;
  };
  incident: { id: string; title: string; state: string } | null;
  series?: {
    points: { time: string; value: number | null }[];
    baseline: { lower: number; expected: number; upper: number } | null;
  } | null;
  rootCause?: RootCause | null;
  traces?: { status: string; items: AlertTrace[] };
  runs?:
    | { job: { id: string }; state: string; startedAt: string | null; endedAt: string | null; error: string | null }[]
    | null;
  nextSteps?: { order: number; instruction: string; url: string | null }[];
  playbook?: { title: string; steps: { order: number; title: string; instruction: string }[] } | null;
  links?: { kind: string; title: string; url: string }[];
  similar?: { incident: { id: string; title: string }; similarity: number }[];
  gaps: { section: string; code: string; message: string }[];
}

interface AlertTrace {
  traceId: string;
  spanCount: number;
  spans?: Span[];
  links: { title: string; url: string }[];
}

interface Span {
  spanId: string;
  parentSpanId: string | null;
  name: string;
  service: string | null;
  duration: string;
  status: string;
}

/** Runs that completed say little; these many show the rhythm. */
const UNEVENTFUL_RUNS = 3;

const heading = (text: string): void => print(`\n${styled(['bold', 'underline'], text)}`);

/** Prints an alert's context from what happened to what to do. */
export function printAlertContext(context: AlertContext): void {
  printAlert(context);
  if (context.rootCause !== undefined) printCause(context.rootCause);
  printSteps(context);
  printRuns(context.runs);
  printTraces(context.traces);
  printSimilar(context.similar);
  heading('Missing');
  if (context.gaps.length === 0) print('Nothing: every part of this context could be had.');
  for (const { section, message, code } of context.gaps) print(`${section}: ${message} (${code})`);
}

function printCause(rootCause: RootCause | null): void {
  heading('Why');
  if (rootCause) printRootCause(rootCause);
  else print('The root cause could not be had; see what is missing below.');
}

function printAlert({ alert, incident, series }: AlertContext): void {
  const { definition, asset } = alert.metric ?? { definition: null, asset: null };
  const { threshold, verdict } = alert;
  const name = styled('bold', definition?.title ?? alert.name ?? 'a metric');
  const sender = alert.source === 'ALERTMANAGER' ? ', which another Prometheus sent' : '';
  print(`${status(alert.severity)} ${name} of ${asset?.id ?? alert.asset?.id ?? 'an asset'}${sender}`);
  print(
    `${alert.state} since ${minute(alert.firedAt)} for ${alert.audience}${alert.resolvedAt ? `, resolved ${minute(alert.resolvedAt)}` : ''}`,
  );
  if (threshold)
    print(
      `Value ${figure(alert.value)}, threshold ${threshold.comparison} ${figure(threshold.value)} for ${threshold.for}`,
    );
  if (verdict) print(`${verdict.kind}: ${verdict.reason}`);
  for (const { name, value } of alert.annotations ?? []) print(`${name}: ${value}`);
  if (alert.generatorUrl) print(alert.generatorUrl);
  printTrust(alert);
  if (series?.baseline)
    print(
      `Normal is ${figure(series.baseline.expected)} (${figure(series.baseline.lower)} to ${figure(series.baseline.upper)})`,
    );
  if (series)
    print(
      `Last windows: ${series.points
        .slice(-7)
        .map(({ value }) => figure(value))
        .join(' ')}`,
    );
  if (incident) print(`Incident ${incident.id} (${incident.state}): ${incident.title}`);
  if (asset?.owner) print(`Owner ${asset.owner.name}${asset.owner.contact ? ` <${asset.owner.contact}>` : ''}`);
}

/** Whether its metric is to be trusted, and whether anybody is called for it. */
function printTrust({ suspect, suppression }: AlertContext['alert']): void {
  if (suspect)
    print(
      `In doubt since ${minute(suspect.since)}, for a check on ${suspect.asset.id} failed: ${suspect.reason} (${suspect.check})`,
    );
  if (suppression)
    print(
      `Calls nobody${suppression.until ? ` until ${minute(suppression.until)}` : ''} (${suppression.kind}): ${suppression.reason}`,
    );
}

function printSteps({ nextSteps = [], playbook, links = [] }: AlertContext): void {
  if (nextSteps.length > 0 || playbook || links.length > 0) heading('What to do');
  for (const { order, instruction, url } of nextSteps) print(`${order}. ${instruction}${url ? `  ${url}` : ''}`);
  if (playbook) print(`Playbook: ${playbook.title} (${playbook.steps.length} steps)`);
  for (const { title, url } of links) print(`${title}: ${url}`);
}

function printRuns(runs: AlertContext['runs']): void {
  if (!runs?.length) return;
  heading('Runs');
  const uneventful = runs.filter(({ state }) => state === 'COMPLETE').slice(UNEVENTFUL_RUNS);
  for (const { job, state, startedAt, error } of runs.filter((run) => !uneventful.includes(run)))
    print(`${minute(startedAt)}  ${status(state)}  ${job.id}${error ? `  ${error}` : ''}`);
  if (uneventful.length > 0) print(styled('dim', `and ${uneventful.length} earlier that completed`));
}

function printTraces(traces: AlertContext['traces']): void {
  if (!traces) return;
  heading(`Traces: ${traces.status}`);
  for (const { traceId, spanCount, spans = [], links } of traces.items) {
    const cut = spans.length > 0 && spans.length < spanCount ? `, the ${spans.length} that tell most` : '';
    print(`${traceId}  ${styled('dim', `${spanCount} spans${cut}`)}`);
    for (const { title, url } of links) print(`  ${title}: ${url}`);
    printSpans(spans);
  }
}

/** Each span below the one that called it, once; what is called in a circle last. */
function printSpans(spans: Span[]): void {
  const calledBy = Map.groupBy(spans, ({ parentSpanId }) => parentSpanId);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const printed = new Set<string>();
  const printFrom = (span: Span, depth: number): void => {
    if (printed.has(span.spanId)) return;
    printed.add(span.spanId);
    printSpan(span, depth);
    for (const called of calledBy.get(span.spanId) ?? []) printFrom(called, depth + 1);
  };
  for (const span of spans) if (!span.parentSpanId || !ids.has(span.parentSpanId)) printFrom(span, 1);
  for (const span of spans) printFrom(span, 1);
}

function printSpan(span: Span, depth: number): void {
  const seconds = Number(/^PT([\d.]+)S$/.exec(span.duration)?.[1]);
  const took = Number.isNaN(seconds) ? span.duration : `${figure(seconds * 1000)} ms`;
  const failed = span.status === 'ERROR' ? `  ${styled('red', 'ERROR')}` : '';
  print(`${'  '.repeat(depth)}${span.name}  ${styled('dim', `${span.service ?? ''} ${took}`)}${failed}`);
}

function printSimilar(similar: AlertContext['similar'] = []): void {
  if (similar.length === 0) return;
  heading('Similar incidents');
  for (const { incident, similarity } of similar)
    print(`${figure(similarity)}  ${incident.title}  ${styled('dim', incident.id)}`);
}
