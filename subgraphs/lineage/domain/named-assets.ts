import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageStatement, RunStatement, StaticStatement } from './statement.ts';

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
      return [statement.subject, ...around(statement)];
    case 'run':
      return [
        statement.job,
        ...(statement.parent ? [statement.parent.job] : []),
        ...(statement.root ? [statement.root.job] : []),
        ...around(statement),
      ];
  }
}

const around = ({ edges, facts, symlinks = [] }: RunStatement | StaticStatement): AssetId[] => [
  ...ends(edges),
  ...facts.map(({ asset }) => asset),
  ...symlinks.flatMap(({ asset, alias }) => [asset, alias]),
];

const ends = (edges: readonly { from: AssetId; to: AssetId }[]): AssetId[] =>
  edges.flatMap(({ from, to }) => [from, to]);
