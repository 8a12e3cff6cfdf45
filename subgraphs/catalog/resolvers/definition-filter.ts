import { BadUserInput } from '../../../platform/errors.ts';
import { searchWordsOf } from '../domain/search.ts';
import type { QueryDefinitionsArgs } from '../generated/resolver-types.ts';
import type { DefinitionFilter } from '../ports/catalog-store.ts';

/** @throws BadUserInput for a day that is none and for a text without a word in it. */
export function filterOf({
  category,
  owner,
  appliesTo,
  sensitivity,
  tag,
  reviewDueBy,
  text,
}: Omit<QueryDefinitionsArgs, 'first' | 'after'>): DefinitionFilter {
  if (reviewDueBy && (!/^\d{4}-\d{2}-\d{2}$/.test(reviewDueBy) || Number.isNaN(Date.parse(reviewDueBy))))
    throw new BadUserInput(`reviewDueBy is "${reviewDueBy}"; expected a day such as 2027-02-01`, 'reviewDueBy');
  const words = searchWordsOf(text ?? '');
  if (text && words.length === 0)
    throw new BadUserInput(`text is "${text}", which holds no word; expected letters or digits`, 'text');
  return {
    category: category ?? null,
    owner: owner ?? null,
    appliesTo: appliesTo ?? null,
    sensitivity: sensitivity ?? null,
    tag: tag ?? null,
    reviewDueBy: reviewDueBy ?? null,
    words,
  };
}
