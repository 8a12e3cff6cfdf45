import { BadUserInput } from '../../../platform/errors.ts';
import { PAGE_BOUNDS } from '../../../vocabulary/paging.ts';

/** A page size within bounds. @throws BadUserInput */
export function pageSize(first: number): number {
  const { least, most } = PAGE_BOUNDS;
  if (first < least || first > most)
    throw new BadUserInput(`first is ${first}; it must be from ${least} to ${most}`, 'first');
  return first;
}
