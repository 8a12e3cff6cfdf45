import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { Baseline, BaselineAt } from './baseline.ts';
import { type Budgets, budgetsOf, isBurning } from './burn-rate.ts';
import { type ChangeState, changeAfter, NO_CHANGE } from './change.ts';
import { comparesComponents } from './compares-components.ts';
import { type Condition, conditionOf } from './condition.ts';
import type { MetricDefinition } from './definition.ts';
import { type FamilyAt, MOST_FALSE_DISCOVERIES, withoutFamily } from './family.ts';
import type { Standing, ThresholdStanding } from './judgement.ts';
import { initialPhase, kindOf, nextPhase, onsetOf, type Patience } from './phase.ts';
import { reasonOf, type Sight } from './reason.ts';
import type { Threshold } from './threshold.ts';
import type { Verdict, VerdictKind } from './verdict.ts';
import { computeWindow, type MeasuredWindow, type Window } from './window.ts';
import { gridOf, type Span } from './windows.ts';

/** One window without data may be late; two are silence. */
const SILENT_AFTER = 2;
const LOOK_BACK_WINDOWS = 10;
const LOOK_BACK_FACTOR = 4;

/** What a metric's windows are judged by. */
export interface Yardstick {
  definition: MetricDefinition;
  baselineAt: BaselineAt;
  /** How it stands among what is compared with it in the same window; left out where nothing is. */
  familyAt?: FamilyAt;
}

/** A standing after each window at which something was decided. */
export interface Judged {
  standing: Standing;
  /** The value judged; null when there is no data. */
  value: number | null;
  /** What was thrown while it was judged; left out when nothing was. */
  fault?: { cause: unknown; window: Span };
}

/** The standing of a metric before its first window, which begins at `start`. */
export function firstStanding({ thresholds }: MetricDefinition, start: Instant): Standing {
  const verdict: Verdict = {
    kind: 'INSUFFICIENT_DATA',
    since: start,
    reason: 'No window has closed yet.',
    sampleSize: 0,
  };
  return {
    judgedUntil: start,
    latest: null,
    silentWindows: 0,
    verdict,
    thresholds: thresholds.map((threshold) => ({ ...initialPhase, change: null, threshold, verdict })),
  };
}

/**
 * Judges every window after `standing.judgedUntil` up to `until`, in order of time. `windows` are those with data,
 * oldest first; earlier ones among them serve burn rates. The same input gives the same steps.
 */
export function judge(
  yardstick: Yardstick,
  standing: Standing,
  windows: readonly MeasuredWindow[],
  until: Instant,
): Judged[] {
  const grid = gridOf(yardstick.definition.window, yardstick.definition.timezone);
  const steps: Judged[] = [];
  let current = standing;
  const add = (step: Judged) => {
    current = step.standing;
    steps.push(step);
  };
  const silenceUntil = (end: Instant) => {
    // From the third silent window on nothing can change.
    for (let span = grid.after(current.judgedUntil); span.end <= end; span = grid.after(span.end)) {
      if (current.silentWindows >= SILENT_AFTER) break;
      add({ standing: afterSilence(current, span), value: null });
    }
    if (current.judgedUntil < end) add({ standing: { ...current, judgedUntil: end }, value: null });
  };
  const budgets = budgetsOf(yardstick.definition, windows);
  for (const window of windows) {
    if (window.end <= standing.judgedUntil || window.end > until) continue;
    silenceUntil(window.start);
    add(afterWindowOrFault(yardstick, current, window, budgets));
  }
  silenceUntil(until);
  return steps;
}

function afterSilence(standing: Standing, span: Span): Standing {
  const silentWindows = standing.silentWindows + 1;
  const next = { ...standing, judgedUntil: span.end, silentWindows };
  if (silentWindows < SILENT_AFTER) return next;
  const since = standing.latest?.time ?? span.start;
  const silent = (verdict: Verdict, held: VerdictKind): Verdict =>
    renewed(verdict, 'INSUFFICIENT_DATA', since, {
      kind: 'silence',
      since,
      held,
      sampleSize: 0,
    });
  return {
    ...next,
    verdict: silent(standing.verdict, 'NORMAL'),
    thresholds: standing.thresholds.map((one) => ({ ...one, verdict: silent(one.verdict, kindOf(one)) })),
  };
}

function afterWindowOrFault(...[yardstick, standing, window, budgets]: Parameters<typeof afterWindow>): Judged {
  try {
    return afterWindow(yardstick, standing, window, budgets);
  } catch (cause) {
    return afterFault(standing, window, cause);
  }
}

/** A window that could not be judged for a fault, which is no reason to judge no other: where the metric stood, it stands. */
export function afterFault(standing: Standing, window: Span, cause: unknown): Judged {
  const sight: Sight = { kind: 'fault', message: cause instanceof Error ? cause.message : `${cause}`, sampleSize: 0 };
  return {
    value: null,
    fault: { cause, window: { start: window.start, end: window.end } },
    standing: {
      ...standing,
      judgedUntil: window.end,
      silentWindows: 0,
      verdict: renewed(standing.verdict, 'INSUFFICIENT_DATA', window.start, sight),
      thresholds: standing.thresholds.map((one) => held(one, window.start, sight)),
    },
  };
}

function afterWindow(yardstick: Yardstick, standing: Standing, measured: MeasuredWindow, budgets: Budgets): Judged {
  const baseline = baselineBefore(yardstick, measured);
  const window = computeWindow(yardstick.definition, baseline?.components ?? null, measured);
  const { value, sampleSize, start, end } = window;
  const untold = whyUntold(yardstick.definition, window);
  const general: Sight = untold ?? { kind: 'unbounded', value, sampleSize };
  return {
    value,
    standing: {
      judgedUntil: end,
      latest: { time: end, value, sampleSize },
      silentWindows: 0,
      verdict: renewed(standing.verdict, untold ? 'INSUFFICIENT_DATA' : 'NORMAL', start, general),
      thresholds: standing.thresholds.map((one) =>
        untold ? held(one, start, untold) : standingAfter(yardstick, baseline, one, window, budgets),
      ),
    },
  };
}

/** What a window is judged against. A pinned baseline holds after its end: until then, what it says changes with each arrival. */
function baselineBefore({ definition, baselineAt }: Yardstick, window: Span): Baseline | null {
  return isWithinBaseline(definition, window) ? null : baselineAt(window);
}

const isWithinBaseline = ({ baseline }: MetricDefinition, { start }: Span): boolean =>
  baseline?.kind === 'pinned' && start < baseline.to;

/** Why a window cannot be judged at all; null when it can. */
function whyUntold(definition: MetricDefinition, window: Window): Sight | null {
  const { minimumSamples } = definition;
  const { value, whyNone, sampleSize } = window;
  if (sampleSize < minimumSamples) return { kind: 'few', sampleSize, minimumSamples };
  if (value !== null) return null;
  return isWithinBaseline(definition, window) && comparesComponents(definition)
    ? unmatched(definition, window)
    : { kind: 'incomputable', why: whyNone, sampleSize };
}

/** Why there is nothing to compare a window with. */
function unmatched({ baseline }: MetricDefinition, { start, sampleSize }: Window): Sight {
  const until = baseline?.kind === 'pinned' && start < baseline.to ? baseline.to : null;
  return { kind: 'unmatched', until, sampleSize };
}

function standingAfter(
  { definition, familyAt = withoutFamily }: Yardstick,
  baseline: Baseline | null,
  before: ThresholdStanding,
  window: Window,
  budgets: Budgets,
): ThresholdStanding {
  const { threshold } = before;
  const { value, sampleSize, noiseFloor, start } = window;
  const expected = baseline?.usual?.expected ?? null;
  const change = changeNow(definition, before, window, baseline);
  const condition = threshold.detector
    ? change && conditionOfChange(change)
    : conditionNow(threshold, window, budgets, expected);
  if (condition === null)
    return held(
      before,
      start,
      threshold.comparison === 'BURN_RATE' ? { kind: 'idle', sampleSize } : unmatched(definition, window),
    );
  if (condition === 'BREACHED' && noiseFloor !== null && value !== null && value < noiseFloor)
    return held(before, start, { kind: 'noise', value, noiseFloor, threshold, expected, sampleSize });
  // A detector gathers over many windows what none of them shows by itself.
  const family = condition === 'BREACHED' && !threshold.detector ? familyAt(window) : null;
  if (family && value !== null && family.rate > MOST_FALSE_DISCOVERIES)
    return held(before, start, { kind: 'family', value, family, threshold, expected, sampleSize });
  const patience = patienceOf(definition, threshold);
  const next = nextPhase(before, condition, { ...window, start: change?.onset ?? start }, patience);
  const kind = kindOf(next);
  const since = kind === 'PERSISTENT' ? (onsetOf(next) ?? start) : start;
  const sight: Sight = { kind: 'judged', value, threshold, expected, sampleSize, state: next, patience, change };
  return { ...before, ...next, change, verdict: renewed(before.verdict, kind, since, sight) };
}

/** What a threshold's change detector has summed; null without one, or where there is nothing to compare with. */
function changeNow(
  definition: MetricDefinition,
  { threshold, change }: ThresholdStanding,
  { value, start }: Window,
  baseline: Baseline | null,
): ChangeState | null {
  const { detector, comparison, value: effect } = threshold;
  if (!detector || value === null || !baseline?.usual) return null;
  const direction = comparison === 'BELOW_BASELINE_BY' ? -1 : 1;
  const isSeasonal = definition.baseline?.kind === 'seasonal';
  const sought = { detector, effect, direction, isSeasonal } as const;
  return changeAfter(change ?? NO_CHANGE, { start, value }, baseline.usual, sought);
}

const conditionOfChange = ({ isFound }: ChangeState): Condition => (isFound ? 'BREACHED' : 'CLEAR');

function conditionNow(
  threshold: Threshold,
  { value, end }: Window,
  budgets: Budgets,
  expected: number | null,
): Condition | null {
  if (threshold.comparison !== 'BURN_RATE') return value === null ? null : conditionOf(threshold, value, expected);
  const burning = isBurning(threshold, budgets.get(threshold) ?? [], end);
  return burning === null ? null : burning ? 'BREACHED' : 'CLEAR';
}

/** Nothing can be told from this window; where the metric stood, it stands. */
const held = (before: ThresholdStanding, start: Instant, sight: Sight): ThresholdStanding => ({
  ...before,
  verdict: renewed(before.verdict, 'INSUFFICIENT_DATA', start, sight),
});

const renewed = (before: Verdict, kind: VerdictKind, since: Instant, sight: Sight): Verdict => ({
  kind,
  since: kind === before.kind && kind !== 'PERSISTENT' ? before.since : since,
  reason: reasonOf(sight, kind),
  sampleSize: sight.sampleSize,
});

function patienceOf({ window }: MetricDefinition, threshold: Threshold): Patience {
  const [milliseconds, length] = [millisecondsOf(threshold.for), millisecondsOf(window)];
  const windows = Math.max(1, Math.ceil(milliseconds / length));
  return { windows, milliseconds, lookBack: length * Math.max(LOOK_BACK_WINDOWS, LOOK_BACK_FACTOR * windows) };
}
