import type { OriginVerdict, RootCause } from '../../subgraphs/incidents/domain/root-cause/answer.ts';
import type {
  Change,
  Closure,
  ClosureEdge,
  MeasuredSeries,
  Question,
} from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { rootCauseOf } from '../../subgraphs/incidents/domain/root-cause/root-cause.ts';
import { rowsFeedFields } from '../../subgraphs/incidents/domain/root-cause/rows-feed-fields.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';

/** One degradation: what is asked, what is known, and what began it. */
export interface ScenarioCase {
  id: string;
  /** Each cell is scored on its own. */
  cell: string;
  question: Question;
  edges: ClosureEdge[];
  series: MeasuredSeries[];
  changes: Change[];
  /** What began it: one set for each cause, any of whose assets names it; empty when refusing is right. */
  causes: AssetId[][];
  /** Where nothing recorded began it, assets that may be named without harm: those at which it began. */
  harmless: AssetId[];
  /** Each of them is right; empty where it is not known. */
  origins: OriginVerdict[];
}

/** A ranking: sets of assets that tie, best first; empty when nothing is named. */
export type Ranking = AssetId[][];

/** Everything upstream of the target over the edges of a case, as the use-case hands it to the pure function. */
export function closureOf({ question, edges }: Pick<ScenarioCase, 'question' | 'edges'>): Closure {
  const parents = Map.groupBy(edges, ({ to }) => to);
  const depths = new Map([[question.asset, 0]]);
  for (const [asset, depth] of depths)
    for (const { from } of parents.get(asset) ?? []) if (!depths.has(from)) depths.set(from, depth + 1);
  const assets = [...depths].map(([id, depth]) => ({ id, depth }));
  const inside = edges.filter(({ from, to }) => depths.has(from) && depths.has(to));
  return rowsFeedFields({ completeness: 'COMPLETE', assets, edges: inside }, question.asset);
}

const MOST = 100;

export const answerOf = (one: ScenarioCase): RootCause =>
  rootCauseOf(one.question, { closure: closureOf(one), series: one.series, changes: one.changes }, MOST);

export const rankingIn = ({ causes }: { causes: readonly { rank: number; asset: AssetId }[] }): Ranking =>
  [...Map.groupBy(causes, ({ rank }) => rank).values()].map((tied) => tied.map(({ asset }) => asset));

export const rankingOf = (one: ScenarioCase): Ranking => rankingIn(answerOf(one));
