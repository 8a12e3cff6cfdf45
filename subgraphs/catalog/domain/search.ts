import type { MetricDefinitionDocument } from './document.ts';

const WORDS = /[\p{L}\p{N}]+/gu;

/** Words as they are compared: letters of one case, one spelling of each character, no marks between. */
export const searchWordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORDS) ?? [];

/**
 * What a search looks through: the words of name, title, formula and tags, each after a space, so that a word begins
 * with `mod` where the text holds ` mod`.
 */
export const searchTextOf = ({ metadata, spec }: MetricDefinitionDocument): string =>
  searchWordsOf([metadata.name, metadata.title, spec.formula, ...(metadata.tags ?? [])].join(' '))
    .map((word) => ` ${word}`)
    .join('');
