import { type Instant, isoOf } from '../../../vocabulary/duration.ts';
import { type ChangeState, meanChangeOf } from './change.ts';
import { limitInWords, shown } from './condition.ts';
import { type FamilyRate, MOST_FALSE_DISCOVERIES } from './family.ts';
import { onsetOf, type Patience, type PhaseState } from './phase.ts';
import type { Threshold } from './threshold.ts';
import type { VerdictKind } from './verdict.ts';

/** What was seen of a window: the numbers of a verdict's reason. */
export type Sight = { sampleSize: number } & (
  | { kind: 'silence'; since: Instant; held: VerdictKind }
  | { kind: 'few'; minimumSamples: number }
  | { kind: 'incomputable'; why: string | null }
  | { kind: 'fault'; message: string }
  | { kind: 'idle' }
  /** Nothing to compare with; until when the pinned baseline lasts, where it is not over. */
  | { kind: 'unmatched'; until: Instant | null }
  | { kind: 'noise'; value: number; noiseFloor: number; threshold: Threshold; expected: number | null }
  | { kind: 'family'; value: number; family: FamilyRate; threshold: Threshold; expected: number | null }
  | { kind: 'unbounded'; value: number | null }
  | {
      kind: 'judged';
      value: number | null;
      threshold: Threshold;
      expected: number | null;
      state: PhaseState;
      patience: Patience;
      /** Of a threshold that looks for changes. */
      change: ChangeState | null;
    }
);

/** The reason of a verdict in one sentence. */
export function reasonOf(sight: Sight, kind: VerdictKind): string {
  switch (sight.kind) {
    case 'silence':
      return `No data since ${day(sight.since)}; ${sight.held === 'NORMAL' ? 'how it stands is unknown' : `it was ${sight.held} before`}.`;
    case 'few':
      return `${samples(sight.sampleSize)}, fewer than the ${sight.minimumSamples} that a judgement needs.`;
    case 'incomputable':
      return `It cannot be computed: ${sight.why ?? 'its parts do not fit'}.`;
    case 'fault':
      return `It could not be judged: ${sight.message}; how it stood before holds. This is a fault of Headwater or in the data it keeps, which the log tells in full.`;
    case 'idle':
      return 'There was no traffic by which to tell how fast the error budget burns.';
    case 'unmatched':
      return sight.until === null
        ? 'There are too few data in the baseline to compare with.'
        : `It is part of the baseline, which lasts until ${day(sight.until)}.`;
    case 'noise':
      return `${shown(sight.value)} is ${limitInWords(sight.threshold, sight.expected)} but under the noise floor of ${shown(sight.noiseFloor)} that ${samples(sight.sampleSize)} alone produce.`;
    case 'family':
      return `${shown(sight.value)} is ${limitInWords(sight.threshold, sight.expected)}, but among ${sight.family.members} features one as far off (p ${shown(sight.family.pValue)}) is to be expected: its rate of false discoveries is ${shown(sight.family.rate)}, above ${MOST_FALSE_DISCOVERIES}.`;
    case 'unbounded':
      return `${shown(sight.value)} from ${samples(sight.sampleSize)}; the definition has no thresholds.`;
    case 'judged':
      return judgedReason(sight, kind);
  }
}

function judgedReason(sight: Extract<Sight, { kind: 'judged' }>, kind: VerdictKind): string {
  const { value, threshold, expected, sampleSize, state, patience } = sight;
  const limit = limitInWords(threshold, expected);
  if (sight.change?.isFound) return changeReason(sight, sight.change);
  const onset = onsetOf(state);
  const from = `from ${samples(sampleSize)}`;
  const standing = state.wasBreached ? `${shown(value)} is ${limit}` : `${shown(value)} is not ${limit}`;
  switch (kind) {
    case 'PERSISTENT':
      return `${standing}, ${from}, and has been since ${day(onset)}.`;
    case 'FLAPPING':
      return `${standing}, ${from}; it has turned over ${state.turns.length} times of late.`;
    case 'RECOVERING':
      return `${standing} any more, ${from}, but has not yet been clear for ${threshold.for}.`;
    case 'BLIP':
      return `${standing}, ${from}; a breach shortly before did not last ${threshold.for}.`;
    default:
      return state.phase.kind === 'PENDING'
        ? `${standing}, ${from}, for ${state.phase.windows} of ${patience.windows} windows.`
        : `${standing}, ${from}.`;
  }
}

/** The mean since the onset says more of a change than the last value, which may lie on either side. */
function changeReason(sight: Extract<Sight, { kind: 'judged' }>, change: ChangeState): string {
  const { value, threshold, expected, sampleSize } = sight;
  const side = threshold.comparison === 'BELOW_BASELINE_BY' ? 'below' : 'above';
  return `${shown(meanChangeOf(change))} ${side} the baseline's ${shown(expected)} on average over ${change.windows} windows since ${day(change.onset)}, where ${shown(threshold.value)} matters; the last is ${shown(value)}, from ${samples(sampleSize)}.`;
}

const samples = (count: number): string => (count === 1 ? '1 sample' : `${shown(count)} samples`);

/** A time for a sentence, to the minute. */
const day = (instant: Instant | null): string =>
  instant === null ? 'an unknown time' : `${isoOf(instant).slice(0, 16).replace('T', ' ')} UTC`;
