import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Definitions } from '../ports/definitions.ts';
import { withFamilies } from './family-arrivals.ts';
import { type Judging, judgeTogether } from './judge-due.ts';
import { Schedule } from './schedule.ts';

/** Metrics read and judged together. */
const BATCH = 500;

/** How long others wait for a process that judges and says nothing, in milliseconds. */
export const LEASE = 10_000;

/** Judges closed windows in the background, in one process of all that share a store. */
export interface Evaluation {
  /** Judges what is due at `now`; answers whether anything was: never while another process judges. @throws StoreUnavailable */
  judgeDue(now: Instant): Promise<boolean>;
}

export function evaluation(judging: Judging & { definitions: Definitions }): Evaluation {
  /** What is known under a lease; another process may have judged since an earlier one. */
  let known: { token: number; schedule: Schedule; cursor: number } | null = null;

  async function openedUnder({ token }: Lease) {
    judging.baselines.forgetAll();
    const cursor = await judging.evaluations.arrivalsCursor();
    known = { token, cursor, schedule: new Schedule(await judging.evaluations.progress()) };
    return known;
  }
  return {
    async judgeDue(now) {
      const lease = await judging.evaluations.claim(LEASE);
      if (!lease) {
        // Of what arrives only the process that judges is told.
        judging.baselines.forgetAll();
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
      for (let start = 0; start < due.length; start += BATCH) {
        const judged = await judgeTogether(judging, lease, due.slice(start, start + BATCH));
        if (!judged) return false;
        schedule.judged(judged);
      }
      // Only now is every arrival judged or noted with a judgement; a crash before reads them again, to no effect.
      if (arrived.cursor > current.cursor) await judging.evaluations.saveArrivalsCursor(lease, arrived.cursor);
      current.cursor = arrived.cursor;
      return due.length > 0;
    },
  };
}
