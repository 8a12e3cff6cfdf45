import type { CatalogDocument } from './document.ts';
import { sameJson } from './same-json.ts';

export interface Difference {
  /** Such as `spec.thresholds[0].below`. */
  field: string;
  /** Null when there was none. */
  before: unknown;
  /** Null when it was removed. */
  after: unknown;
}

/** The fields that differ, the innermost that still are one statement; of a document that is new its parts, whole. */
export const differencesOf = (before: CatalogDocument | undefined, after: CatalogDocument): Difference[] =>
  ['metadata', 'spec'].flatMap((part) => between(part, before?.[part as 'spec'], after[part as 'spec']));

function between(field: string, before: unknown, after: unknown): Difference[] {
  if (sameJson(before, after)) return [];
  if (isMapping(after) && isMapping(before)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => between(`${field}.${name}`, before[name], after[name]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length === after.length)
      return after.flatMap((element, index) => between(`${field}[${index}]`, before[index], element));
    if ([...before, ...after].every(isMapping)) return addedAndRemoved(field, before, after);
  }
  return [{ field, before: before ?? null, after: after ?? null }];
}

/** Of lists of statements: those that only one of them holds, a removed one by its place before. */
function addedAndRemoved(field: string, before: unknown[], after: unknown[]): Difference[] {
  const missingFrom = (others: unknown[], some: unknown[]) =>
    [...some.entries()].filter(([, element]) => !others.some((other) => sameJson(element, other)));
  const at = (index: number) => `${field}[${index}]`;
  return [
    ...missingFrom(after, before).map(([index, removed]) => ({ field: at(index), before: removed, after: null })),
    ...missingFrom(before, after).map(([index, added]) => ({ field: at(index), before: null, after: added })),
  ];
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
