import type { Instant } from '../../../vocabulary/duration.ts';
import type { Definitions } from '../ports/definitions.ts';
import { type JudgingStores, judgeTogether } from './judge-due.ts';
import { Schedule } from './schedule.ts';

/** Metrics read and judged together. */
const BATCH = 500;

/** Judges closed windows in the background. */
export interface Evaluation {
  /** Judges what is due at `now`; answers whether anything was. @throws StoreUnavailable */
  judgeDue(now: Instant): Promise<boolean>;
}

export function evaluation(stores: JudgingStores & { definitions: Definitions }): Evaluation {
  let schedule: Schedule | null = null;
  let cursor = 0;

  async function opened(): Promise<Schedule> {
    cursor = await stores.evaluations.arrivalsCursor();
    schedule = new Schedule(await stores.evaluations.progress());
    return schedule;
  }
  return {
    async judgeDue(now) {
      const current = schedule ?? (await opened());
      const definitions = await stores.definitions.all();
      const arrived = await stores.metrics.arrivalsAfter(cursor);
      stores.baselines.forget(arrived.arrivals);
      current.note(arrived.arrivals, definitions);
      const due = current.due(definitions, now);
      for (let start = 0; start < due.length; start += BATCH) {
        const batch = due.slice(start, start + BATCH);
        current.judged(await judgeTogether(stores, batch));
      }
      // Only now is every arrival judged or noted with a judgement; a crash before reads them again, to no effect.
      if (arrived.cursor > cursor) await stores.evaluations.saveArrivalsCursor(arrived.cursor);
      cursor = arrived.cursor;
      return due.length > 0;
    },
  };
}
