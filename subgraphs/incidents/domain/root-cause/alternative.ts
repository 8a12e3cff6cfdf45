import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Alternative } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { explanationBy } from './explained-away.ts';
import type { Ranking } from './greedy.ts';
import type { Scored } from './rank.ts';
import { SCORE_FLOOR, softened } from './score.ts';
import type { Surroundings } from './summary.ts';
import { DEGRADED_FROM } from './target.ts';
import { lengthText, nameOf, numberText, timeText } from './words.ts';

/** More of them are of use to nobody. */
const MOST_ALTERNATIVES = 10;

/** What else was abnormal or changed and is no cause, nearest to being one first, and what spoke most against each. */
export function alternativesOf(
  { ranked, others }: Ranking,
  of: ReadonlyMap<AssetId, Candidate>,
  surroundings: Surroundings,
): Alternative[] {
  return others
    .filter(({ candidate: { anomaly, change } }) => anomaly >= DEGRADED_FROM || change >= SCORE_FLOOR)
    .slice(0, MOST_ALTERNATIVES)
    .map((lost) => {
      const factor = worstFactor(lost);
      const reason = reasonOf(factor, lost, { of, surroundings, first: ranked[0] ?? null });
      return { asset: lost.candidate.asset, score: lost.score.value, factor, reason };
    });
}

/** A factor that leaves less of a score than this is reason enough. */
const DECISIVE = 0.5;

/**
 * Which factor took most of the score. Time, co-movement and impact take from the anomaly alone. That others cover the same
 * comes last, for it is no reason of its own.
 */
function worstFactor({ score, candidate }: Scored): string {
  const byChange = candidate.change > candidate.strength;
  const taking = score.factors
    .filter(({ name, known }) => known && (byChange ? !OF_ANOMALY.includes(name) : name !== 'change'))
    .map(({ name, value }) => ({ name, left: name === 'strength' || name === 'change' ? value : softened(value) }))
    .sort((a, b) => a.left - b.left);
  const own = taking.find(({ name }) => name !== 'coverage');
  return (own && own.left < DECISIVE ? own : taking[0])?.name ?? 'strength';
}

const OF_ANOMALY: readonly string[] = ['strength', 'time', 'coMovement', 'impact'];

interface Context {
  of: ReadonlyMap<AssetId, Candidate>;
  surroundings: Surroundings;
  first: Scored | null;
}

function reasonOf(factor: string, lost: Scored, { of, surroundings, first }: Context): string {
  const { candidate, parents, path } = lost;
  const name = nameOf(candidate.asset);
  const { target } = surroundings;
  const bad = `${target.metric} of ${nameOf(target.asset)}`;
  switch (factor) {
    case 'unexplained':
      return `${name} is explained by what feeds it: ${explainer(parents, candidate)}.`;
    case 'path':
      return `Its trouble does not reach ${nameOf(target.asset)}: ${blocker(path.assets, of, surroundings)} on the way is measured and close to normal.`;
    case 'spread':
      return `Its trouble did not spread: ${spreadText(lost)}.`;
    case 'time':
      return timing(candidate, bad, surroundings);
    case 'coMovement':
      return `${candidate.signal?.metric} of ${name} does not move with ${bad}.`;
    case 'impact':
      return `It is too small: by volume and change it accounts for ${share(lost)} % of the trouble of ${nameOf(target.asset)}.`;
    case 'coverage':
      return first && overlaps(first, lost)
        ? `What is degraded downstream of it is explained by ${nameOf(first.candidate.asset)} already.`
        : 'Little of what is degraded lies downstream of it.';
    case 'change':
      return `What changed there seldom begins such trouble: ${changeText(candidate)}.`;
    default:
      return `It is ${numberText(candidate.anomaly)} robust standard deviations from normal, too little beside the others.`;
  }
}

const overlaps = (first: Scored, { covers }: Scored): boolean => first.covers.intersection_size(covers) > 0;

function share({ score }: Scored): string {
  const impact = score.factors.find(({ name }) => name === 'impact')?.value ?? 0;
  return numberText(100 * impact ** 2);
}

function explainer(parents: readonly Candidate[], own: Candidate): string {
  const best = parents.toSorted((a, b) => explanationBy(b, own) - explanationBy(a, own))[0];
  if (!best) return 'its inputs';
  const what = best.change > best.strength ? 'changed' : 'is abnormal as well';
  return `${nameOf(best.asset)} ${what}`;
}

const spreadText = ({ spread: { measured, degraded } }: Scored): string =>
  measured === 1
    ? 'the nearest measured asset that it feeds is normal'
    : `of the ${measured} nearest measured assets that it feeds ${degraded === 0 ? 'none' : degraded} ${degraded > 1 ? 'are' : 'is'} degraded`;

/** The asset on the way that shows least of the trouble. */
function blocker(way: readonly AssetId[], of: ReadonlyMap<AssetId, Candidate>, { target }: Surroundings): string {
  const between = way.slice(1).flatMap((asset) => of.get(asset) ?? []);
  const measured = between.filter(({ asset, signal }) => signal && asset !== target.asset);
  const least = measured.toSorted((a, b) => a.strength - b.strength)[0];
  return least ? nameOf(least.asset) : 'what lies';
}

function timing({ signal, asset }: Candidate, bad: string, { onset }: Surroundings): string {
  const began = signal?.onset ?? onset.from;
  if (began > onset.from) return `${nameOf(asset)} became abnormal ${lengthText(began - onset.from)} after ${bad} did.`;
  return `${nameOf(asset)} has been abnormal since ${timeText(began)}, long before ${bad} was.`;
}

const changeText = ({ likeliest }: Candidate): string =>
  likeliest ? `${likeliest.summary.replace(/\.$/, '')} (${timeText(likeliest.time)})` : 'nothing of weight';
