import type { Judgement } from '../domain/judgement.ts';
import { type MetricKey, textOfKey } from '../domain/measurement.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';

/** Judgements kept in memory, of a few kilobytes each; the least lately judged go first. */
const MOST = 20_000;

export interface KeptJudgements extends EvaluationStore {
  /** Forgets everything: another process may have judged. */
  forgetAll(): void;
}

/**
 * The store with what was judged last kept in memory, so that the next window of a metric is judged without reading it
 * again. For the one process that has the right to judge: what another writes meanwhile is not known here.
 */
export function withKeptJudgements(store: EvaluationStore, most = MOST): KeptJudgements {
  const kept = new Map<string, Judgement>();
  return {
    ...store,
    async judgements(metrics) {
      const known = metrics.map((metric) => kept.get(textOfKey(metric)) ?? null);
      const missing: MetricKey[] = metrics.filter((_, index) => !known[index]);
      if (missing.length === 0) return known;
      const read = (await store.judgements(missing)).values();
      return known.map((one) => one ?? read.next().value ?? null);
    },
    async save(lease, judgements, changes) {
      // Until the store has answered nobody knows which of the two it has.
      for (const { metric } of judgements) kept.delete(textOfKey(metric));
      const isSaved = await store.save(lease, judgements, changes);
      for (const judgement of isSaved ? judgements : []) kept.set(textOfKey(judgement.metric), judgement);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return isSaved;
    },
    forgetAll: () => kept.clear(),
  };
}
