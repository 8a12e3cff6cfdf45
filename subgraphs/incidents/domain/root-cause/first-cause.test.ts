import { describe, expect, it } from '@jest/globals';
import { datasetId, jobId, serviceId } from '../../../../vocabulary/asset-id.ts';
import {
  AMOUNT,
  assetsOf,
  bad,
  CHURN,
  CUSTOMERS,
  change,
  EDGES,
  edge,
  FEATURES,
  HOUR,
  LOAD,
  MODEL,
  ORDERS,
  question,
  REPORT,
  rootCause,
  START,
  series,
  TENURE,
  TRAIN,
  well,
} from './estate.contract.ts';

describe('the first cause', () => {
  it('blames the late source, not the feature and the deployment that show it', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.outcome).toBe('CAUSES_FOUND');
    expect(answer.onset).toBe(START + 9 * HOUR);
    expect(answer.causes[0]).toMatchObject({ asset: ORDERS, rank: 1 });
    expect(answer.origin.verdict).toBe('DATA');
  });

  it('shows the way of the trouble, through what nobody measures', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.causes[0]?.path.map(({ asset, signal }) => [asset, signal?.direction ?? null])).toEqual([
      [ORDERS, 'UP'],
      [AMOUNT, 'UP'],
      [FEATURES, null],
      [CHURN, 'UP'],
    ]);
  });

  it('blames an unmeasured model that was deployed just before, while its inputs are normal', () => {
    const answer = rootCause(
      [...well, series(AMOUNT), series(ORDERS), bad(CHURN, 130, 9)],
      [change(MODEL, 'CODE_CHANGED', 8), change(CHURN, 'MODEL_DEPLOYED', 8, 'Version 7 was deployed.')],
    );
    expect(answer.causes[0]).toMatchObject({ asset: CHURN, rank: 1 });
    expect(answer.origin.verdict).toBe('DEPLOYMENT');
  });

  it('counts what somebody did for as much as it is, whatever else was done upstream of it', () => {
    const scoreOf = (changes: Parameters<typeof rootCause>[1]) => {
      const { causes, alternatives } = rootCause([...well, bad(CHURN, 130, 9)], changes);
      return [...causes, ...alternatives].find(({ asset }) => asset === MODEL)?.score;
    };
    const swapped = change(MODEL, 'CODE_CHANGED', 8);
    expect(scoreOf([swapped])).toBeGreaterThan(0);
    expect(scoreOf([swapped, change(TRAIN, 'ROW_COUNT_CHANGED', 8)])).toBe(scoreOf([swapped]));
  });

  it('blames the data a new version was trained on rather than its deployment, which brought what was learnt', () => {
    const snapshot = datasetId('warehouse', 'snapshot');
    const measured = [...well, series(AMOUNT), bad(CHURN, 130, 20)];
    const deployed = [change(CHURN, 'MODEL_DEPLOYED', 20)];
    const edges = [...EDGES, edge(snapshot, TRAIN, 'READS')];
    const firstOf = (more: Parameters<typeof rootCause>[0]) =>
      assetsOf(rootCause([...measured, ...more], deployed, { edges }))[0];
    expect(firstOf([bad(snapshot, 160, 10)])).toBe(snapshot);
    expect(firstOf([series(snapshot)])).toBe(CHURN);
  });

  it('does not excuse a deployment by data that its model is given as well as trained on', () => {
    const measured = [series(TENURE), bad(CUSTOMERS, 110, 12), series(AMOUNT), bad(CHURN, 130, 20)];
    const scoreWith = (trained: boolean) =>
      rootCause(measured, [change(CHURN, 'MODEL_DEPLOYED', 20)], {
        edges: [...EDGES, edge(CUSTOMERS, CHURN, 'READS'), ...(trained ? [edge(CUSTOMERS, TRAIN, 'READS')] : [])],
      }).causes.find(({ asset }) => asset === CHURN)?.score;
    expect(scoreWith(true)).toBe(scoreWith(false));
  });

  it('takes an asset to be in trouble since the first of its metrics is: labels come late', () => {
    const accuracy = { category: 'ACCURACY', metric: 'accuracy', direction: 'HIGHER_IS_BETTER' } as const;
    const answer = rootCause(
      [
        ...well,
        bad(CHURN, 40, 20, accuracy),
        bad(CHURN, 160, 9, { category: 'DRIFT', metric: 'psi' }),
        bad(REPORT, 40, 9, accuracy),
      ],
      [],
      { edges: [...EDGES, edge(CHURN, REPORT)], asked: question({ metric: 'accuracy', asset: REPORT }) },
    );
    const own = answer.causes.find(({ asset }) => asset === CHURN);
    expect(own?.path[0]?.signal).toMatchObject({ metric: 'accuracy', onset: START + 20 * HOUR });
    expect(own?.factors).toContainEqual({ name: 'time', value: 1, known: true });
  });

  it('does not blame a column that was added, which harms seldom, for a target that fell by itself', () => {
    const added = { ...change(FEATURES, 'SCHEMA_CHANGED', 8), additive: true };
    const measured = [...well, series(AMOUNT), bad(CHURN, 130, 9)];
    expect(assetsOf(rootCause(measured, [change(FEATURES, 'SCHEMA_CHANGED', 8)]))[0]).toBe(FEATURES);
    expect(assetsOf(rootCause(measured, [added]))[0]).toBe(CHURN);
  });

  it('blames the change an hour before rather than one of a likelier kind a day before', () => {
    const measured = [...well, series(AMOUNT), bad(CHURN, 130, 20)];
    const changes = [change(FEATURES, 'SCHEMA_CHANGED', 19), change(TRAIN, 'RUN_FAILED', -3)];
    expect(assetsOf(rootCause(measured, changes))[0]).toBe(FEATURES);
  });

  it('blames the failed run before the unmeasured table it should have written', () => {
    const answer = rootCause(
      [...well, bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)],
      [change(LOAD, 'RUN_FAILED', 6, 'A run failed: no orders.')],
    );
    expect(answer.causes[0]).toMatchObject({ asset: LOAD, headline: 'load_orders failed' });
    expect(answer.causes[0]?.summary).toContain('load_orders: A run failed: no orders (2026-09-10 06:00 UTC)');
  });

  it('tells which of several failed runs did harm by which of the tables they write is late', () => {
    const loads = ['load_customers', 'load_stores', 'load_prices'].map((name) => jobId('pipeline', name));
    const age = { metric: 'freshness', category: 'FRESHNESS' } as const;
    const tables = loads.map((_, index) => datasetId('warehouse', `table${index}`));
    const edges = [
      ...EDGES,
      ...loads.map((load, index) => edge(load, tables[index] ?? ORDERS, 'WRITES')),
      ...tables.map((table) => edge(table, FEATURES)),
    ];
    const answer = rootCause(
      [...well, ...tables.map((table) => series(table, {}, age)), bad(ORDERS, 150, 6, age), bad(CHURN, 130, 12)],
      [change(LOAD, 'RUN_FAILED', 6), ...loads.map((load) => change(load, 'RUN_FAILED', 10))],
      { edges },
    );
    expect(assetsOf(answer)[0]).toBe(LOAD);
  });

  it('does not blame a failed run for what it wrote in time all the same: another run made it good', () => {
    const fresh = series(ORDERS, {}, { metric: 'freshness', category: 'FRESHNESS' });
    const measured = [...well, bad(ORDERS, 190, 6), bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)];
    const failed = [change(LOAD, 'RUN_FAILED', -2)];
    expect(assetsOf(rootCause(measured, failed))[0]).toBe(LOAD);
    expect(assetsOf(rootCause([...measured, fresh], failed))[0]).toBe(ORDERS);
  });

  it('doubts a run that failed after what it writes was late, though before the target was degraded', () => {
    const age = { metric: 'freshness', category: 'FRESHNESS' } as const;
    const failedAt = (hour: number) =>
      rootCause([...well, bad(ORDERS, 150, 6, age), bad(CHURN, 130, 12)], [change(LOAD, 'RUN_FAILED', hour)])
        .causes.find(({ asset }) => asset === LOAD)
        ?.factors.find(({ name }) => name === 'change')?.value;
    expect(failedAt(6)).toBeGreaterThan(0.9);
    expect(failedAt(11)).toBeLessThan(0.6);
  });

  it('blames the target itself when its measured inputs are normal', () => {
    const accuracy = { direction: 'HIGHER_IS_BETTER', category: 'ACCURACY', metric: 'accuracy' } as const;
    const answer = rootCause([...well, series(AMOUNT), bad(CHURN, 70, 9, accuracy)], [], {
      asked: question({ metric: 'accuracy' }),
    });
    expect(assetsOf(answer)).toEqual([CHURN]);
    expect(answer.origin.verdict).toBe('MODEL');
    expect(answer.causes[0]?.headline).toBe('what feeds it is normal');
  });

  it('blames the training of a model rather than the data that is normal', () => {
    const answer = rootCause([...well, series(AMOUNT), bad(CHURN, 130, 9)], [change(TRAIN, 'RUN_FAILED', 8)]);
    expect(answer.causes[0]?.asset).toBe(TRAIN);
    expect(answer.origin.verdict).toBe('MODEL');
  });

  it('ranks two causes at once, and neither is hidden by the other', () => {
    const answer = rootCause([
      ...[ORDERS, AMOUNT].map((asset) => bad(asset, 160, 8)),
      ...[CUSTOMERS, TENURE].map((asset) => bad(asset, 155, 8)),
      bad(CHURN, 130, 9),
    ]);
    expect(assetsOf(answer).slice(0, 2)).toEqual([ORDERS, CUSTOMERS]);
  });

  it('counts for a second cause what the first leaves: as much of what it covers as it is unlikely to have begun', () => {
    const calm = Array.from({ length: 8 }, (_, index) => serviceId('prod', `calm${index}`));
    const edges = [...EDGES, ...calm.map((asset) => edge(asset, CHURN))];
    const measured = [
      ...well,
      ...calm.map((asset) => series(asset)),
      bad(ORDERS, 190, 6),
      bad(AMOUNT, 150, 7),
      bad(CHURN, 130, 9),
    ];
    const [first, second] = rootCause(measured, [change(LOAD, 'CODE_CHANGED', 5)], { edges }).causes.map(
      ({ asset, score, factors }) => ({
        asset,
        score,
        coverage: factors.find(({ name }) => name === 'coverage')?.value,
      }),
    );
    expect([first?.asset, second?.asset]).toEqual([LOAD, ORDERS]);
    expect([first?.coverage, second?.coverage]).toEqual([1, expect.closeTo(1 - (first?.score ?? 0), 12)]);
  });

  it('lets an asset that was abnormal since long before alone', () => {
    const stale = series(CUSTOMERS, { level: 160, badFrom: -24 });
    const answer = rootCause(
      [series(TENURE), stale, bad(ORDERS, 140, 8), bad(AMOUNT, 140, 8), bad(CHURN, 130, 20)],
      [],
      {
        asked: question({ lookback: 12 * HOUR }),
      },
    );
    expect(assetsOf(answer)[0]).toBe(ORDERS);
  });

  it('does not call an asset old because chance had it a little off days before it broke', () => {
    const slightly = bad(ORDERS, 160, 6);
    const values = slightly.recent.values.map((value, window) =>
      window >= 2 && window < 24 + 6 ? value + 0.9 : value,
    );
    const restless = { ...slightly, recent: { ...slightly.recent, values } };
    const answer = rootCause([...well, restless, bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)], [], {
      asked: question({ lookback: 18 * HOUR }),
    });
    expect(answer.causes[0]?.path[0]?.signal?.onset).toBeLessThan(START - 12 * HOUR);
    expect(answer.causes[0]?.factors).toContainEqual({ name: 'time', value: 1, known: true });
  });

  it('takes what broke before the target was plainly degraded, not what chance did before its first slight fall', () => {
    const slowly = (from: number) => {
      const churn = bad(CHURN, 130, 10);
      const values = churn.recent.values.map((value, window) =>
        window >= 24 + from && window < 24 + 10 ? 101.9 : value,
      );
      return { ...churn, recent: { ...churn.recent, values } };
    };
    const orders = bad(ORDERS, 160, 9);
    const values = orders.recent.values.map((value, window) => (window >= 10 && window < 12 ? 106 : value));
    const shaken = { ...orders, recent: { ...orders.recent, values } };
    const { causes } = rootCause([...well, shaken, bad(AMOUNT, 150, 9), slowly(7)]);
    expect(causes[0]?.path[0]).toMatchObject({ asset: ORDERS, signal: { onset: START + 9 * HOUR } });
  });

  it('doubts what left normal most of what it feeds, however far off it is itself', () => {
    const readers = Array.from({ length: 5 }, (_, index) => serviceId('prod', `reader${index}`));
    const spreadOf = (
      degraded: number,
      edges = readers.flatMap((each) => [edge(CUSTOMERS, each), edge(each, CHURN)]),
    ) => {
      const measured = readers.map((each, index) => bad(each, index < degraded ? 130 : 100, 9));
      const answer = rootCause([bad(CUSTOMERS, 190, 8), ...measured, bad(CHURN, 130, 9)], [], {
        edges: [...EDGES, ...edges],
      });
      const named = answer.causes.find(({ asset }) => asset === CUSTOMERS);
      return named?.factors.find(({ name }) => name === 'spread');
    };
    // The deployment, to which the way through the features is not measured, shows it as well.
    expect([0, 1, 2, 3].map((degraded) => spreadOf(degraded)?.value)).toEqual([4 / 8, 6 / 8, 1, 1]);
    expect(spreadOf(0, [])).toEqual({ name: 'spread', value: 1, known: true });
  });

  it('holds it not against the target that nothing is measured downstream of it', () => {
    const { causes } = rootCause([...well, series(AMOUNT), bad(CHURN, 130, 9)]);
    expect(causes[0]?.factors).toContainEqual({ name: 'spread', value: 1, known: false });
  });

  it('orders equal causes by depth, then id, and gives them one rank', () => {
    const a = bad(AMOUNT, 150, 8);
    const answer = rootCause([a, { ...a, asset: TENURE }, bad(CHURN, 130, 9)]);
    expect(answer.causes.slice(0, 2).map(({ asset, rank }) => [asset, rank])).toEqual([
      [AMOUNT, 1],
      [TENURE, 1],
    ]);
  });

  it('does not excuse a feature by what was done, or went wrong, upstream of it after it had drifted', () => {
    const unexplainedBy = (measured: Parameters<typeof rootCause>[0], changes: Parameters<typeof rootCause>[1] = []) =>
      rootCause([...well, ...measured, bad(AMOUNT, 190, 7), bad(CHURN, 130, 16)], changes)
        .causes.find(({ asset }) => asset === AMOUNT)
        ?.factors.find(({ name }) => name === 'unexplained')?.value;
    const released = (hour: number) => unexplainedBy([], [change(LOAD, 'CODE_CHANGED', hour)]) ?? 0;
    const broken = (hour: number) => unexplainedBy([bad(ORDERS, 160, hour)]) ?? 0;
    expect(released(14)).toBeGreaterThan(released(6));
    expect(broken(14)).toBeGreaterThan(0.8);
    expect(broken(6)).toBeLessThan(0.2);
  });

  it('treats the members of a cycle alike, for nobody can say which of them began', () => {
    const edges = [...EDGES, edge(AMOUNT, ORDERS)];
    const answer = rootCause([...well, bad(ORDERS, 150, 8), bad(AMOUNT, 150, 8), bad(CHURN, 130, 9)], [], { edges });
    const unexplained = answer.causes
      .filter(({ asset }) => asset !== CHURN)
      .map(({ factors }) => factors.find(({ name }) => name === 'unexplained')?.value);
    expect(unexplained).toEqual([1, 1]);
  });

  it('takes of a cycle what is farther and broke first to explain the rest, as where one edge of many is wrong', () => {
    const edges = [...EDGES, edge(AMOUNT, ORDERS)];
    const answerFor = (orders: number, amount: number) => {
      const measured = [...well, bad(ORDERS, 150, orders), bad(AMOUNT, 150, amount), bad(CHURN, 130, 12)];
      return rootCause(measured, [], { edges });
    };
    expect(assetsOf(answerFor(6, 8))).not.toContain(AMOUNT);
    expect(answerFor(6, 8).alternatives).toContainEqual(
      expect.objectContaining({ asset: AMOUNT, factor: 'unexplained' }),
    );
    expect(assetsOf(answerFor(8, 6))).toEqual(expect.arrayContaining([ORDERS, AMOUNT]));
  });

  it('still finds the source when everything is degraded', () => {
    const all = [ORDERS, AMOUNT, CUSTOMERS, TENURE, FEATURES].map((asset) =>
      bad(asset, asset === ORDERS ? 190 : 150, 8),
    );
    const answer = rootCause([...all, bad(CHURN, 140, 9)], [], { edges: [...EDGES, edge(ORDERS, CUSTOMERS)] });
    expect(assetsOf(answer)[0]).toBe(ORDERS);
    expect(answer.causes[0]?.factors).toContainEqual({ name: 'coverage', value: 1, known: true });
  });

  it('blames what all of it lies downstream of, not the target, though one in between shows little', () => {
    const measured = [bad(ORDERS, 190, 6), bad(AMOUNT, 150, 7), bad(CHURN, 103, 9), bad(REPORT, 130, 9)];
    const answer = rootCause(measured, [change(LOAD, 'RUN_FAILED', 6)], {
      edges: [...EDGES, edge(CHURN, REPORT)],
      asked: question({ asset: REPORT }),
    });
    expect(assetsOf(answer)[0]).toBe(LOAD);
  });

  it('finds the upstream whose clock is behind, though its trouble seems to begin a window after', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 11), bad(AMOUNT, 150, 11), bad(CHURN, 130, 10)]);
    expect(assetsOf(answer)[0]).toBe(ORDERS);
  });

  it('doubts an upstream the more, the more windows after it seems to begin', () => {
    const timeOf = (hour: number) =>
      rootCause([...well, bad(ORDERS, 160, hour), bad(AMOUNT, 150, hour), bad(CHURN, 130, 10)])
        .causes.find(({ asset }) => asset === ORDERS)
        ?.factors.find(({ name }) => name === 'time')?.value;
    expect([10, 11, 12, 13].map(timeOf)).toEqual([1, 1, 0.5, 0.25]);
  });

  it('does not hold against a cause that the target seemed to set out before it was plainly degraded', () => {
    const churn = bad(CHURN, 130, 10);
    const values = churn.recent.values.map((value, window) => (window === 24 + 8 || window === 24 + 9 ? 101.9 : value));
    const target = { ...churn, recent: { ...churn.recent, values } };
    const deployed = (hour: number) =>
      rootCause([...well, series(AMOUNT), target], [change(CHURN, 'MODEL_DEPLOYED', hour)]);
    const changed = (hour: number) => deployed(hour).causes[0]?.factors.find(({ name }) => name === 'change')?.value;
    expect(deployed(10).onset).toBe(START + 8 * HOUR);
    expect(changed(10)).toBe(changed(8));
    expect(changed(12)).toBeLessThan(changed(8) ?? 0);
  });

  it('lets the trouble of a field pass through its table, whose age says nothing of it', () => {
    const fresh = series(FEATURES, {}, { category: 'FRESHNESS', metric: 'age' });
    const answer = rootCause([...well, series(ORDERS), fresh, bad(AMOUNT, 160, 8), bad(CHURN, 130, 9)]);
    expect(assetsOf(answer)[0]).toBe(AMOUNT);
  });

  it('asks of who reads its table whether the trouble of a field spread, not of the age of the table', () => {
    const fresh = series(FEATURES, {}, { category: 'FRESHNESS', metric: 'age' });
    const spreadOf = (measured: Parameters<typeof rootCause>[0]) =>
      rootCause([...well, ...measured, bad(AMOUNT, 160, 8), bad(CHURN, 130, 9)])
        .causes.find(({ asset }) => asset === AMOUNT)
        ?.factors.find(({ name }) => name === 'spread');
    expect(spreadOf([fresh])).toEqual({ name: 'spread', value: 1, known: true });
    expect(spreadOf([fresh])).toEqual(spreadOf([]));
  });

  it('does not blame the version for what is measured of it where it is served, when the deployment’s inputs are bad', () => {
    const answer = rootCause([
      ...well,
      bad(ORDERS, 160, 6),
      bad(AMOUNT, 150, 7),
      bad(MODEL, 130, 9),
      bad(CHURN, 130, 9),
    ]);
    expect(assetsOf(answer)[0]).toBe(ORDERS);
    expect(answer.origin.verdict).toBe('DATA');
  });

  it('does not let trouble pass through an asset that is measured and normal', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 8), series(AMOUNT), bad(CHURN, 130, 9)]);
    expect(assetsOf(answer)[0]).toBe(CHURN);
  });
});

it('answers for another asset over its own upstream only', () => {
  const edges = [...EDGES, edge(CHURN, REPORT)];
  const answer = rootCause([bad(REPORT, 150, 9), bad(CHURN, 130, 9)], [], { edges });
  expect(assetsOf(answer)).not.toContain(REPORT);
});
