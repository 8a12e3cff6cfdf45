import { describe, expect, it } from '@jest/globals';
import { serviceId } from '../../../../vocabulary/asset-id.ts';
import {
  AMOUNT,
  assetsOf,
  bad,
  CHURN,
  CUSTOMERS,
  change,
  closureOf,
  EDGES,
  edge,
  FEATURES,
  HOUR,
  LOAD,
  MODEL,
  NOW,
  ORDERS,
  question,
  REPORT,
  rootCause,
  START,
  series,
  TENURE,
  TRAIN,
} from './estate.contract.ts';
import { rootCauseOf, type Unread } from './root-cause.ts';

const well = [series(TENURE), series(CUSTOMERS)];

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

  it('says in one sentence what rose, since when, how long before, and that its inputs are normal', () => {
    const answer = rootCause([...well, series(LOAD), bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.causes[0]?.summary).toBe(
      'errors of orders rose from 100 to 161 from 2026-09-10 06:00 UTC, 3 hours before errors of churn rose; ' +
        '3 of 3 degraded assets are it or lie downstream of it; its own inputs are normal.',
    );
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
    expect(scoreOf([swapped, change(TRAIN, 'RUN_FAILED', 8)])).toBe(scoreOf([swapped]));
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

  it('blames the failed run before the unmeasured table it should have written', () => {
    const answer = rootCause(
      [...well, bad(AMOUNT, 150, 7), bad(CHURN, 130, 9)],
      [change(LOAD, 'RUN_FAILED', 6, 'A run failed: no orders.')],
    );
    expect(answer.causes[0]).toMatchObject({ asset: LOAD, headline: 'load_orders failed' });
    expect(answer.causes[0]?.summary).toContain('load_orders: A run failed: no orders (2026-09-10 06:00 UTC)');
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

  it('counts for a second cause only what the first leaves unexplained', () => {
    const calm = Array.from({ length: 8 }, (_, index) => serviceId('prod', `calm${index}`));
    const edges = [...EDGES, ...calm.map((asset) => edge(asset, CHURN))];
    const measured = [
      ...well,
      ...calm.map((asset) => series(asset)),
      bad(ORDERS, 190, 6),
      bad(AMOUNT, 150, 7),
      bad(CHURN, 130, 9),
    ];
    const coverage = rootCause(measured, [change(LOAD, 'CODE_CHANGED', 5)], { edges }).causes.map(
      ({ asset, factors }) => [asset, factors.find(({ name }) => name === 'coverage')?.value],
    );
    expect(coverage).toEqual([[ORDERS, 1], ...coverage.slice(1).map(([asset]) => [asset, 0])]);
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

  it('orders equal causes by depth, then id, and gives them one rank', () => {
    const a = bad(AMOUNT, 150, 8);
    const answer = rootCause([a, { ...a, asset: TENURE }, bad(CHURN, 130, 9)]);
    expect(answer.causes.slice(0, 2).map(({ asset, rank }) => [asset, rank])).toEqual([
      [AMOUNT, 1],
      [TENURE, 1],
    ]);
  });

  it('treats the members of a cycle alike, for nobody can say which of them began', () => {
    const edges = [...EDGES, edge(AMOUNT, ORDERS)];
    const answer = rootCause([...well, bad(ORDERS, 150, 8), bad(AMOUNT, 150, 8), bad(CHURN, 130, 9)], [], { edges });
    const unexplained = answer.causes
      .filter(({ asset }) => asset !== CHURN)
      .map(({ factors }) => factors.find(({ name }) => name === 'unexplained')?.value);
    expect(unexplained).toEqual([1, 1]);
  });

  it('still finds the source when everything is degraded', () => {
    const all = [ORDERS, AMOUNT, CUSTOMERS, TENURE, FEATURES].map((asset) =>
      bad(asset, asset === ORDERS ? 190 : 150, 8),
    );
    const answer = rootCause([...all, bad(CHURN, 140, 9)], [], { edges: [...EDGES, edge(ORDERS, CUSTOMERS)] });
    expect(assetsOf(answer)[0]).toBe(ORDERS);
    expect(answer.causes[0]?.factors).toContainEqual({ name: 'coverage', value: 1, known: false });
  });
});

describe('what was considered and lost', () => {
  const calm = Array.from({ length: 12 }, (_, index) => serviceId('prod', `calm${index}`));
  const edges = [...EDGES, ...calm.map((asset) => edge(asset, CHURN))];
  const losing = (measured: Parameters<typeof rootCause>[0], asset: string) =>
    rootCause([...measured, ...calm.map((each) => series(each))], [], { edges }).alternatives.find(
      (each) => each.asset === asset,
    );
  const target = bad(CHURN, 130, 9);

  it('says which input explains it', () => {
    const lost = losing([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target], CHURN);
    expect(lost?.reason).toBe('churn is explained by what feeds it: features.amount is abnormal as well.');
  });

  it('says that it does not move with the target', () => {
    const apart = bad(CUSTOMERS, 160, 2, { recent: series(CUSTOMERS, { level: 160, badFrom: 2, badUntil: 8 }).recent });
    const lost = losing([apart, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target], CUSTOMERS);
    expect(lost).toMatchObject({
      factor: 'coMovement',
      reason: 'errors of customers does not move with errors of churn.',
    });
  });

  it('names what is normal on the way', () => {
    const lost = losing(
      [series(TENURE), bad(CUSTOMERS, 160, 8), bad(ORDERS, 160, 8), bad(AMOUNT, 150, 8), target],
      CUSTOMERS,
    );
    expect(lost).toMatchObject({
      factor: 'path',
      reason: 'Its trouble does not reach churn: features.tenure on the way is measured and close to normal.',
    });
  });

  it('says how long after the target it began', () => {
    const lost = losing(
      [series(CUSTOMERS), bad(TENURE, 160, 20), bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target],
      TENURE,
    );
    expect(lost?.reason).toBe('features.tenure became abnormal 11 hours after errors of churn did.');
  });

  it('is not what is ranked, nor what is normal', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7), target]);
    const named = [...assetsOf(answer), ...answer.alternatives.map(({ asset }) => asset)];
    expect(new Set(named).size).toBe(named.length);
    expect(named).not.toContain(CUSTOMERS);
  });
});

describe('trouble with the question', () => {
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
    const answer = rootCause([...well, series(AMOUNT), target], [change(CHURN, 'MODEL_DEPLOYED', 10)]);
    expect(answer.onset).toBe(START + 8 * HOUR);
    expect(answer.causes[0]?.factors).toContainEqual({ name: 'change', value: 0.6, known: true });
  });

  it('says which bound cut the search off', () => {
    const asked = question();
    const closure = { completeness: 'TRUNCATED' as const, assets: [{ id: CHURN, depth: 0 }], edges: [] };
    const answer = (more: object) =>
      rootCauseOf(asked, { closure: { ...closure, ...more }, series: [series(CHURN)], changes: [] }, 5).cutOff;
    expect(answer({})).toBe('More lies upstream than 12 steps away, and was not looked at.');
    expect(answer({ completeness: 'TIMED_OUT' })).toBe('The search ended after 2 seconds; there may be more upstream.');
    const assets = Array.from({ length: 5000 }, (_, depth) => ({ id: serviceId('prod', `s${depth}`), depth }));
    expect(answer({ assets })).toBe('More than 5000 assets lie upstream; the nearest 5000 were looked at.');
    expect(answer({ completeness: 'COMPLETE' })).toBeNull();
  });

  it('says what was not read in time, on top of what the walk left out', () => {
    const answer = (unread: Unread, more: object = {}) =>
      rootCauseOf(
        question(),
        { closure: { ...closureOf(CHURN, EDGES), ...more }, series: well, changes: [], unread },
        5,
      );
    const unread = { assets: 3, of: 8, patience: 2000 };
    const missing =
      'Measurements of 3 of 8 assets upstream, the farthest, were not read within 2 seconds and count as not measured.';
    expect(answer({ ...unread, assets: 0 })).toMatchObject({ completeness: 'COMPLETE', cutOff: null });
    expect(answer(unread)).toMatchObject({ completeness: 'TIMED_OUT', cutOff: missing });
    expect(answer(unread, { completeness: 'TRUNCATED' })).toMatchObject({
      completeness: 'TIMED_OUT',
      cutOff: `More lies upstream than 12 steps away, and was not looked at. ${missing}`,
    });
  });

  it('does not say that what was not looked at is not there, nor that it is normal', () => {
    const told = (measured: Parameters<typeof rootCause>[0], more: object) =>
      rootCauseOf(
        question(),
        { closure: closureOf(CHURN, EDGES), series: [...measured, bad(CHURN, 130, 9)], changes: [], ...more },
        5,
      ).causes[0];
    const unread = { assets: 2, of: 8, patience: 2000 };
    const truncated = { ...closureOf(CHURN, EDGES), completeness: 'TRUNCATED' };
    const late = [...well, bad(ORDERS, 160, 6), bad(AMOUNT, 150, 7)];
    expect(told(late, {})?.summary).toContain('; nothing is measured upstream of it.');
    expect(told(late, { unread })?.summary).toContain('; nothing is measured upstream of it, as far as was looked.');
    expect(told(late, { closure: truncated })?.summary).toContain('upstream of it, as far as was looked.');
    expect(told([...well, series(AMOUNT)], { unread })).toMatchObject({
      summary: expect.stringContaining('; its own inputs are normal, as far as was looked.'),
      headline: 'what feeds it is normal, as far as was looked',
    });
  });

  it('says of a source that lineage knows nothing upstream of it', () => {
    const answer = rootCause([...well, bad(CUSTOMERS, 160, 6), bad(TENURE, 150, 7), bad(CHURN, 130, 9)]);
    expect(answer.causes[0]?.summary).toContain('; lineage knows nothing upstream of it.');
  });

  it('does not call the inputs of the target normal that are not', () => {
    const answer = rootCause([series(TENURE), bad(AMOUNT, 110, 9), bad(CHURN, 190, 9)]);
    const own = answer.causes.find(({ asset }) => asset === CHURN);
    expect(own?.summary).toContain('; not normal among its own inputs: features.amount.');
    expect(own?.headline).toBe('what feeds it explains too little');
  });

  it('shows of many changes of one kind the first, and how many more there were until when', () => {
    const nulls = Array.from({ length: 40 }, (_, column) =>
      change(FEATURES, 'NULL_SHARE_CHANGED', 5 + column / 40, `Missing values of f${column} rose.`),
    );
    const answer = rootCause(
      [...well, bad(AMOUNT, 160, 6), bad(CHURN, 130, 9)],
      [change(FEATURES, 'RUN_FAILED', 8), ...nulls],
    );
    const evidence = answer.causes
      .find(({ asset }) => asset === AMOUNT)
      ?.evidence.map(({ kind, summary }) => [kind, summary]);
    expect(evidence).toEqual([
      ['NULL_SHARE_CHANGED', 'features: Missing values of f0 rose.'],
      ['NULL_SHARE_CHANGED', 'features: Missing values of f1 rose.'],
      ['NULL_SHARE_CHANGED', 'features: Missing values of f2 rose.'],
      ['NULL_SHARE_CHANGED', 'features: and 37 more like it, the last at 2026-09-10 05:58 UTC.'],
      ['ANOMALY', expect.stringContaining('features.amount rose')],
      ['RUN_FAILED', 'features: Something changed.'],
      ['ANOMALY', expect.stringContaining('churn rose')],
    ]);
  });

  it('lets the trouble of a field pass through its table, whose age says nothing of it', () => {
    const fresh = series(FEATURES, {}, { category: 'FRESHNESS', metric: 'age' });
    const answer = rootCause([...well, series(ORDERS), fresh, bad(AMOUNT, 160, 8), bad(CHURN, 130, 9)]);
    expect(assetsOf(answer)[0]).toBe(AMOUNT);
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
});

describe('the origin', () => {
  const accuracy = { direction: 'HIGHER_IS_BETTER', category: 'ACCURACY', metric: 'accuracy' } as const;
  const latency = { category: 'LATENCY', metric: 'latency' } as const;

  it('is the model when accuracy falls as a new version is deployed and its inputs are normal', () => {
    const answer = rootCause(
      [...well, series(AMOUNT), bad(CHURN, 70, 9, accuracy)],
      [change(CHURN, 'MODEL_DEPLOYED', 9)],
      {
        asked: question({ metric: 'accuracy' }),
      },
    );
    expect(answer.origin.verdict).toBe('MODEL');
  });

  it('is the deployment when it only became slow', () => {
    const answer = rootCause(
      [...well, series(AMOUNT), bad(CHURN, 190, 9, latency)],
      [change(CHURN, 'MODEL_DEPLOYED', 9)],
      {
        asked: question({ metric: 'latency' }),
      },
    );
    expect(answer.origin.verdict).toBe('DEPLOYMENT');
  });
});

describe('no answer', () => {
  it('is given about a metric that is not degraded', () => {
    expect(rootCause([series(CHURN), bad(ORDERS, 160, 6)])).toMatchObject({
      outcome: 'NOT_DEGRADED',
      reason:
        'errors of churn was at most 0.459 robust standard deviations worse than normal since 2026-09-10 00:00 UTC; ' +
        'from 5 on it counts as degraded, and no breach was judged.',
      onset: null,
      causes: [],
    });
  });

  it('is given about an improvement', () => {
    expect(rootCause([bad(CHURN, 40, 6)]).outcome).toBe('NOT_DEGRADED');
  });

  it('is given on fewer than twelve baseline windows', () => {
    const short = bad(CHURN, 130, 9);
    const answer = rootCause([
      { ...short, baseline: { ...short.baseline, values: short.baseline.values.slice(0, 11) } },
    ]);
    expect(answer.outcome).toBe('INSUFFICIENT_DATA');
    expect(answer.reason).toBe('Only 11 of the 12 windows needed are known of what was normal for errors of churn.');
  });

  it('is given when the look-back holds no value', () => {
    const silent = series(CHURN);
    const values = silent.recent.values.map((value, index) => (index < 24 ? value : Number.NaN));
    expect(rootCause([{ ...silent, recent: { ...silent.recent, values } }])).toMatchObject({
      outcome: 'INSUFFICIENT_DATA',
      reason: 'Nothing is known of errors of churn between 2026-09-10 00:00 UTC and 2026-09-11 00:00 UTC.',
    });
  });

  it('is given when nothing upstream is measured or changed: that the target is bad is the question', () => {
    expect(rootCause([bad(CHURN, 130, 9)])).toMatchObject({
      outcome: 'NO_CAUSE_FOUND',
      reason: expect.stringMatching(
        /^errors of churn rose from 100 to 131 .* 8 assets upstream: 0 measured, 0 abnormal, 0 changed; none scores 0.1 or more\.$/,
      ),
      onset: START + 9 * HOUR,
      causes: [],
    });
  });

  it('is given where lineage knows nothing upstream, and says so', () => {
    const answer = rootCause([bad(CHURN, 130, 9)], [], { edges: [] });
    expect(answer.outcome).toBe('NO_CAUSE_FOUND');
    expect(answer.reason).toContain('lineage knows nothing upstream of it');
  });

  it('does not say that lineage knows nothing upstream where the walk ended before it found anything', () => {
    const answer = (completeness: 'TIMED_OUT' | 'TRUNCATED') =>
      rootCauseOf(
        question(),
        { closure: { ...closureOf(CHURN, []), completeness }, series: [bad(CHURN, 130, 9)], changes: [] },
        5,
      );
    expect(answer('TIMED_OUT').reason).toContain(
      '; nothing upstream of it was found, as far as was looked; none scores',
    );
  });

  it('says that more may be upstream than was counted', () => {
    const closure = { ...closureOf(CHURN, EDGES), completeness: 'TRUNCATED' as const };
    const answer = rootCauseOf(question(), { closure, series: [bad(CHURN, 130, 9)], changes: [] }, 5);
    expect(answer.reason).toContain('; 8 assets upstream, as far as was looked: 0 measured, 0 abnormal, 0 changed;');
  });

  it('hides nothing of how much was looked at', () => {
    expect(rootCause([...well, bad(CHURN, 130, 9)]).examined).toEqual({ assets: 9, edges: 8, signals: 3 });
  });
});

describe('the gate', () => {
  it('lets a slight degradation pass when a breach was judged', () => {
    const slight = bad(CHURN, 101.4, 9);
    expect(rootCause([...well, slight]).outcome).toBe('NOT_DEGRADED');
    const asked = question({ breachedSince: START + 9 * HOUR });
    expect(rootCause([...well, slight], [], { asked })).toMatchObject({ onset: START + 9 * HOUR });
  });

  it('says that a breach was judged where the distance alone would not count as degraded', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 6), bad(CHURN, 101.5, 9)], [], {
      asked: question({ breachedSince: START + 9 * HOUR }),
    });
    expect(answer.reason).toContain('robust standard deviations, degraded because a breach was judged)');
  });

  it('finds no onset before the look-back, though the trouble is older', () => {
    const asked = question({ lookback: 6 * HOUR });
    const answer = rootCause([...well, series(AMOUNT), bad(CHURN, 130, 9)], [], { asked });
    expect([answer.onset, answer.causes[0]?.path[0]?.signal?.onset]).toEqual([NOW - 6 * HOUR, NOW - 6 * HOUR]);
  });

  it('never looks after the time that was asked for', () => {
    expect(rootCause([...well, bad(CHURN, 130, 9)], [], { asked: question({ at: NOW - 16 * HOUR }) }).outcome).toBe(
      'NOT_DEGRADED',
    );
  });

  it('does not take trouble within the look-back for normal, whatever range the baseline names', () => {
    const churn = bad(CHURN, 130, 1);
    const overlapping = { ...churn, baseline: churn.recent };
    expect(rootCause([...well, overlapping]).onset).toBe(START + HOUR);
  });

  it('compares a drift with its own history, so that a constant distance is no trouble', () => {
    const constant = series(AMOUNT, {}, { category: 'DRIFT', metric: 'psi' });
    expect(assetsOf(rootCause([...well, constant, bad(CHURN, 130, 9)]))).toEqual([CHURN]);
  });

  it('does not let trouble pass through an asset that is measured and normal', () => {
    const answer = rootCause([...well, bad(ORDERS, 160, 8), series(AMOUNT), bad(CHURN, 130, 9)]);
    expect(assetsOf(answer)[0]).toBe(CHURN);
  });

  it('takes a drift under its noise floor for none', () => {
    const noise = bad(AMOUNT, 160, 8, { noiseFloor: 500 });
    expect(assetsOf(rootCause([...well, noise, bad(CHURN, 130, 9)]))).toEqual([CHURN]);
  });
});

it('answers for another asset over its own upstream only', () => {
  const edges = [...EDGES, edge(CHURN, REPORT)];
  const answer = rootCause([bad(REPORT, 150, 9), bad(CHURN, 130, 9)], [], { edges });
  expect(assetsOf(answer)).not.toContain(REPORT);
});
