import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageStatement } from './statement.ts';

/** Every asset that a statement names, in order, some more than once. */
export function namedAssets(statement: LineageStatement): AssetId[] {
  switch (statement.kind) {
    case 'known':
      return statement.assets;
    case 'declared':
      return [
        ...statement.assets.map(({ id }) => id),
        ...ends(statement.edges),
        ...(statement.notes ?? []).map(({ asset }) => asset),
      ];
    case 'static':
      return [statement.subject, ...ends(statement.edges), ...statement.facts.map(({ asset }) => asset)];
    case 'run':
      return [
        statement.job,
        ...(statement.parent ? [statement.parent.job] : []),
        ...ends(statement.edges),
        ...statement.facts.map(({ asset }) => asset),
      ];
  }
}

const ends = (edges: readonly { from: AssetId; to: AssetId }[]): AssetId[] =>
  edges.flatMap(({ from, to }) => [from, to]);
