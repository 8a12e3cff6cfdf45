import { describe, expect, it } from '@jest/globals';
import { isoOf } from '../../vocabulary/duration.ts';
import { estateCase } from './estates/estate-case.ts';
import { readLabelledCases } from './labelled-case.ts';
import { answerOf, closureOf, type ScenarioCase } from './scenario-case.ts';

const one = estateCase('schema change', 'small', 1);

/** A case as a post-mortem would export it. */
function lineOf({ id, question, series, changes, causes }: ScenarioCase, more: object = {}): string {
  const grid = ({ start, step, values }: (typeof series)[number]['recent']) => ({
    start: isoOf(start),
    step: `PT${step / 3_600_000}H`,
    values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
  });
  return JSON.stringify({
    format: 'headwater/labelled-case/1',
    id,
    question: { ...question, at: isoOf(question.at), lookback: 'P2D' },
    closure: closureOf(one),
    series: series.map((each) => ({ ...each, baseline: grid(each.baseline), recent: grid(each.recent) })),
    changes: changes.map((change) => ({ ...change, time: isoOf(change.time) })),
    causes,
    origin: 'DATA',
    confirmed: { by: 'ada', at: '2026-10-01T09:00:00Z', note: 'The column was retyped.' },
    ...more,
  });
}

const read = (...lines: string[]) => readLabelledCases(lines.join('\n'), 'cases.ndjson');

describe('a case confirmed by a post-mortem', () => {
  it('is answered as it would have been when it was asked', () => {
    const [confirmed] = read(lineOf(one), '');
    if (!confirmed) throw new Error('no case was read');
    expect(answerOf(confirmed)).toEqual(answerOf(one));
    expect(confirmed).toMatchObject({ cell: 'confirmed, ACCURACY', causes: one.causes, origins: ['DATA'] });
  });

  it('may say that nothing recorded began it, and that its origin is not known', () => {
    const [confirmed] = read(lineOf(one, { causes: [], origin: null }));
    expect(confirmed).toMatchObject({ causes: [], origins: [], harmless: [one.question.asset] });
  });

  it.each([
    ['text that is no JSON', '{', /^cases.ndjson line 2: expected one JSON object a line; /],
    ['a format that is not known', lineOf(one, { format: 'headwater/labelled-case/9' }), /line 2: format: .*case\/1/],
    [
      'a cause that is no asset',
      lineOf(one, { causes: [['orders']] }),
      /line 2: causes.0.0: "orders" is not an asset id/,
    ],
    ['a field nobody knows', lineOf(one, { culprit: 1 }), /line 2: .*culprit/],
    ['no series of what is asked about', lineOf(one, { series: [] }), /line 2: series has none of metric "/],
    ['an id that was there before', lineOf(one), /line 2: id ".*" is that of line 1; give each case its own/],
  ])('is refused with its line when it has %s', (_, line, message) => {
    expect(() => read(lineOf(one), line)).toThrow(message);
  });
});
