import { describe, expect, it } from '@jest/globals';
import { dataset, deployment, edge, fact, job, model } from '../../ports/contract-world.contract.ts';
import type { Fact } from '../statement.ts';
import { changesIn } from './changes.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

const found = (facts: Fact[], from = 0, to = NEVER) =>
  changesIn(facts, [], from, to).map(({ time, kind, summary }) => `${time} ${kind}: ${summary}`);

const schema = (time: number, fields: Record<string, string | null>) =>
  fact(dataset('a'), time, {
    kind: 'schema',
    fields: Object.entries(fields).map(([name, type]) => ({ name, type, description: null })),
  });

const counts = (...rows: number[]) =>
  rows.map((count, place) => fact(dataset('a'), place, { kind: 'rowCount', rows: count }, `run ${place}`));

const shares = (...percents: number[]) =>
  percents.map((percent, place) =>
    fact(dataset('a'), place, { kind: 'nullCount', field: 'x', nulls: percent * 100, rows: 10_000 }, `run ${place}`),
  );

describe('what changed', () => {
  it('names the fields that a schema gained, lost and retyped', () => {
    const facts = [
      schema(1, { a: 'INT', b: 'INT' }),
      schema(2, { a: 'INT', b: 'INT' }),
      schema(3, { a: 'TEXT', c: 'INT' }),
    ];
    expect(found(facts)).toEqual([
      '3 SCHEMA_CHANGED: The schema changed: added c; removed b; retyped a from INT to TEXT.',
    ]);
  });

  it('does not take a type that one producer leaves out for a change', () => {
    expect(found([schema(1, { a: 'INT' }), schema(2, { a: null }), schema(3, { a: 'INT' })])).toEqual([]);
  });

  it('sees the same changes whatever order the facts came in', () => {
    const facts = [schema(3, { a: 'TEXT' }), schema(1, { a: 'INT' }), schema(2, { a: 'INT' })];
    expect(changesIn(facts, [], 0, NEVER)).toEqual(changesIn(facts.toReversed(), [], 0, NEVER));
  });

  it('tells only what changed in the range, judged against what was before', () => {
    const facts = [schema(1, { a: 'INT' }), schema(5, { b: 'INT' }), schema(9, { c: 'INT' })];
    expect(found(facts, 5, 9)).toEqual(['5 SCHEMA_CHANGED: The schema changed: added b; removed a.']);
  });

  it('tells a new code version, and not one that was left out for a run', () => {
    const code = (time: number, version: string | null) =>
      fact(job('j'), time, { kind: 'sourceCode', url: null, version });
    expect(found([code(1, 'v1'), code(2, null), code(3, 'v1'), code(4, 'v2')])).toEqual([
      '4 CODE_CHANGED: The code changed from version v1 to v2.',
    ]);
  });

  it('tells a failed run once, at its first failure, in one line', () => {
    const failure = (time: number, runId: string, error: string | null) =>
      fact(job('j'), time, { kind: 'failure', error }, runId);
    expect(found([failure(2, 'r', 'no space\nat line 5'), failure(3, 'r', 'no space'), failure(4, 's', null)])).toEqual(
      ['2 RUN_FAILED: A run failed: no space', '4 RUN_FAILED: A run failed.'],
    );
  });

  it('tells when a check begins to fail, and again after it passed', () => {
    const check = (time: number, success: boolean) =>
      fact(dataset('a'), time, { kind: 'assertion', assertion: 'not_null', field: 'x', success });
    const facts = [check(1, true), check(2, false), check(3, false), check(4, true), check(5, false)];
    expect(found(facts)).toEqual([
      '2 ASSERTION_FAILED: The check not_null on x began to fail.',
      '5 ASSERTION_FAILED: The check not_null on x began to fail.',
    ]);
  });

  it('tells two checks of one kind on one field apart by their names', () => {
    const check = (time: number, name: string, success: boolean) =>
      fact(dataset('a'), time, { kind: 'assertion', assertion: 'expression', field: null, name, success });
    const facts = [1, 2, 3].flatMap((time) => [
      check(time, 'amount > 0', time === 1),
      check(time, 'day <= today', true),
    ]);
    expect(found(facts)).toEqual(['2 ASSERTION_FAILED: The check expression amount > 0 began to fail.']);
  });

  it('tells a row count that jumped once, and no ordinary unevenness', () => {
    expect(found(counts(100, 103, 98, 101, 99, 104, 97))).toEqual([]);
    expect(found(counts(100, 103, 98, 101, 99, 500, 510))).toEqual([
      '5 ROW_COUNT_CHANGED: The row count rose to 500 from about 100.',
    ]);
  });

  it('does not judge a row count before five earlier ones are known', () => {
    expect(found(counts(100, 100, 100, 100, 500))).toEqual([]);
  });

  it('tells an empty result where there never was one, however uneven the counts', () => {
    expect(found(counts(10, 900, 0, 0))).toEqual(['2 ROW_COUNT_CHANGED: The row count fell to 0 from about 900.']);
  });

  it('judges a run by its last count', () => {
    const growing = [1, 50, 100].map((rows, place) =>
      fact(dataset('a'), 5 + place / 10, { kind: 'rowCount', rows }, 'run 5'),
    );
    expect(found([...counts(100, 100, 100, 100, 100), ...growing])).toEqual([]);
  });

  it('tells missing values that jumped, and not a drift of less than five points', () => {
    expect(found(shares(1, 1.2, 0.9, 1.1, 1, 4))).toEqual([]);
    expect(found(shares(1, 1.2, 0.9, 1.1, 1, 40))).toEqual([
      '5 NULL_SHARE_CHANGED: Missing values of x rose to 40 % from about 1 %.',
    ]);
  });

  it('allows for what sampling does to a share of few rows', () => {
    const few = [1, 2, 0, 1, 1, 5].map((nulls, place) =>
      fact(dataset('a'), place, { kind: 'nullCount', field: 'x', nulls, rows: 10 }, `run ${place}`),
    );
    expect(found(few)).toEqual([]);
  });

  it('tells a model version that a deployment began to serve', () => {
    const serves = {
      ...edge(model('7'), 'SERVES', deployment('d')),
      ...{ validFrom: 5, validTo: null, recordedAt: 5, supersededAt: null, transformation: null },
      ...{ origin: 'OBSERVED' as const, source: 'r', reason: null, retracted: false },
    };
    expect(changesIn([], [serves], 0, 9)).toMatchObject([
      {
        asset: deployment('d'),
        time: 5,
        kind: 'MODEL_DEPLOYED',
        summary: 'Version 7 of the model churn was deployed.',
        runId: 'r',
      },
    ]);
  });

  it('gives each change an id of its own that stays the same', () => {
    const facts = [schema(1, { a: 'INT' }), schema(2, { b: 'INT' }), schema(3, { c: 'INT' })];
    const ids = changesIn(facts, [], 0, NEVER).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(changesIn(facts, [], 2, 3).map(({ id }) => id)).toEqual(ids.slice(0, 1));
  });
});
