import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../../platform/log.ts';
import { type Instant, isoOf, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import { type BaselineAt, withoutBaseline } from '../domain/baseline.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { type FamilyAt, familyOf, withoutFamily } from '../domain/family.ts';
import { afterFault, type Judged, judge } from '../domain/judge.ts';
import type { Judgement, Published, Standing, VerdictChange } from '../domain/judgement.ts';
import type { Measurement, MetricKey } from '../domain/measurement.ts';
import { publicationOf, withdrawnOf } from '../domain/publish.ts';
import { beginning, checkpointsAfter, judgedBy, standingBefore } from '../domain/resume.ts';
import { carriedForward, type MeasuredWindow, measuredWindows } from '../domain/window.ts';
import { gridOf, type Span } from '../domain/windows.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import type { MeasurementQuery, MetricStore } from '../ports/metric-store.ts';
import type { Baselines, Learn } from './baselines.ts';
import { type Found, familiesOf } from './families.ts';
import type { Due } from './schedule.ts';

/** What judging reads and writes, and where it tells of faults. */
export interface Judging {
  metrics: MetricStore;
  evaluations: EvaluationStore;
  baselines: Baselines;
  log: Log;
}

/** What some metrics are judged by. */
export interface Material {
  plans: readonly Plan[];
  measurements: readonly Measurement[][];
  yardsticks: readonly BaselineAt[];
  /** Is told of the windows that were read. */
  learn: Learn;
}

/** Windows read before those judged anew when no checkpoint reaches back far enough. */
const HISTORY_WINDOWS = 2000;

/** Reads what metrics are judged by as a set. @throws StoreUnavailable */
export async function materialOf({ metrics, evaluations, baselines }: Judging, due: readonly Due[]): Promise<Material> {
  const before = await evaluations.judgements(due.map(({ metric }) => metric));
  const plans = due.map((one, index) => planOf(one, before[index] ?? null));
  const learn = baselines.learning();
  const [measurements, yardsticks] = await Promise.all([
    metrics.measurements(plans.map(({ query }) => query)),
    baselines.of(plans),
  ]);
  return { plans, measurements, yardsticks, learn };
}

/** Judges metrics as a set. What is thrown in judging one is held at that one. @throws StoreUnavailable */
export async function judgeTogether(
  stores: Pick<Judging, 'metrics' | 'baselines'>,
  { plans, measurements, yardsticks, learn }: Material,
): Promise<JudgedMetric[]> {
  const drafts: Draft[] = [];
  for (const [index, plan] of plans.entries()) {
    drafts.push(draftOf(plan, measurements[index] ?? [], yardsticks[index] ?? withoutBaseline, learn));
    // Judging a long absence must not keep requests waiting.
    await setImmediate();
  }
  return judgedAmongFamilies(stores, drafts);
}

/** Keeps what metrics came to, in one write; answers the judgements kept, null when the lease was lost. @throws StoreUnavailable */
export async function keepJudged(
  { evaluations, log }: Pick<Judging, 'evaluations' | 'log'>,
  lease: Lease,
  judged: readonly JudgedMetric[],
): Promise<Judgement[] | null> {
  const judgements = judged.map(({ judgement }) => judgement);
  const inOrder = judged.flatMap(({ changes }) => changes).sort((a, b) => a.time - b.time);
  if (!(await evaluations.save(lease, judgements, inOrder))) return null;
  for (const { judgement, faults } of judged) for (const fault of faults) tell(log, judgement.metric, fault);
  return judgements;
}

function tell(log: Log, { name, asset }: MetricKey, { cause, window }: Fault): void {
  log.error(
    { metric: name, asset, window: isoOf(window.start), until: isoOf(window.end), err: cause },
    'a window could not be judged and is held at INSUFFICIENT_DATA; the other metrics are judged. Please report it',
  );
}

/** What one metric's judging begins with. */
interface Plan extends Due {
  before: Judgement | null;
  /** Where judging begins anew when no standing holds. */
  anew: Instant;
  query: MeasurementQuery;
  /** The windows that may have to be judged. */
  span: Span;
}

function planOf(due: Due, before: Judgement | null): Plan {
  const { definition, metric, reopened, until } = due;
  const length = millisecondsOf(definition.window);
  const standing = standingBefore(definition, before, reopened);
  const anew = Math.min(reopened ?? Number.POSITIVE_INFINITY, before?.standing.judgedUntil ?? Number.POSITIVE_INFINITY);
  const from = standing?.judgedUntil ?? (before ? anew - HISTORY_WINDOWS * length : anew);
  const query = {
    ...metric,
    fingerprint: definition.fingerprint,
    after: from - longestBurn(definition),
    until: Math.max(until, from),
    withLastBefore: definition.method.kind === 'freshness',
  };
  return { ...due, before, anew, query, span: { start: from, end: Math.max(until, from + 1) } };
}

const longestBurn = ({ thresholds }: MetricDefinition): number =>
  Math.max(0, ...thresholds.flatMap(({ burnRates }) => burnRates.map(({ long }) => millisecondsOf(long))));

/** A metric judged by itself, and the windows in which it lies beyond a threshold and has a family. */
interface Draft extends Found {
  judged: JudgedMetric;
  rejudge: (familyAt: FamilyAt) => JudgedMetric;
}

function draftOf(plan: Plan, measurements: Measurement[], baselineAt: BaselineAt, learn: Learn): Draft {
  const { metric, definition } = plan;
  const rejudge = (familyAt: FamilyAt) => judgeOne(plan, measurements, { baselineAt, familyAt }, learn);
  if (familyOf(metric, definition) === null)
    return { metric, definition, windows: [], rejudge, judged: rejudge(withoutFamily) };
  const windows: Span[] = [];
  const judged = rejudge(({ start, end }) => {
    windows.push({ start, end });
    return null;
  });
  return { metric, definition, windows, rejudge, judged };
}

/** Only what lies beyond a threshold is judged again, among the features of its dataset: few metrics in few rounds. */
async function judgedAmongFamilies(
  stores: Pick<Judging, 'metrics' | 'baselines'>,
  drafts: readonly Draft[],
): Promise<JudgedMetric[]> {
  const found = drafts.filter(({ windows }) => windows.length > 0);
  const families = found.length > 0 ? await familiesOf(stores, found) : [];
  const again = new Map(found.map((draft, index) => [draft, families[index] ?? withoutFamily]));
  return drafts.map((draft) => {
    const familyAt = again.get(draft);
    return familyAt ? draft.rejudge(familyAt) : draft.judged;
  });
}

type Fault = NonNullable<Judged['fault']>;

/** What judging a metric came to. */
export interface JudgedMetric {
  judgement: Judgement;
  changes: VerdictChange[];
  faults: Fault[];
  /** Windows at which something was decided. */
  windows: number;
}

function judgeOne(
  plan: Plan,
  measurements: Measurement[],
  by: { baselineAt: BaselineAt; familyAt: FamilyAt },
  learn: Learn,
): JudgedMetric {
  try {
    const windows = windowsOf(plan, measurements, learn);
    const resumed = resumedFrom(plan, windows);
    return judgedAs(plan, resumed, judge({ ...plan, ...by }, resumed, windows, plan.until));
  } catch (cause) {
    // Not even its windows are known: all that were due are held together.
    const resumed = resumedFrom(plan, []);
    const window = { start: resumed.judgedUntil, end: Math.max(plan.until, resumed.judgedUntil) };
    return judgedAs(plan, resumed, [afterFault(resumed, window, cause)]);
  }
}

function windowsOf(plan: Plan, measurements: Measurement[], learn: Learn): MeasuredWindow[] {
  const { definition, until, span } = plan;
  const measured = measuredWindows(definition, measurements);
  learn({ ...plan, span: { start: span.start, end: until } }, measured);
  return definition.method.kind === 'freshness' ? carriedForward(definition, measured, until) : measured;
}

const resumedFrom = ({ definition, before, reopened, anew }: Plan, windows: readonly MeasuredWindow[]): Standing =>
  standingBefore(definition, before, reopened) ?? beginning(definition, windows, gridStart(definition, anew));

function judgedAs({ definition, metric, before }: Plan, resumed: Standing, steps: readonly Judged[]): JudgedMetric {
  const isSame = before?.definition === judgedBy(definition);
  const { changes, published } = publicationOf(metric, steps, publishedBefore(before, definition));
  const judgement: Judgement = {
    metric,
    definition: judgedBy(definition),
    standing: steps.at(-1)?.standing ?? resumed,
    published: published.slice(0, definition.thresholds.length),
    checkpoints: checkpointsAfter(isSame ? before : null, resumed, millisecondsOf(definition.window)),
  };
  const withdrawn = before ? withdrawnOf(before, definition.thresholds.length) : [];
  const faults = steps.flatMap(({ fault }) => fault ?? []);
  return { judgement, changes: [...withdrawn, ...changes], faults, windows: steps.length };
}

const gridStart = ({ window, timezone }: MetricDefinition, instant: Instant): Instant =>
  gridOf(window, timezone).holding(instant).start;

/** What a changed definition says of windows already judged is no news; only how things stand now may be. */
function publishedBefore(before: Judgement | null, definition: MetricDefinition): (Published | null)[] {
  if (!before || before.definition === judgedBy(definition)) return before?.published ?? [];
  const time = before.standing.judgedUntil;
  return definition.thresholds.map((threshold, index) => ({
    ...(before.published[index] ?? { threshold, kind: 'NORMAL' as const, breached: false, pending: false }),
    time,
  }));
}
