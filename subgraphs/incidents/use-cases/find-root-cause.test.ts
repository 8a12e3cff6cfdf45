import { expect, it } from '@jest/globals';
import { GraphUnavailable } from '../../../platform/errors.ts';
import { type AssetId, datasetId } from '../../../vocabulary/asset-id.ts';
import { graphLineage } from '../adapters/graph-lineage.ts';
import { graphMeasurements } from '../adapters/graph-measurements.ts';
import { CHURN, DAY, day, ORDERS } from '../domain/fixtures.contract.ts';
import { inquire } from '../domain/root-cause/root-cause.ts';
import { BAD, GraphOfEstate, LOAD } from '../graph-of-estate.contract.ts';
import type { Windows } from '../ports/measurements.ts';
import { findRootCause, type RootCausePorts } from './find-root-cause.ts';

const QUESTION = {
  metric: 'prediction.accuracy',
  asset: CHURN,
  at: day(BAD) + 3 * DAY,
  lookback: 5 * DAY,
  breachedSince: null,
  baseline: null,
  first: 5,
  patience: 2000,
};

/** Many and far: their measurements are asked for last, in order of their names. */
const FAR = Array.from({ length: 700 }, (_, index) => datasetId('warehouse', `far_${index}`));

/** The estate with much more upstream, of which a part is asked for in vain: then time is up. */
function slow(part: { windowsOf?: AssetId; fails?: Error }): RootCausePorts {
  const graph = new GraphOfEstate();
  const [lineage, measurements] = [graphLineage(graph), graphMeasurements(graph)];
  let timeIsUp = () => {};
  const late = new Promise<void>((resolve) => {
    timeIsUp = resolve;
  });
  const times = [late];
  const inVain = () => {
    if (!part.fails) timeIsUp();
    return part.fails ? Promise.reject<Windows[]>(part.fails) : new Promise<Windows[]>(() => {});
  };
  return {
    // The time for what is asked first, which is all that is upstream.
    pass: () => times.shift() ?? new Promise(() => {}),
    ranking: {
      async rank(question, { own, upstream, baselines }, first) {
        const inquiry = inquire(question, own);
        const { wanted, answer } = inquiry.search(await upstream(inquiry.take));
        return answer(first, await baselines(wanted));
      },
      close: async () => {},
    },
    lineage: {
      ...lineage,
      async closure(asset, asOf) {
        const { assets, edges, completeness } = await lineage.closure(asset, asOf);
        return {
          completeness,
          assets: [...FAR.map((id) => ({ id, depth: 9 })), ...assets],
          edges: [...edges, ...FAR.map((from) => ({ from, to: LOAD, role: 'READS' as const }))],
        };
      },
    },
    measurements: {
      ...measurements,
      windows: (assets, range, normal) =>
        part.windowsOf && assets.includes(part.windowsOf) ? inVain() : measurements.windows(assets, range, normal),
    },
  };
}

it('answers with what was read of the nearest assets when measurements come too slowly, and says of how many they are missing', async () => {
  const answer = await findRootCause(slow({ windowsOf: FAR[99] }), QUESTION);
  expect(answer).toMatchObject({
    completeness: 'TIMED_OUT',
    cutOff:
      'Measurements of 3 of 703 assets upstream, the farthest, were not read within 2 seconds and count as not measured.',
    outcome: 'CAUSES_FOUND',
    examined: { assets: 704, signals: 2 },
  });
  expect(answer.causes[0]?.asset).toBe(LOAD);
});

it('knows the changes, and the asked metric, where nothing upstream was read in time', async () => {
  const answer = await findRootCause(slow({ windowsOf: ORDERS }), QUESTION);
  expect(answer).toMatchObject({ completeness: 'TIMED_OUT', outcome: 'CAUSES_FOUND', examined: { signals: 1 } });
  expect(answer.causes[0]?.asset).toBe(LOAD);
});

it.each([
  ['a hundred assets at once while measurements come promptly', false, [100, 100, 100, 100, 100, 100, 100, 3]],
  ['ever more at once while they come slowly, for each question reads anew what lies between', true, [100, 500, 103]],
])('asks for %s', async (_, isSlow, sizes) => {
  const ports = slow({});
  const asked: number[] = [];
  const pass = (time: number) => (isSlow && time < QUESTION.patience ? Promise.resolve() : new Promise<void>(() => {}));
  const windows: typeof ports.measurements.windows = (assets, range, normal) => {
    if (normal) asked.push(assets.length);
    return ports.measurements.windows(assets, range, normal);
  };
  await findRootCause({ ...ports, pass, measurements: { ...ports.measurements, windows } }, QUESTION);
  expect(asked).toEqual(sizes);
});

it('is complete when everything came in time', async () => {
  expect(await findRootCause(slow({}), QUESTION)).toMatchObject({ completeness: 'COMPLETE', cutOff: null });
});

it('tells of a failure instead of taking it for slowness', async () => {
  const fails = new GraphUnavailable('metrics do not answer');
  await expect(findRootCause(slow({ windowsOf: ORDERS, fails }), QUESTION)).rejects.toBe(fails);
});
