import { identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Edge } from '../edge.ts';
import type { Fact, LifecycleChange } from '../statement.ts';
import { type Change, type ChangeKind, changeOf } from './change.ts';

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

/** Differences between each schema and the one before: fields added, removed and retyped. A type unknown is no change. */
export const schemaChanges = (facts: readonly Of<'schema'>[]): Change[] =>
  pairsOf(facts).flatMap(([before, after]) => {
    const was = new Map(before.fields.map(({ name, type }) => [name, type]));
    const is = new Map(after.fields.map(({ name, type }) => [name, type]));
    const added = [...is.keys()].filter((name) => !was.has(name));
    const removed = [...was.keys()].filter((name) => !is.has(name));
    const retyped = [...is].flatMap(([name, to]) => {
      const from = was.get(name);
      return from && to && from !== to ? [{ name, from, to }] : [];
    });
    if (added.length + removed.length + retyped.length === 0) return [];
    const parts = [
      ...phrase('added', added),
      ...phrase('removed', removed),
      ...phrase(
        'retyped',
        retyped.map(({ name, from, to }) => `${name} from ${from} to ${to}`),
      ),
    ];
    const summary = `The schema changed: ${parts.join('; ')}.`;
    return [changeOf({ ...whereOf(after), kind: 'SCHEMA_CHANGED', summary, details: { added, removed, retyped } })];
  });

/** Each code version that differs from the last one stated. */
export const codeChanges = (facts: readonly Of<'sourceCode'>[]): Change[] =>
  pairsOf(facts.filter(({ version }) => version !== null)).flatMap(([before, after]) => {
    if (before.version === after.version) return [];
    const summary = `The code changed from version ${before.version} to ${after.version}.`;
    const details = { from: before.version, to: after.version, url: after.url };
    return [changeOf({ ...whereOf(after), kind: 'CODE_CHANGED', summary, details })];
  });

/** Each failed run, once, at its first failure. */
export function failureChanges(facts: readonly Of<'failure'>[]): Change[] {
  const first = new Map([...facts].reverse().map((fact) => [fact.runId, fact]));
  return facts
    .filter((fact) => fact.runId === null || first.get(fact.runId) === fact)
    .map((fact) => {
      const summary = fact.error ? `A run failed: ${firstLine(fact.error)}` : 'A run failed.';
      const details = { error: fact.error };
      return changeOf({ ...whereOf(fact), kind: 'RUN_FAILED', summary, details }, fact.runId ?? '');
    });
}

/** Each time that an assertion begins to fail. Facts of one asset and subject in order of time. */
export const assertionChanges = (facts: readonly Of<'assertion'>[]): Change[] =>
  facts.flatMap((fact, place) => {
    if (fact.success || facts[place - 1]?.success === false) return [];
    const { assertion, field, name } = fact;
    const summary = `${checkOf(fact)} began to fail.`;
    const details = { assertion, field, ...(name ? { name } : {}) };
    return [changeOf({ ...whereOf(fact), kind: 'ASSERTION_FAILED', summary, details }, summary)];
  });

/** How a sentence about an assertion begins. */
export const checkOf = ({ assertion, name, field }: Of<'assertion'>): string =>
  `The check ${[assertion, name].filter(Boolean).join(' ')}${field ? ` on ${field}` : ''}`;

const LIFECYCLE: Partial<Record<LifecycleChange, { kind: ChangeKind; summary: (other: string) => string }>> = {
  DROP: { kind: 'DATASET_DROPPED', summary: () => 'The dataset was dropped.' },
  RENAMED: { kind: 'DATASET_RENAMED', summary: (other) => `The dataset was renamed to ${other}.` },
  TRUNCATE: { kind: 'DATASET_TRUNCATED', summary: () => 'The dataset was emptied.' },
};

/** Each time that a dataset was dropped, renamed away or emptied. */
export const lifecycleChanges = (facts: readonly Of<'lifecycle'>[]): Change[] =>
  facts.flatMap((fact) => {
    const known = LIFECYCLE[fact.change];
    if (!known) return [];
    const summary = known.summary(fact.other ? identityOf(fact.other).name : 'another name');
    return [changeOf({ ...whereOf(fact), kind: known.kind, summary, details: { other: fact.other } })];
  });

/** Each model version that a deployment began to serve. */
export const deploymentChanges = (edges: readonly Edge[]): Change[] =>
  edges.map(({ from, to, validFrom, origin, source }) => {
    const [, , model = '', version = ''] = from.split('/').map(decodeURIComponent);
    return changeOf(
      {
        asset: to,
        time: validFrom,
        kind: 'MODEL_DEPLOYED',
        summary: `Version ${version} of the model ${model} was deployed.`,
        details: { modelVersion: from },
        runId: origin === 'OBSERVED' ? source : null,
      },
      from,
    );
  });

const whereOf = ({ asset, time, runId }: Fact) => ({ asset, time, runId });

const pairsOf = <Value>(values: readonly Value[]): [Value, Value][] =>
  values.slice(1).map((value, place) => [values[place] as Value, value]);

const phrase = (verb: string, names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : [`${verb} ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`];

export const firstLine = (text: string): string => {
  const [line = ''] = text.trim().split('\n');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};
