import { BadUserInput } from '../../../platform/errors.ts';
import { type CursorKey, cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { Breakdown, BreakdownKey } from '../use-cases/break-down.ts';

/** A breakdown as a page of the API. */
export function breakdownPage({ slices, hasNextPage, total, coverage }: Breakdown) {
  const edges = slices.map((node) => ({ node, cursor: cursorOf([node.key.sampleSize, node.key.values]) }));
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, totalCount: total, coverage };
}

/** The place after which a page begins; null for the first. @throws BadUserInput */
export function readBreakdownKey(raw: string | null | undefined): BreakdownKey | null {
  if (raw == null) return null;
  const [sampleSize, values]: CursorKey = parseCursor(raw, 2) ?? [];
  if (typeof sampleSize !== 'number' || typeof values !== 'string')
    throw new BadUserInput('`after` is not a cursor of this breakdown', 'after');
  return { sampleSize, values };
}
