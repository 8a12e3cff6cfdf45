import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApplicableDefinition } from './definitions.ts';
import { openFile, type ProfiledFile } from './file.ts';
import { type PredictionColumns, predictionComponents } from './predictions.ts';
import { windowsBy } from './windows.ts';

const ROWS = `at,churned,score,spent,expected
2026-11-01T08:00:00Z,1,0.9,10,12
2026-11-01T09:00:00Z,0,0.6,0,1
2026-11-01T10:00:00Z,0,0.1,20,15
2026-11-01T11:00:00Z,,0.25,,3
2026-11-02T08:00:00Z,1,0.3,5,5
`;

const COLUMNS: PredictionColumns = {
  model: 'deployment/prod/churn',
  label: 'churned',
  score: 'score',
  predicted: 'expected',
  threshold: 0.5,
};

let directory: string;
let file: ProfiledFile;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-observe-'));
  writeFileSync(join(directory, 'scored.csv'), ROWS);
  file = await openFile(join(directory, 'scored.csv'), []);
});
afterAll(() => {
  file.close();
  rmSync(directory, { recursive: true });
});

const definition = (method: ApplicableDefinition['method']): ApplicableDefinition => ({
  name: 'measure',
  appliesTo: ['DEPLOYMENT'],
  window: 'P1D',
  timezone: 'UTC',
  profile: 'predictions',
  method,
  bins: null,
});

const firstDay = async (method: ApplicableDefinition['method'], columns = COLUMNS) => {
  const by = definition(method);
  const windows = await predictionComponents(by, file, windowsBy('at', by, file), columns);
  expect(windows.map(({ ended }) => ended)).toEqual(['2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z']);
  return windows[0]?.components;
};

describe('a file of predictions', () => {
  it('counts what was called and what was so, and those without a label among the predictions', async () => {
    expect(await firstDay({ kind: 'classification', measure: 'f1' })).toEqual({
      confusion: { tp: 1, fp: 1, fn: 0, tn: 1, predictions: 4 },
    });
  });

  it('counts scores by class and bin', async () => {
    expect(await firstDay({ kind: 'classification', measure: 'calibration-error' })).toEqual({
      scores: {
        positive: { '9': 1 },
        negative: { '1': 1, '6': 1 },
        unlabelled: { '2': 1 },
        sums: { '1': 0.1, '6': 0.6, '9': 0.9 },
      },
    });
  });

  it.each([
    ['brier', 0.01 + 0.36 + 0.01],
    ['log-loss', -Math.log(0.9) - Math.log(0.4) - Math.log(0.9)],
  ])('sums the %s of those with labels', async (measure, sum) => {
    expect(await firstDay({ kind: 'classification', measure })).toMatchObject({
      count: 3,
      sum: expect.closeTo(sum, 12),
    });
  });

  it('sums the errors of predicted numbers, and leaves the share of a zero out', async () => {
    expect(await firstDay({ kind: 'regression', measure: 'mape' }, { ...COLUMNS, label: 'spent' })).toEqual({
      errors: { count: 3, absolute: 8, squared: 30, relative: 0.45, zeros: 1, predictions: 4 },
    });
  });

  it.each([
    [
      'labels that are no class',
      { ...COLUMNS, label: 'spent' },
      'column spent has labels other than 0 and 1, in 3 rows',
    ],
    ['scores beyond 1', { ...COLUMNS, score: 'expected' }, 'column expected has scores outside 0 to 1, in 4 rows'],
    ['a column that is not there', { ...COLUMNS, score: 'scores' }, 'has no column scores'],
    ['a column of texts', { ...COLUMNS, score: 'at' }, 'column at of'],
  ])('refuses %s', async (_, columns, message) => {
    await expect(firstDay({ kind: 'classification', measure: 'f1' }, columns)).rejects.toThrow(message);
  });
});
