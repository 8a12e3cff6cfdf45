import { compareText } from './edge.ts';
import type { Fact, FactValue } from './statement.ts';

/** What a fact is about, within its asset: its kind, and the field or assertion where the kind has one. */
export function factSubjectOf(value: FactValue): string {
  switch (value.kind) {
    case 'nullCount':
      return `nullCount ${value.field}`;
    case 'assertion':
      return `assertion ${value.assertion} ${value.field ?? ''}`;
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
