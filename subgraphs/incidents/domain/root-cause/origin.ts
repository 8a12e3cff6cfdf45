import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Origin, OriginVerdict } from './answer.ts';
import type { Candidate } from './candidates.ts';
import type { Ranked } from './greedy.ts';
import type { ClosureEdge, MetricCategory } from './question.ts';

/** Leading candidates of different origins nearer than this leave the origin open. */
const MARGIN = 0.1;

type Decided = Exclude<OriginVerdict, 'UNDETERMINED'>;

/** Whether data, model or deployment began it: the origin of the best cause, when it leads clearly. */
export function originOf(
  ranked: readonly Ranked[],
  candidates: readonly Candidate[],
  edges: readonly ClosureEdge[],
  asked: MetricCategory,
): Origin {
  const training = new Set(edges.filter(({ role }) => role === 'TRAINS').map(({ from }) => from));
  const best = new Map<Decided, number>();
  for (const { candidate, score } of ranked) {
    const origin = originOfCandidate(candidate, training, asked);
    best.set(origin, Math.max(best.get(origin) ?? 0, score.value));
  }
  const [[verdict, leading] = [], [, next = 0] = []] = [...best].sort(([, a], [, b]) => b - a);
  if (!verdict || !leading) return { verdict: 'UNDETERMINED', confidence: 0 };
  const margin = (leading - next) / leading;
  return { verdict: margin < MARGIN ? 'UNDETERMINED' : verdict, confidence: margin * measuredShare(candidates) };
}

/**
 * What a model predicts is measured where it is deployed, and speaks of the model; a new version is bad in what is asked about,
 * whether or not its deployment is measured. Any other change is the deployment's own.
 */
const OF_THE_MODEL: readonly MetricCategory[] = ['ACCURACY', 'DRIFT'];

function originOfCandidate(
  { asset, signal, change, changes }: Candidate,
  training: ReadonlySet<AssetId>,
  asked: MetricCategory,
): Decided {
  switch (identityOf(asset).kind) {
    case 'MODEL_VERSION':
      return 'MODEL';
    case 'JOB':
      return training.has(asset) ? 'MODEL' : 'DATA';
    case 'DEPLOYMENT':
    case 'SERVICE': {
      if (change > 0 && changes.some(({ kind }) => kind !== 'MODEL_DEPLOYED')) return 'DEPLOYMENT';
      const bad = change > 0 ? asked : signal?.category;
      return bad && OF_THE_MODEL.includes(bad) ? 'MODEL' : 'DEPLOYMENT';
    }
    default:
      return 'DATA';
  }
}

/** Jobs are known by their runs, not by measurements, and count neither way. */
function measuredShare(candidates: readonly Candidate[]): number {
  const measurable = candidates.filter(({ asset }) => identityOf(asset).kind !== 'JOB');
  const measured = measurable.filter(({ signal }) => signal).length;
  return measurable.length === 0 ? 0 : measured / measurable.length;
}
