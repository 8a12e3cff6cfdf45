import type { ClosureEdge } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { ScenarioCase } from './scenario-case.ts';

const assetsOf = (edges: readonly ClosureEdge[]): AssetId[] => [
  ...new Set(edges.flatMap(({ from, to }) => [from, to])),
];

const inRandomOrder = <Value>(values: readonly Value[], random: () => number): Value[] =>
  values
    .map((value) => ({ value, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);

/** The case with a tenth of its edges lost and as many wrong ones added. */
export function misdrawn<Case extends ScenarioCase>(one: Case, random: () => number): Case {
  const assets = assetsOf(one.edges);
  const any = () => assets[Math.floor(random() * assets.length)] ?? one.question.asset;
  const edges = inRandomOrder(one.edges, random);
  const lost = Math.round(edges.length / 10);
  const wrong = Array.from({ length: lost }, () => ({ from: any(), to: any(), role: 'CALLS' as const }));
  return { ...one, edges: [...edges.slice(lost), ...wrong] };
}

/** The case on a graph whose assets have changed places at random, the target left where it is. */
export function shuffled<Case extends ScenarioCase>(one: Case, random: () => number): Case {
  const assets = assetsOf(one.edges).filter((asset) => asset !== one.question.asset);
  const places = inRandomOrder(assets, random);
  const moved = new Map(assets.map((asset, index) => [asset, places[index] ?? asset]));
  const placed = (asset: AssetId) => moved.get(asset) ?? asset;
  return { ...one, edges: one.edges.map((edge) => ({ ...edge, from: placed(edge.from), to: placed(edge.to) })) };
}
