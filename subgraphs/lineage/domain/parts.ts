import type { AssetBundle } from './bundle.ts';
import type { LineageStatement } from './statement.ts';

/** How much there is to write of statements: each is a row, and so is every edge, fact and named asset of it. */
export const rowsIn = (statements: readonly LineageStatement[]): number =>
  statements.reduce((sum, statement) => sum + 1 + sizeOf(statement), 0);

/**
 * Cuts statements, in their order, into parts of at most so many rows, so that a store with a bound on one transaction
 * can take any number of them. A statement is never cut: a larger one is a part of its own.
 */
export const inParts = <Statement extends LineageStatement>(
  statements: readonly Statement[],
  mostRows: number,
): Statement[][] => parted(statements, mostRows, (statement) => rowsIn([statement]));

/** The same of bundles: each asset, edge, fact and run of one is a row. */
export const bundlesInParts = (bundles: readonly AssetBundle[], mostRows: number): AssetBundle[][] =>
  parted(bundles, mostRows, ({ statics, spans, facts, runs }) => {
    const edges = [...statics, ...runs.map(({ run }) => run)].reduce((sum, each) => sum + each.edges.length, 0);
    return 1 + edges + spans.length + facts.length + runs.length;
  });

function parted<Item>(items: readonly Item[], mostRows: number, rowsOf: (item: Item) => number): Item[][] {
  const parts: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const rows = rowsOf(item);
    if (parts.length === 0 || rows > room) {
      parts.push([]);
      room = mostRows;
    }
    parts.at(-1)?.push(item);
    room -= rows;
  }
  return parts;
}

function sizeOf(statement: LineageStatement): number {
  switch (statement.kind) {
    case 'known':
      return statement.assets.length;
    case 'declared':
      return statement.assets.length + statement.edges.length;
    default:
      return statement.edges.length + statement.facts.length;
  }
}
