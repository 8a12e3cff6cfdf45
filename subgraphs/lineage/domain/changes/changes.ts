import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText, type Edge } from '../edge.ts';
import { compareFacts, factSubjectOf } from '../fact.ts';
import type { Fact } from '../statement.ts';
import type { Change } from './change.ts';
import { nullShareChanges, rowCountChanges } from './measured.ts';
import {
  assertionChanges,
  codeChanges,
  deploymentChanges,
  failureChanges,
  lifecycleChanges,
  schemaChanges,
} from './stated.ts';

/**
 * What changed in [from, to), oldest first, then by asset and kind.
 * @param facts those of the range, of each subject the last one before it, and as much of earlier counts as jumps are
 * to be judged against.
 * @param deployed edges to model versions newly served in the range.
 */
export function changesIn(facts: readonly Fact[], deployed: readonly Edge[], from: Instant, to: Instant): Change[] {
  const subjects = Map.groupBy(facts.toSorted(compareFacts), (fact) => `${fact.asset} ${factSubjectOf(fact)}`);
  return [...[...subjects.values()].flatMap(changesOfSubject), ...deploymentChanges(deployed)]
    .filter(({ time }) => from <= time && time < to)
    .sort(
      (a, b) =>
        a.time - b.time || compareText(a.asset, b.asset) || compareText(a.kind, b.kind) || compareText(a.id, b.id),
    );
}

/** Facts of one asset and subject, and so of one kind. */
function changesOfSubject(facts: readonly Fact[]): Change[] {
  return [
    ...schemaChanges(ofKind(facts, 'schema')),
    ...codeChanges(ofKind(facts, 'sourceCode')),
    ...failureChanges(ofKind(facts, 'failure')),
    ...assertionChanges(ofKind(facts, 'assertion')),
    ...lifecycleChanges(ofKind(facts, 'lifecycle')),
    ...rowCountChanges(ofKind(facts, 'rowCount')),
    ...nullShareChanges(ofKind(facts, 'nullCount')),
  ];
}

const ofKind = <Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind): Extract<Fact, { kind: Kind }>[] =>
  facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
