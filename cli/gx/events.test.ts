import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Ended, run } from '../headwater.fixture.ts';

const FOLDER = join(import.meta.dirname, '../../test/data/great-expectations');
const CHECKPOINT = join(FOLDER, 'checkpoint.json');
const STATED = ['--asset', 'dataset/warehouse/flights', '--at', '2026-11-02T06:00:00Z'];

const importGx = (...args: string[]) => run(['import', 'gx', ...args, '--dry-run']);
const eventsOf = ({ stdout }: Ended) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('headwater import gx', () => {
  it('tells of each validation as a run that reads its dataset', async () => {
    const [event] = eventsOf(await importGx(join(FOLDER, 'orders.json')));
    expect(event).toMatchObject({
      eventTime: '2026-11-27T16:56:45.866Z',
      eventType: 'FAIL',
      job: { namespace: 'great_expectations', name: 'orders.orders' },
      inputs: [{ namespace: 'warehouse', name: 'orders' }],
    });
    const { dataQualityAssertions, dataQualityMetrics, headwater_expectations } = event.inputs[0].inputFacets;
    expect(dataQualityAssertions.assertions).toHaveLength(6);
    expect(dataQualityMetrics).toMatchObject({
      rowCount: 10,
      columnMetrics: { amount: { nullCount: 1 }, country: { nullCount: 0, distinctCount: 3 } },
    });
    // Percentages of Great Expectations are of the values that are not missing.
    expect(headwater_expectations.expectations).toContainEqual({
      expectation: 'expect_column_values_to_be_between column=amount max_value=100 min_value=0',
      ...{ column: 'amount', elementCount: 9, unexpectedCount: 1 },
    });
  });

  it('takes a folder, and of a checkpoint what it was told', async () => {
    const ended = await importGx(FOLDER, ...STATED);
    expect(ended.stderr).toBe('2 validations, 15 expectations\n');
    expect(eventsOf(ended).map(({ inputs }) => inputs[0].name)).toEqual(['flights', 'flights']);
  });

  it('says the same of the same file', async () => {
    const [one, other] = [await importGx(CHECKPOINT, ...STATED), await importGx(CHECKPOINT, ...STATED)];
    expect(one.stdout).toBe(other.stdout);
  });

  it.each<[string, string[], string]>([
    ['which dataset', [CHECKPOINT], 'does not say which dataset it is of\n  give --asset'],
    ['when', [CHECKPOINT, '--asset', 'dataset/a/b'], 'does not say when it ran\n  give --at'],
    ['anything', [join(FOLDER, 'README.md')], 'cannot be read as JSON'],
    ['of a validation', [join(import.meta.dirname, '../../package.json')], 'holds no validation result'],
    ['which file', [join(FOLDER, 'nothing')], 'there is no file or folder'],
    ['a dataset', [CHECKPOINT, '--asset', 'job/a/b'], '--asset job/a/b is not a dataset'],
  ])('refuses what does not say %s', async (_, args, message) => {
    const ended = await importGx(...args);
    expect(ended.status).not.toBe(0);
    expect(ended.stderr).toContain(message);
  });
});
