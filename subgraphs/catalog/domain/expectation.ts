import type { z } from 'zod';

const TYPES: Record<string, string> = { object: 'a mapping', array: 'a list' };

/** What was expected where a document is at fault, in words that follow "expected". */
export function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A message of zod's own speaks of its types; one given with the schema says what is meant.
      return issue.message.startsWith('Invalid input')
        ? (TYPES[issue.expected] ?? `a ${issue.expected}`)
        : issue.message;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return oneOf('options' in issue ? (issue.options as string[]) : issue.errors.flat().flatMap(valuesOf));
    case 'unrecognized_keys':
      return `no ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;

const valuesOf = (issue: z.core.$ZodIssue): readonly unknown[] => (issue.code === 'invalid_value' ? issue.values : []);

/** A value as a fault shows it, in its first hundred characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value).slice(0, 100);
  } catch {
    // YAML's aliases can make a value a part of itself.
    return 'a value that holds itself';
  }
}
