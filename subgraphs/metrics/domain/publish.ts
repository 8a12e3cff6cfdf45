import type { Judged } from './judge.ts';
import type { Judgement, Published, ThresholdStanding, VerdictChange } from './judgement.ts';
import type { MetricKey } from './measurement.ts';
import { isStanding, onsetOf } from './phase.ts';

/** Changes to publish, and what will have been published then. */
interface Publication {
  changes: VerdictChange[];
  published: (Published | null)[];
}

/**
 * The changes of verdict in these judged steps, in order of time. What was published is not published again; when
 * windows before the last change were judged anew, that one is put right where it no longer holds and the history
 * before it is left.
 */
export function publicationOf(
  metric: MetricKey,
  steps: readonly Judged[],
  before: Judgement['published'],
): Publication {
  const published = [...before];
  const changes: VerdictChange[] = [];
  for (const { standing, value } of steps) {
    standing.thresholds.forEach((one, thresholdIndex) => {
      const last = published[thresholdIndex] ?? null;
      const now = publishedOf(one, standing.judgedUntil);
      if ((last && now.time < last.time) || isSame(last, now)) return;
      published[thresholdIndex] = now;
      changes.push(changeOf(metric, thresholdIndex, one, now, value));
    });
  }
  return { changes, published };
}

/** The end of alerts whose threshold is no longer in the definition. */
export function withdrawnOf({ metric, published, standing }: Judgement, thresholds: number): VerdictChange[] {
  return published.flatMap((last, thresholdIndex): VerdictChange[] => {
    if (thresholdIndex < thresholds || !last?.breached) return [];
    const time = standing.judgedUntil;
    const reason = 'The definition has this threshold no more.';
    return [
      {
        metric,
        thresholdIndex,
        threshold: last.threshold,
        time,
        onset: time,
        verdict: { kind: 'NORMAL', since: time, reason, sampleSize: 0 },
        breached: false,
        pending: false,
        value: null,
      },
    ];
  });
}

const publishedOf = (one: ThresholdStanding, time: number): Published => ({
  threshold: one.threshold,
  time,
  kind: one.verdict.kind,
  breached: isStanding(one),
  pending: one.phase.kind === 'PENDING',
});

function isSame(last: Published | null, now: Published): boolean {
  const { kind, breached, pending } = last ?? { kind: 'NORMAL', breached: false, pending: false };
  return kind === now.kind && breached === now.breached && pending === now.pending;
}

const changeOf = (
  metric: MetricKey,
  thresholdIndex: number,
  one: ThresholdStanding,
  { time, breached, pending }: Published,
  value: number | null,
): VerdictChange => ({
  metric,
  thresholdIndex,
  threshold: one.threshold,
  time,
  onset: onsetOf(one) ?? one.verdict.since,
  verdict: one.verdict,
  breached,
  pending,
  value,
});
