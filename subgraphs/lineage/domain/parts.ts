import type { LineageStatement } from './statement.ts';

/** How much there is to write of statements: each is a row, and so is every edge, fact and named asset of it. */
export const rowsIn = (statements: readonly LineageStatement[]): number =>
  statements.reduce((sum, statement) => sum + 1 + sizeOf(statement), 0);

/**
 * Cuts statements, in their order, into parts of at most so many rows, so that a store with a bound on one transaction
 * can take any number of them. A statement is never cut: a larger one is a part of its own.
 */
export function inParts<Statement extends LineageStatement>(
  statements: readonly Statement[],
  mostRows: number,
): Statement[][] {
  const parts: Statement[][] = [];
  let room = 0;
  for (const statement of statements) {
    const rows = rowsIn([statement]);
    if (parts.length === 0 || rows > room) {
      parts.push([]);
      room = mostRows;
    }
    parts.at(-1)?.push(statement);
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
