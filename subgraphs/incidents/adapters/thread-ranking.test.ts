import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AssetId, datasetId } from '../../../vocabulary/asset-id.ts';
import { windowStatisticsOf } from '../../../vocabulary/window-statistics.ts';
import type { MeasuredSeries } from '../domain/root-cause/question.ts';
import { type Known, rootCauseOf, type SeriesKey } from '../domain/root-cause/root-cause.ts';
import type { Ranking, ReadBaselines, Reading } from '../ports/ranking.ts';
import { beginThread, threadRanking } from './thread-ranking.ts';

const HOUR = 3_600_000;
const table = (name: string): AssetId => datasetId('warehouse', name);
const [ORDERS, REPORT] = [table('orders'), table('report')];
const WINDOWS = 200;

/** Both tables stand still, with one window of which nothing is known, and are far off in the last three hours. */
const seriesOf = (asset: AssetId): MeasuredSeries => {
  const gridOf = (start: number, value: (index: number) => number) => ({
    ...{ start: start * HOUR, step: HOUR },
    values: Float64Array.from({ length: WINDOWS }, (_, index) => (index === 20 ? Number.NaN : value(index))),
  });
  return {
    ...{ metric: 'row.count', asset, category: 'DATA_QUALITY', direction: 'HIGHER_IS_BETTER', noiseFloor: null },
    baseline: gridOf(0, (index) => 100 + (index % 7)),
    recent: gridOf(WINDOWS, (index) => (index >= WINDOWS - 3 ? 10 : 100 + (index % 5))),
  };
};

const known = (): Known => ({
  closure: {
    completeness: 'COMPLETE',
    assets: [
      { id: REPORT, depth: 0 },
      { id: ORDERS, depth: 1 },
    ],
    edges: [{ from: ORDERS, to: REPORT, role: 'READS' }],
  },
  series: [seriesOf(REPORT), seriesOf(ORDERS)],
  changes: [],
});
const QUESTION = {
  ...{ metric: 'row.count', asset: REPORT, at: 2 * WINDOWS * HOUR, lookback: 24 * HOUR, breachedSince: null },
};

/** Every window is known. */
const unasked = () => Promise.reject(new Error('no baseline is wanted'));

/** The same; of the baseline upstream is only known what it comes to. */
const summedUp = (): Known => ({
  ...known(),
  series: known().series.map((series) =>
    series.asset === REPORT
      ? series
      : {
          ...series,
          normal: windowStatisticsOf(series.baseline.values),
          baseline: { ...series.baseline, values: new Float64Array() },
        },
  ),
});
const baselines = async () => known().series;

/** Reads what is known, each asset by itself. */
const reading = ({ series, ...upstream }: Known, read: ReadBaselines): Reading => ({
  own: series.filter(({ asset }) => asset === REPORT),
  async upstream(take) {
    take(series.filter(({ asset }) => asset !== REPORT));
    return upstream;
  },
  baselines: read,
});

describe('ranking in a thread', () => {
  let ranking: Ranking;
  let threads: Worker[];
  beforeEach(() => {
    threads = [];
    ranking = threadRanking(() => {
      const thread = beginThread();
      threads.push(thread);
      return thread;
    });
  });
  afterEach(async () => {
    await ranking.close();
  });

  it('answers what the domain answers', async () => {
    const expected = rootCauseOf(QUESTION, known(), 5);
    expect(await ranking.rank(QUESTION, reading(known(), unasked), 5)).toEqual(expected);
    expect(expected.causes.map(({ asset }) => asset)).toContain(ORDERS);
  });

  it('asks for the baselines that it compares, and then answers as if it had known them', async () => {
    const asked: SeriesKey[] = [];
    const read = (wanted: readonly SeriesKey[]) => {
      asked.push(...wanted);
      return baselines();
    };
    const answer = await ranking.rank(QUESTION, reading(summedUp(), read), 5);
    expect(asked.map(({ asset }) => asset)).toEqual([ORDERS]);
    expect(answer).toEqual(rootCauseOf(QUESTION, known(), 5));
  });

  it('says of how many metrics the baselines did not come', async () => {
    expect(
      await ranking.rank(
        QUESTION,
        reading(summedUp(), async () => []),
        5,
      ),
    ).toMatchObject({
      outcome: 'CAUSES_FOUND',
      completeness: 'TIMED_OUT',
      cutOff: 'The baseline of 1 metric was not read in time: how far its inputs explain it is estimated.',
    });
  });

  it('answers others while one waits for its baselines, and tells of a failure to read them', async () => {
    let fail = (_: Error) => {};
    const read = () => new Promise<never>((_, reject) => (fail = reject));
    const waiting = ranking.rank(QUESTION, reading(summedUp(), read), 5);
    const refused = expect(waiting).rejects.toThrow('metrics do not answer');
    expect((await ranking.rank(QUESTION, reading(summedUp(), baselines), 5)).outcome).toBe('CAUSES_FOUND');
    fail(new Error('metrics do not answer'));
    await refused;
  });

  it('says so when the thread ended under a question, and answers the next one', async () => {
    const asked = ranking.rank(QUESTION, reading(known(), unasked), 5);
    const refused = expect(asked).rejects.toThrow('the thread that ranks causes ended; ask again');
    await threads[0]?.terminate();
    await refused;
    expect((await ranking.rank(QUESTION, reading(known(), unasked), 5)).outcome).toBe('CAUSES_FOUND');
  });

  it('tells at once of a failure to read what is upstream, and answers the next question', async () => {
    const fails = {
      ...reading(known(), unasked),
      upstream: () => Promise.reject(new Error('lineage does not answer')),
    };
    await expect(ranking.rank(QUESTION, fails, 5)).rejects.toThrow('lineage does not answer');
    expect((await ranking.rank(QUESTION, reading(known(), unasked), 5)).outcome).toBe('CAUSES_FOUND');
  });

  it('does not wait for more to be read when measurements cannot be looked at', async () => {
    const broken = {
      ...reading(known(), unasked),
      upstream(take: (series: readonly MeasuredSeries[]) => void) {
        take([{ ...seriesOf(ORDERS), direction: 'SIDEWAYS' as never }]);
        return new Promise<never>(() => {});
      },
    };
    await expect(ranking.rank(QUESTION, broken, 5)).rejects.toThrow();
  });

  it('ranks for others after a question it cannot answer', async () => {
    const broken = { ...known(), changes: null as never };
    await expect(ranking.rank(QUESTION, reading(broken, unasked), 5)).rejects.toThrow();
    expect((await ranking.rank(QUESTION, reading(known(), unasked), 5)).outcome).toBe('CAUSES_FOUND');
  });
});
