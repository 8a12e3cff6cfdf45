import { BadUserInput } from '../../../platform/errors.ts';
import { PAGE_BOUNDS } from '../../../vocabulary/paging.ts';

/** @throws BadUserInput for a page of nothing or of too much. */
export function checkPageSize(first: number): void {
  if (first < PAGE_BOUNDS.least || first > PAGE_BOUNDS.most)
    throw new BadUserInput(`first is ${first}; expected ${PAGE_BOUNDS.least} to ${PAGE_BOUNDS.most}`, 'first');
}
