import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Candidate } from './candidates.ts';
import type { Ranked } from './greedy.ts';
import type { Change } from './question.ts';
import type { Signal } from './signal.ts';
import { DEGRADED_FROM } from './target.ts';
import type { TargetOnset } from './time-factor.ts';
import { lengthText, nameOf, numberText, timeText } from './words.ts';

/** What a sentence about a cause compares it with. */
export interface Surroundings {
  target: Signal;
  onset: TargetOnset;
  /** How many assets are degraded. */
  degraded: number;
  /** Whether lineage knows anything upstream of an asset. */
  isFed(asset: AssetId): boolean;
  /** Follows what is said of all that is upstream; nothing where all of it was looked at. */
  proviso: typeof AS_FAR_AS_LOOKED | '';
}

/** What the search did not reach or read in time may be there, and may be abnormal. */
export const AS_FAR_AS_LOOKED = ', as far as was looked';

/** A change less likely than this to have begun anything stays among the evidence. */
const WORTH_NAMING = 0.5;

/** A change that outweighs the anomaly is named first. */
export function summaryOf(ranked: Ranked, surroundings: Surroundings): string {
  const { candidate } = ranked;
  const { signal, likeliest, strength, change } = candidate;
  const moved = signal && (signal.anomaly >= DEGRADED_FROM || !likeliest) ? movement(signal, surroundings) : null;
  const happened = likeliest && happening(likeliest, surroundings);
  const [main, also] =
    change > strength ? [happened, moved] : [moved ?? happened, change >= WORTH_NAMING ? happened : null];
  const parts = [
    main,
    also === main ? null : also,
    covering(ranked, surroundings),
    inputs(ranked, surroundings),
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}

function happening({ asset, summary, time }: Change, surroundings: Surroundings): string {
  return `${nameOf(asset)}: ${withoutStop(summary)} (${timeText(time)})${lead(time, asset, surroundings)}`;
}

function movement(signal: Signal, surroundings: Surroundings): string {
  const { metric, asset, direction, normal, worst, noiseFloor, onset } = signal;
  const floor = noiseFloor === null ? '' : `, noise floor ${numberText(noiseFloor)}`;
  const since = onset === null ? '' : ` from ${timeText(onset)}${lead(onset, asset, surroundings)}`;
  const verb = direction === 'UP' ? 'rose' : 'fell';
  return `${metric} of ${nameOf(asset)} ${verb} from ${numberText(normal)} to ${numberText(worst)}${floor}${since}`;
}

/** How long before the target; nothing when it is about the target itself. */
function lead(began: Instant, asset: AssetId, { target, onset }: Surroundings): string {
  if (asset === target.asset) return '';
  const verb = target.direction === 'UP' ? 'rose' : 'fell';
  const other = `${target.metric} of ${nameOf(target.asset)} ${verb}`;
  if (began >= onset.from) return began < onset.to ? `, as ${other}` : `, after ${other}`;
  return `, ${lengthText(onset.from - began)} before ${other}`;
}

function covering({ covers }: Ranked, { degraded }: Surroundings): string | null {
  if (degraded < 2) return null;
  return `${covers.size()} of ${degraded} degraded assets are it or lie downstream of it`;
}

function inputs({ candidate, parents, path }: Ranked, { isFed, proviso }: Surroundings): string | null {
  const abnormal = parents.filter(isAbnormal);
  if (abnormal.length > 0)
    return `not normal among its own inputs: ${someOf(abnormal.map(({ asset }) => nameOf(asset)))}`;
  if (parents.length > 0) return `its own inputs are normal${proviso}`;
  if (path.assets.length === 1) return null;
  const none = isFed(candidate.asset) ? 'nothing is measured upstream of it' : 'lineage knows nothing upstream of it';
  return `${none}${proviso}`;
}

/** By itself or by what was done to it. */
export const isAbnormal = ({ anomaly, change }: Candidate): boolean => anomaly >= DEGRADED_FROM || change > 0;

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

const MOST_NAMED = 3;

function someOf(names: string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}
