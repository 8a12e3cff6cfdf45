import { BadUserInput } from '../../../platform/errors.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { Page } from '../ports/incident-store.ts';

/** The time and id after which a page begins; null for the first. @throws BadUserInput */
export function readAfter(after: string | null | undefined): { time: Instant; id: string } | null {
  if (after == null) return null;
  const [time, id] = parseCursor(after, 2) ?? [];
  if (typeof time !== 'number' || typeof id !== 'string')
    throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return { time, id };
}

/** The sequence after which a list of changes begins; 0 for the first. @throws BadUserInput */
export function readSequence(after: string | null | undefined): number {
  if (after == null) return 0;
  const [sequence] = parseCursor(after, 1) ?? [];
  if (typeof sequence !== 'number') throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return sequence;
}

/** A page as a connection, its cursors made of time and id. */
export function connectionOf<Node extends { id: string }>(page: Page<Node>, timeOf: (node: Node) => Instant) {
  const edges = page.nodes.map((node) => ({ node, cursor: cursorOf([timeOf(node), node.id]) }));
  return {
    edges,
    totalCount: page.totalCount,
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** A page of what is numbered as a connection, its cursors made of the numbers. */
export function sequenceConnectionOf<Node extends { sequence: number }>(page: Page<Node>) {
  const edges = page.nodes.map((node) => ({ node, cursor: cursorOf([node.sequence]) }));
  return {
    edges,
    totalCount: page.totalCount,
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
