import { BadUserInput } from './errors.ts';

/** Least and greatest page size the API accepts. */
const PAGE_BOUNDS = { least: 1, most: 100 } as const;

/** A page size within bounds. @throws BadUserInput for a page of nothing or of too much. */
export function pageSize(first: number): number {
  const { least, most } = PAGE_BOUNDS;
  if (first < least || first > most) throw new BadUserInput(`first is ${first}; expected ${least} to ${most}`, 'first');
  return first;
}
