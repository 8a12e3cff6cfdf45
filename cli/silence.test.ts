import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AnsweringGraph, answeringGraph } from './answering-server.fixture.ts';
import { run } from './headwater.fixture.ts';

let graph: AnsweringGraph;

beforeAll(async () => {
  graph = await answeringGraph();
});

beforeEach(() => {
  graph.asked = [];
});

afterAll(() => {
  graph.close();
});

const add = (...args: string[]) =>
  run(['silence', 'add', '--metric', 'prediction.accuracy', '--comment', 'retraining', ...args], {
    HEADWATER_URL: graph.url,
  });

describe('headwater silence add', () => {
  it.each([
    [['--at', '02:00', '--for', 'PT4H', '--to', '2026-12-31T00:00:00Z'], '--days'],
    [['--time-zone', 'Europe/Berlin', '--to', '2026-12-31T00:00:00Z'], '--days'],
    [['--days', 'SUNDAY', '--at', '02:00'], '--for'],
    [['--days', 'SUNDAY', '--for', 'PT4H'], '--at'],
  ])(
    'silences nothing for good where %j is half of a weekly window, and names what is missing',
    async (args, missing) => {
      const { status, stderr } = await add(...args);
      expect(status).toBe(2);
      expect(stderr).toContain(missing);
      expect(graph.asked).toEqual([]);
    },
  );

  it('tells on standard error what may be a slip, and ends well', async () => {
    const matcher = { asset: null, downstream: false, metric: 'a', audience: null, severity: null, labels: [] };
    const silence = { id: 'silence/1', state: 'ACTIVE', matcher, weekly: null };
    const warnings = [{ field: 'matcher.metric', message: 'no definition is named "a"' }];
    graph.answers = [{ createSilence: { silence, userErrors: [], warnings } }];
    const { status, stdout, stderr } = await add('--to', '2026-12-31T00:00:00Z');
    expect([status, stdout]).toEqual([0, expect.stringContaining('silence/1 is ACTIVE')]);
    expect(stderr).toBe('warning: matcher.metric: no definition is named "a"\n');
  });

  it.each([
    ['--audience', 'ON_CALL,DATA_STEWARD', 'is none of ON_CALL, DATA_STEWARD, PRODUCT_OWNER'],
    ['--severity', 'CRITICAL,WARNING', 'is none of INFO, WARNING, CRITICAL'],
  ])('does not take one of several for %s, which a silence has one of', async (option, several, message) => {
    const { status, stderr } = await add(option, several, '--to', '2026-12-31T00:00:00Z');
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(graph.asked).toEqual([]);
  });
});
