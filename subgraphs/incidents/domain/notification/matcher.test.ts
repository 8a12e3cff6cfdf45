import { describe, expect, it } from '@jest/globals';
import { readMatcher } from './matcher.ts';

const matches = (text: string, labels: Record<string, string>) => {
  const matcher = readMatcher(text);
  return typeof matcher === 'string' ? matcher : matcher.matches(labels);
};

describe('a matcher', () => {
  it.each([
    ['severity="critical"', { severity: 'critical' }, true],
    ['severity=critical', { severity: 'warning' }, false],
    ['severity!="critical"', {}, true],
    ['job=~"ml-.+"', { job: 'ml-churn' }, true],
    ['job=~"ml"', { job: 'ml-churn' }, false],
    ['job!~"ml-.+"', { job: 'web' }, true],
    ['note="say \\"no\\""', { note: 'say "no"' }, true],
    ['team=""', {}, true],
  ])('%s of %j is %s', (text, labels, expected) => expect(matches(text, labels)).toBe(expected));
  it.each(['severity', '1x="a"', 'a="b', 'a=~"("', 'a=~"(?=x)"'])('is not %s', (text) =>
    expect(typeof readMatcher(text)).toBe('string'),
  );
  it('takes time in proportion to the text, whatever the expression', () =>
    expect(matches('a=~"(x+x+)+y"', { a: 'x'.repeat(5_000) })).toBe(false));
});
