import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '../../../platform/log.ts';
import { type AssetId, deploymentId } from '../../../vocabulary/asset-id.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import { openEvaluationStore } from '../adapters/sql.ts';
import { firstStanding } from '../domain/judge.ts';
import type { Judgement } from '../domain/judgement.ts';
import { DAY, definition, FIRST_DAY } from '../fixtures.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import { withKeptJudgements } from './kept-judgements.ts';

const BY = definition();
const [A, B, C] = ['a', 'b', 'c'].map((name) => deploymentId('prod', name)) as [AssetId, AssetId, AssetId];
const metricOf = (asset: AssetId) => ({ name: BY.name, asset });

const judgement = (asset: AssetId, day: number): Judgement => ({
  metric: metricOf(asset),
  definition: 'd1',
  standing: firstStanding(BY, FIRST_DAY + day * DAY),
  published: [],
  checkpoints: [],
});

let directory: string;
let store: EvaluationStore;
let lease: Lease;
/** Assets whose judgement the store was asked for. */
let asked: AssetId[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
  const place = { dataDirectory: directory, databaseUrl: null, log: silentLog() };
  store = await openEvaluationStore(place, { measurements: 'here' });
  lease = (await store.claim(1)) as Lease;
  asked = [];
});

afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

const noting = (more: Partial<EvaluationStore> = {}): EvaluationStore => ({
  ...store,
  async judgements(metrics) {
    asked.push(...metrics.map(({ asset }) => asset));
    return store.judgements(metrics);
  },
  ...more,
});

describe('kept judgements', () => {
  it('are answered in the order asked, and only those that are not kept are read', async () => {
    await store.save(lease, [judgement(A, 1), judgement(B, 1)], []);
    const kept = withKeptJudgements(noting());
    await kept.save(lease, [judgement(B, 2)], []);
    const found = await kept.judgements([A, B, C, B].map(metricOf));
    expect({ found, asked }).toEqual({
      found: [judgement(A, 1), judgement(B, 2), null, judgement(B, 2)],
      asked: [A, C],
    });
  });

  it('are read again where the store wrote them and its answer was lost: the changes of a window are not told twice', async () => {
    let isCutOff = false;
    const save: EvaluationStore['save'] = async (...written) => {
      const isSaved = await store.save(...written);
      if (isCutOff) throw new Error('connection terminated');
      return isSaved;
    };
    const kept = withKeptJudgements(noting({ save }));
    await kept.save(lease, [judgement(A, 1)], []);
    isCutOff = true;
    await expect(kept.save(lease, [judgement(A, 2)], [])).rejects.toThrow('terminated');
    expect({ found: await kept.judgements([metricOf(A)]), asked }).toEqual({ found: [judgement(A, 2)], asked: [A] });
  });

  it('are those of the store where it took none for a lease that another process has', async () => {
    await store.save(lease, [judgement(A, 1)], []);
    const kept = withKeptJudgements(noting());
    expect(await kept.save({ ...lease, token: lease.token + 1 }, [judgement(A, 2)], [])).toBe(false);
    expect(await kept.judgements([metricOf(A)])).toEqual([judgement(A, 1)]);
  });

  it('are forgotten of the metric judged the longest ago when there are too many', async () => {
    const kept = withKeptJudgements(noting(), 2);
    for (const asset of [A, B, A, C]) await kept.save(lease, [judgement(asset, 1)], []);
    await kept.judgements([A, B, C].map(metricOf));
    expect(asked).toEqual([B]);
  });

  it('are read again once another process may have judged', async () => {
    const kept = withKeptJudgements(noting());
    await kept.save(lease, [judgement(A, 1)], []);
    kept.forgetAll();
    await kept.judgements([metricOf(A)]);
    expect(asked).toEqual([A]);
  });
});
