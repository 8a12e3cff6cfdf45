import { describe, expect, it } from '@jest/globals';
import { definition } from '../fixtures.ts';
import type { MetricDefinition } from './definition.ts';
import { observedInputs, resolveInputs } from './inputs.ts';
import { judgedBy } from './resume.ts';

const over = (name: string, ...inputs: string[]): MetricDefinition =>
  definition({
    name,
    fingerprint: name,
    method: {
      kind: 'expression',
      expression: inputs.join(' + '),
      over: Object.fromEntries(inputs.map((one) => [one, one])),
    },
  });
const observed = (name: string, fingerprint = name) => definition({ name, fingerprint });

const resolve = (...definitions: MetricDefinition[]) =>
  resolveInputs(new Map(definitions.map((one) => [one.name, one])));

describe('resolveInputs', () => {
  it('gives an expression its inputs, and theirs', () => {
    const { resolved } = resolve(over('c', 'b', 'a'), over('b', 'a'), observed('a'));
    const c = resolved.get('c');
    expect(Object.keys(c?.inputs ?? {})).toEqual(['b', 'a']);
    expect(observedInputs(c as MetricDefinition).map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['an input is not there', [over('c', 'a')], 'its input a is not known'],
    ['it would be computed from itself', [over('c', 'b'), over('b', 'c')], 'it is computed from itself: c -> b -> c'],
  ])('leaves an expression out and says why: %s', (_, definitions, fault) => {
    const { resolved, unresolved } = resolve(...definitions);
    expect(resolved.has('c')).toBe(false);
    expect(unresolved[0]).toEqual({ name: 'c', fault });
  });

  it('lets an expression be judged anew when an input comes to mean something else', () => {
    const [before, after] = ['f1', 'f2'].map((fingerprint) =>
      resolve(over('c', 'a'), observed('a', fingerprint)).resolved.get('c'),
    );
    expect(judgedBy(before as MetricDefinition)).not.toBe(judgedBy(after as MetricDefinition));
  });
});
