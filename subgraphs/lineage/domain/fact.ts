import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { Fact, FactKind, FactValue } from './statement.ts';

/** What a fact is about, within its asset: its kind, and the field or assertion where the kind has one. */
export function factSubjectOf(value: FactValue): string {
  switch (value.kind) {
    case 'nullCount':
      return `nullCount ${value.field}`;
    case 'assertion':
      return ['assertion', value.assertion, value.field ?? '', ...(value.name ? [value.name] : [])].join(' ');
    case 'removed':
      return `removed ${value.of}`;
    case 'lifecycle':
      return `lifecycle ${value.change}`;
    case 'facet':
      return `facet ${value.of} ${value.name}`;
    default:
      return value.kind;
  }
}

/** By time, then asset, then subject, then run, then what it says: the same order in every store. */
export const compareFacts = (a: Fact, b: Fact): number =>
  a.time - b.time ||
  compareText(a.asset, b.asset) ||
  compareText(factSubjectOf(a), factSubjectOf(b)) ||
  compareText(a.runId ?? '', b.runId ?? '') ||
  compareText(JSON.stringify(a), JSON.stringify(b));

/** Of each subject of each asset the last fact, in order; of several said at one instant the last in order stands. */
export function lastOfEach(facts: readonly Fact[]): Fact[] {
  const ordered = facts.toSorted(compareFacts);
  const last = new Map(ordered.map((fact) => [`${fact.asset} ${factSubjectOf(fact)}`, fact]));
  return [...last.values()].sort(compareFacts);
}

/** An asset with the latest that was said of it. */
export interface DescribedAsset {
  id: AssetId;
  facts: readonly Fact[];
}

/** Kinds that describe an asset, and are read whenever it is shown; the others are asked for by themselves. */
export const DESCRIBING: FactKind[] = [
  ...(['schema', 'datasetType', 'version', 'documentation', 'jobType', 'sourceCode', 'owner', 'tags'] as const),
  ...(['rowCount', 'lifecycle', 'removed'] as const),
];

/** The fact of a kind that has one subject only, among the latest of an asset; null when nothing was said or it was taken back. */
export function latestOf<Kind extends FactKind>(
  facts: readonly Fact[],
  kind: Kind,
): Extract<Fact, { kind: Kind }> | null {
  const latest = facts.findLast((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  const removed = facts.findLast((fact) => fact.kind === 'removed' && fact.of === kind);
  return latest && (!removed || removed.time < latest.time) ? latest : null;
}
