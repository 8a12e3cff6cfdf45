import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Definitions } from '../ports/definitions.ts';
import { withFamilies } from './family-arrivals.ts';
import { type JudgedMetric, type Judging, judgeTogether, keepJudged, type Material, materialOf } from './judge-due.ts';
import { withKeptJudgements } from './kept-judgements.ts';
import { type Due, Schedule } from './schedule.ts';

/** Metrics read and judged together, and kept together. */
const BATCH = 500;
/** Windows judged before what they came to is kept. */
const WINDOWS_HELD = 20_000;

/** How long others wait for a process that judges and says nothing, in milliseconds. */
export const LEASE = 10_000;

/** Judges closed windows in the background, in one process of all that share a store. */
export interface Evaluation {
  /** Judges what is due at `now`; answers whether anything was: never while another process judges. @throws StoreUnavailable */
  judgeDue(now: Instant): Promise<boolean>;
  /** When the next window closes after those that were judged last; null where that is not known or another process judges. */
  nextClose(): Instant | null;
}

/** @param onChanges is called when changes can be read that could not before. */
export function evaluation(
  stores: Judging & { definitions: Definitions },
  onChanges: () => void = () => {},
): Evaluation {
  const evaluations = withKeptJudgements(stores.evaluations);
  const judging = { ...stores, evaluations };
  /** Of what arrives, and of what was judged, only the process that judges is told. */
  const forgetAll = (): void => {
    judging.baselines.forgetAll();
    evaluations.forgetAll();
  };
  /** What is known under a lease; another process may have judged since an earlier one. */
  let known: { token: number; schedule: Schedule; cursor: number } | null = null;
  let nextClose: Instant | null = null;

  async function openedUnder({ token }: Lease) {
    forgetAll();
    const cursor = await evaluations.arrivalsCursor();
    known = { token, cursor, schedule: new Schedule(await evaluations.progress()) };
    return known;
  }

  /** The next batch is read while one is judged. Answers `false` when the lease was lost. */
  async function judgeAll(lease: Lease, schedule: Schedule, due: readonly Due[]): Promise<boolean> {
    let reading = due.length > 0 ? materialOf(judging, due.slice(0, BATCH)) : null;
    let held: JudgedMetric[] = [];
    let windows = 0;
    try {
      for (let next = BATCH; reading; next += BATCH) {
        const material: Material = await reading;
        reading = next < due.length ? materialOf(judging, due.slice(next, next + BATCH)) : null;
        // What is thrown there is met when it is awaited, unless something else was before.
        reading?.catch(() => {});
        // Reading long baselines may take as long as a lease: it is renewed with each batch, and waited for whatever is thrown.
        const renewal = reading ? evaluations.claim(LEASE) : Promise.resolve(lease);
        const judged = await judgeTogether(judging, material).finally(() => renewal.catch(() => {}));
        if ((await renewal)?.token !== lease.token) return false;
        for (const one of judged) windows += one.windows;
        held.push(...judged);
        if (reading && windows < WINDOWS_HELD) continue;
        if (!(await keepAll(lease, schedule, held))) return false;
        [held, windows] = [[], 0];
      }
    } finally {
      // Who ends the round may close the stores.
      await reading?.catch(() => {});
    }
    return true;
  }

  /** What alerts begin with goes first, and what nobody waits to be told of last. */
  async function keepAll(lease: Lease, schedule: Schedule, judged: readonly JudgedMetric[]): Promise<boolean> {
    const inOrder = judged.toSorted((a, b) => urgencyOf(b) - urgencyOf(a));
    const changed = inOrder.filter(({ changes }) => changes.length > 0).length;
    for (let [start, end] = [0, 0]; start < inOrder.length; start = end) {
      // What changed does not wait for what did not to be written with it.
      end = Math.min(start + BATCH, start < changed ? changed : inOrder.length);
      const kept = await keepJudged(judging, lease, inOrder.slice(start, end));
      if (!kept) return false;
      schedule.judged(kept);
      if (start < changed) onChanges();
    }
    return true;
  }
  return {
    nextClose: () => nextClose,
    async judgeDue(now) {
      nextClose = null;
      const lease = await evaluations.claim(LEASE);
      if (!lease) {
        forgetAll();
        return false;
      }
      const current = known?.token === lease.token ? known : await openedUnder(lease);
      const { schedule } = current;
      const definitions = await judging.definitions.all();
      const arrived = await judging.metrics.arrivalsAfter(current.cursor);
      // Each of these takes ten milliseconds or so at 10,000 metrics: between them whoever waits has a turn.
      await setImmediate();
      judging.baselines.forget(arrived.arrivals);
      schedule.note(await withFamilies(judging.metrics, definitions, arrived.arrivals, now), definitions);
      await setImmediate();
      const due = schedule.due(definitions, now);
      if (!(await judgeAll(lease, schedule, due))) return false;
      // Only now is every arrival judged or noted with a judgement; a crash before reads them again, to no effect.
      if (arrived.cursor > current.cursor) await evaluations.saveArrivalsCursor(lease, arrived.cursor);
      current.cursor = arrived.cursor;
      nextClose = schedule.nextClose(definitions, now);
      return due.length > 0;
    },
  };
}

const urgencyOf = ({ changes }: JudgedMetric): number =>
  changes.length === 0 ? 0 : changes.some(({ breached }) => breached) ? 2 : 1;
