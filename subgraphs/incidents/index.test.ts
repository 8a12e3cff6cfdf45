import { describe, expect, it } from '@jest/globals';
import type { GraphQLError } from 'graphql';
import { codeOf } from '../../platform/errors.ts';
import { CHURN, DAY, day } from './domain/fixtures.contract.ts';
import { openEstate } from './estate.contract.ts';
import { BAD, LOAD } from './graph-of-estate.contract.ts';

const estate = openEstate();

describe('what is asked wrongly', () => {
  const faultOf = async (source: string) => {
    const { errors = [] } = await estate.answer(source);
    const [{ originalError, message }] = errors as [GraphQLError];
    return [codeOf(originalError), message];
  };
  const cause = (more: string) => `{ rootCause(${more}, at: "2026-10-03T00:00:00Z") { outcome } }`;

  it.each([
    [cause('metric: "prediction.accuracy", asset: "churn"'), '"churn" is not an asset id'],
    [cause(`metric: "prediction.accuracy", asset: "${CHURN}", first: 0`), 'first is 0; expected 1 to 100'],
    [
      cause(`metric: "prediction.accuracy", asset: "${CHURN}", lookback: "PT0S"`),
      '`lookback` must be longer than nothing',
    ],
    [
      cause(
        `metric: "prediction.accuracy", asset: "${CHURN}", baseline: {from: "2026-10-03T00:00:00Z", to: "2026-10-03T00:00:00Z"}`,
      ),
      '`to` must be after `from`',
    ],
    ['{ alerts(first: 101) { totalCount } }', 'first is 101; expected 1 to 100'],
    ['{ incidents(after: "x") { totalCount } }', '`after` is not a cursor of this list'],
  ])('is refused with the remedy: %s', async (source, message) => {
    expect(await faultOf(source)).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
  });

  it.each([
    [
      ...['prediction.acuracy', CHURN],
      'did you mean "prediction.accuracy"? Observed there: prediction.accuracy (`headwater metric list --asset deployment/prod/churn`)',
    ],
    [
      ...['no.such', CHURN],
      'on asset "deployment/prod/churn"; observed there: prediction.accuracy (`headwater metric list --asset deployment/prod/churn`)',
    ],
    [
      ...['prediction.accuracy', 'deployment/prod/chrun'],
      'did you mean "deployment/prod/churn"? `headwater metric list --name prediction.accuracy` lists where it was',
    ],
    [
      ...['no.such', 'deployment/prod/chrun'],
      'on asset "deployment/prod/chrun"; `headwater metric list` lists what was, `headwater metric unbound` telemetry that no definition took',
    ],
  ])('is not found with what was observed where nothing was of %s on %s', async (metric, asset, message) => {
    expect(await faultOf(cause(`metric: "${metric}", asset: "${asset}"`))).toEqual([
      'NOT_FOUND',
      expect.stringContaining(message),
    ]);
  });

  it('is null when there is no such thing', async () => {
    expect(
      await estate.ask('{ alert(id: "x") { id } incident(id: "x") { id } alertContext(id: "x") { alert { id } } }'),
    ).toEqual({
      alert: null,
      incident: null,
      alertContext: null,
    });
  });
});

it('answers the root cause of any metric, with the definition’s own baseline', async () => {
  const at = new Date(day(BAD) + 3 * DAY).toISOString();
  const { rootCause } = await estate.ask(
    `{ rootCause(metric: "prediction.accuracy", asset: "${CHURN}", at: "${at}", lookback: "P5D") { outcome onset examined { assets edges signals } causes { rank asset { id } } } }`,
  );
  expect(rootCause).toMatchObject({
    outcome: 'CAUSES_FOUND',
    onset: '2026-10-01T00:00:00.000Z',
    examined: { assets: 4, edges: 3, signals: 2 },
  });
  expect(rootCause.causes[0]).toEqual({ rank: 1, asset: { id: LOAD } });
});

it('says that its stores answer', async () => {
  expect((await estate.subgraph.readiness()).map(({ part, ready }) => [part, ready])).toEqual([
    ['incident-store', true],
    ['trace-store', true],
  ]);
});
