import { describe, expect, it } from '@jest/globals';
import { type AssetId, deploymentId } from '../../vocabulary/asset-id.ts';
import { CHURN, ORDERS } from './domain/fixtures.contract.ts';
import { FIRED, OVER, openEstate } from './estate.contract.ts';
import { LOAD } from './graph-of-estate.contract.ts';

const estate = openEstate();

/** As the gateway asks of metrics, with what it had from others. */
const asked = (metrics: readonly { asset: AssetId; category?: string }[]) =>
  estate.answer(
    `{ _entities(representations: [${metrics
      .map(
        ({ asset, category = 'ACCURACY' }) =>
          `{ __typename: "Metric", id: "m ${asset}", asset: { id: "${asset}" }, category: ${category} }`,
      )
      .join(' ')}]) { ... on Metric { suspect { asset { id } check reason } } } }`,
  );
const suspicionOf = async (asset: AssetId, category?: string) => {
  const { data, errors } = await asked([{ asset, ...(category ? { category } : {}) }]);
  expect(errors).toBeUndefined();
  return (data as { _entities: { suspect: object | null }[] } | null)?._entities[0]?.suspect;
};

describe('a metric whose inputs are checked', () => {
  it('is in no doubt while no check upstream fails', async () => expect(await suspicionOf(CHURN)).toBeNull());

  it('is in doubt without any alert while the last run of a job upstream failed, and no more once one completed', async () => {
    estate.graph.failing = [LOAD];
    expect(await suspicionOf(CHURN)).toEqual({
      asset: { id: LOAD },
      check: 'RUN_FAILED',
      reason: 'The last run failed.',
    });
    estate.graph.failing = [];
    expect(await suspicionOf(CHURN)).toBeNull();
  });

  it('is in doubt while an alert of data quality fires upstream, and no more once it resolved', async () => {
    await estate.follow({ ...FIRED, asset: ORDERS });
    expect(await suspicionOf(CHURN)).toMatchObject({ asset: { id: ORDERS }, check: 'DATA_QUALITY' });
    await estate.follow({ ...FIRED, asset: ORDERS }, { ...OVER, asset: ORDERS });
    expect(await suspicionOf(CHURN)).toBeNull();
  });

  it('is told of the check farthest upstream, where the trouble comes from', async () => {
    estate.graph.failing = [LOAD];
    await estate.follow({ ...FIRED, asset: ORDERS });
    expect(await suspicionOf(CHURN)).toMatchObject({ asset: { id: LOAD } });
  });

  it('is in no doubt for a check of its own asset, nor where it checks data itself', async () => {
    estate.graph.failing = [CHURN];
    expect(await suspicionOf(CHURN)).toBeNull();
    estate.graph.failing = [LOAD];
    expect(await suspicionOf(ORDERS, 'DATA_QUALITY')).toBeNull();
    expect(await suspicionOf(ORDERS, 'FRESHNESS')).toBeNull();
  });

  it('is not said to be in no doubt while lineage is away, or was too slow to find what is upstream', async () => {
    estate.graph.down.add('lineage');
    const codeOf = async () => (await asked([{ asset: CHURN }])).errors?.[0]?.originalError?.name;
    expect(await codeOf()).toBe('GraphUnavailable');
    estate.graph.down.clear();
    estate.graph.slow = true;
    expect(await codeOf()).toBe('DeadlineExceeded');
    estate.graph.failing = [LOAD];
    expect(await suspicionOf(CHURN)).toMatchObject({ asset: { id: LOAD } });
  });

  it('is asked about with a hundred others at once, and no more', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ asset: deploymentId('prod', `m${index}`) }));
    expect((await asked(many(100))).errors).toBeUndefined();
    expect((await asked(many(101))).errors?.[0]?.message).toBe(
      'suspect is asked of 101 assets; ask of at most 100 at once',
    );
  });
});
