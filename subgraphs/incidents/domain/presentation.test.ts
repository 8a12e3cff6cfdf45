import { describe, expect, it } from '@jest/globals';
import { chooseTraces, MOST_SPANS, mostTelling } from './choose-traces.ts';
import { fillPlaceholders } from './fill-placeholders.ts';
import { alert, CHURN, cause, DAY, day, emptyContext, incident, ORDERS, span } from './fixtures.contract.ts';
import { nextStepsOf } from './next-steps.ts';
import { placeholderValues } from './placeholder-values.ts';
import type { Cause } from './root-cause/answer.ts';
import { secondsText } from './seconds-text.ts';
import { similarIncidents } from './similar.ts';
import { titleOf } from './title.ts';
import { isWebUrl } from './web-url.ts';

describe('a playbook', () => {
  const values = placeholderValues(alert({ cause: cause(ORDERS) }), null);
  it('speaks of the cause that was found', () => {
    expect(fillPlaceholders('Look at {cause.asset.name} in {incident.id}.', values)).toBe(
      'Look at orders in incident/1.',
    );
  });
  it('shows what could not be filled as it was written', () => {
    expect(fillPlaceholders('{web}/incidents and {nothing.such}', values)).toBe('{web}/incidents and {nothing.such}');
    expect(fillPlaceholders('{cause.asset.name}', placeholderValues(alert(), null))).toBe('{cause.asset.name}');
  });
  it('links to the web app where there is one', () => {
    expect(fillPlaceholders('{web}/x', placeholderValues(alert(), 'https://web'))).toBe('https://web/x');
  });
});

describe('traces', () => {
  const spans = (...ids: string[]) => new Map(ids.map((traceId) => [traceId, mostTelling([span({ traceId })])]));
  it('are those that the observations named, then the notable ones, five at most and each once', () => {
    const { status, items } = chooseTraces(
      ['b', 'a'],
      ['a', 'c', 'd', 'e', 'f'],
      spans('a', 'b', 'c', 'd', 'e', 'f'),
      7,
    );
    expect(status).toBe('ATTACHED');
    expect(items.map(({ traceId, capturedAt }) => [traceId, capturedAt])).toEqual(
      ['b', 'a', 'c', 'd', 'e'].map((id) => [id, 7]),
    );
  });
  it('hold all their spans in order of start', () => {
    const both = [span({ spanId: '2', startTime: day(2) + 1 }), span({ spanId: '1' })];
    expect(mostTelling(both)).toEqual({ spans: both.toReversed(), spanCount: 2 });
  });
  it('of 100,000 spans hold those that failed and those that took longest, and say how many there were', () => {
    const long = Array.from({ length: 100_000 }, (_, index) =>
      span({ spanId: String(index), durationNanoseconds: String(index), status: index === 0 ? 'ERROR' : 'UNSET' }),
    );
    const { spans, spanCount } = mostTelling(long);
    expect([spans.length, spanCount]).toEqual([MOST_SPANS, 100_000]);
    expect(new Set(spans.map(({ spanId }) => spanId)).has('0')).toBe(true);
    expect(Math.min(...spans.map(({ spanId }) => Number(spanId)).filter((id) => id > 0))).toBe(
      100_000 - MOST_SPANS + 1,
    );
  });
  it('have expired when their ids are known and their spans gone', () => {
    expect(chooseTraces(['a'], [], new Map(), 7)).toEqual({ status: 'EXPIRED', items: [] });
  });
  it('are none when nothing matched', () => {
    expect(chooseTraces([], [], new Map(), 7)).toEqual({ status: 'NONE', items: [] });
  });
});

describe('next steps', () => {
  const failed = {
    asset: ORDERS,
    evidence: [{ kind: 'RUN_FAILED', time: 0, summary: '' }],
  } as unknown as Cause;
  it('begin with what the first cause calls for, then follow the playbook', () => {
    const playbook = {
      id: 'playbook/p',
      title: 'P',
      version: 1,
      steps: [{ order: 1, title: 'Look', instruction: 'Read {cause.asset.name}.', url: null }],
    };
    const rootCause = { causes: [failed] } as never;
    const values = placeholderValues(alert({ cause: cause(ORDERS) }), null);
    const steps = nextStepsOf(alert(), emptyContext({ playbook, rootCause }), values, {
      title: 'An older one',
      resolution: null,
    });
    expect(steps.map(({ order, instruction }) => [order, instruction])).toEqual([
      [1, 'Open the log of the failed run of orders, mend what it names, and run it again.'],
      [2, 'Read orders.'],
      [3, 'Compare with the incident "An older one", which is most like this one.'],
    ]);
  });
  it('end with how an incident like it was resolved', () => {
    const like = { title: 'An older one', resolution: 'Begun by orders (data): the source was late.' };
    expect(nextStepsOf(alert(), emptyContext(), new Map(), like).map(({ instruction }) => instruction)).toEqual([
      'See whether it is as it was with the incident "An older one", which is like this one: Begun by orders (data): the source was late.',
    ]);
  });
  it('are none when nothing is known', () => {
    expect(nextStepsOf(alert(), emptyContext(), new Map(), null)).toEqual([]);
  });
});

describe('similar incidents', () => {
  const past = (more = {}, cased = {}) => ({
    incident: incident({ id: 'incident/past', openedAt: day(3), ...cased }),
    alerts: [alert({ incident: 'incident/past', ...more })],
  });
  const now = alert({ cause: cause(ORDERS) });
  it('are most alike with the same cause, definition and evidence', () => {
    expect(similarIncidents(now, [past({ cause: cause(ORDERS) })])[0]?.similarity).toBeCloseTo(1, 12);
  });
  it('are less alike the longer ago they were', () => {
    const long = past({ cause: cause(ORDERS) }, { openedAt: day(3) - 180 * DAY });
    expect(similarIncidents(now, [long])[0]?.similarity).toBeCloseTo(0.5, 12);
  });
  it('are none of another cause and another definition, nor the incident itself', () => {
    const other = past({ cause: cause(CHURN, [CHURN]), definition: null });
    const itself = { incident: incident(), alerts: [now] };
    expect(similarIncidents(now, [other, itself])).toEqual([]);
  });
});

describe('a title', () => {
  it('says what everybody sees, then why', () => {
    expect(titleOf(alert({ cause: { ...cause(ORDERS), headline: 'load_orders failed' } }))).toBe(
      'Accuracy of churn fell: load_orders failed',
    );
  });
  it('names the metric when the catalog did not answer', () => {
    expect(titleOf(alert({ definition: null }))).toBe('prediction.accuracy of churn crossed its threshold');
  });
});

it('tells a span’s length without loss', () => {
  expect(['42000000', '1', '0', '61000000000', '1500000000'].map(secondsText)).toEqual([
    'PT0.042S',
    'PT0.000000001S',
    'PT0S',
    'PT61S',
    'PT1.5S',
  ]);
});

it('shows links of the web and no others', () => {
  expect(['https://x.org', 'http://x', 'javascript:alert(1)', 'file:///etc', '/incidents'].map(isWebUrl)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
