import { describe, expect, it } from '@jest/globals';
import type { Grid } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import { identityOf } from '../../../vocabulary/asset-id.ts';
import { closureOf } from '../scenario-case.ts';
import { mean } from '../score.ts';
import { DEVELOPMENT_SEEDS, HELD_OUT_SEEDS, SIZES } from './cases.ts';
import { ofKind } from './effect.ts';
import { type EstateCase, estateCase, withATenthMissing } from './estate-case.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import { edgesOf, estateOf } from './layout.ts';
import { type Measured, measuredOf } from './measure.ts';
import { worldOf } from './world.ts';

const HOUR = 3_600_000;
const SEEDS = DEVELOPMENT_SEEDS.slice(0, 2);

const CASES = SEEDS.flatMap((seed) => SIZES.flatMap((size) => FAULT_KINDS.map((kind) => estateCase(kind, size, seed))));
const casesOf = (kind: FaultKind): EstateCase[] => CASES.filter((one) => one.kind === kind);

/** The same estate and the same chance, had the fault not happened; what concerns nobody did. */
function withoutTheFault({ estate, effects, history }: EstateCase): Measured[] {
  const glitches = ofKind(effects, 'GLITCH');
  const all = new Set(history.map(({ asset }) => asset));
  const world = worldOf(estate, glitches, () => 0);
  return measuredOf(estate, world, glitches, all, all);
}

const keyOf = ({ asset, metric }: Measured): string => `${asset} ${metric}`;

const knownIn = (grid: Grid | undefined): number[] => [...(grid?.values ?? [])].filter((value) => !Number.isNaN(value));

interface Moved {
  asset: string;
  metric: string;
  /** First hour in which the fault moved it. */
  hour: number;
  /** Farthest value, as a factor of what it would have been. */
  factor: number;
}

const moved = new Map<EstateCase, Moved[]>();

function movedIn(one: EstateCase): Moved[] {
  const known = moved.get(one) ?? compared(one);
  moved.set(one, known);
  return known;
}

function compared(one: EstateCase): Moved[] {
  const before = new Map(withoutTheFault(one).map((each) => [keyOf(each), each]));
  return one.history.flatMap((each) => {
    const former = before.get(keyOf(each))?.values ?? [];
    const differing = each.values.flatMap((value, index) => {
      const was = former[index] ?? null;
      return value === null || was === null || value === was ? [] : [{ index, factor: value / was }];
    });
    const [first] = differing;
    if (!first) return [];
    const [farthest = first] = differing.toSorted(
      (a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)),
    );
    return [{ asset: each.asset, metric: each.metric, hour: first.index * each.step, factor: farthest.factor }];
  });
}

const plain = (metric: string): string => metric.replace(/\.\d+h$/, '');
const dataOf = (one: EstateCase) => movedIn(one).filter(({ metric }) => /^(dataset|feature)/.test(metric));
const movedAt = (one: EstateCase, asset: string | undefined) =>
  Object.fromEntries(
    movedIn(one)
      .filter((each) => each.asset === asset)
      .map(({ metric, factor }) => [plain(metric), factor]),
  );

describe('an estate', () => {
  it('is the same whenever its seed is asked for, and another for another seed', () => {
    const asked = () => withATenthMissing(estateCase('null flood', 'medium', 1));
    expect(asked()).toEqual(asked());
    expect(estateCase('null flood', 'medium', 2).series).not.toEqual(asked().series);
  });

  it.each([
    ['small' as const, 15, 22],
    ['medium' as const, 65, 95],
    ['large' as const, 330, 470],
  ])('that is %s has about as many assets as it should', (size, least, most) => {
    for (const seed of DEVELOPMENT_SEEDS) {
      const edges = edgesOf(estateOf(seed, size), new Set());
      const { size: assets } = new Set(edges.flatMap(({ from, to }) => [from, to]));
      expect(assets).toBeGreaterThanOrEqual(least);
      expect(assets).toBeLessThanOrEqual(most);
    }
  });

  it('leaves windows out, and assets unmeasured, jobs all of them', () => {
    for (const { history, edges } of CASES) {
      const assets = new Set(edges.flatMap(({ from, to }) => [from, to]));
      const measured = new Set(history.map(({ asset }) => asset));
      expect([...measured].map((asset) => identityOf(asset).kind)).not.toContain('JOB');
      expect([...assets].filter((asset) => identityOf(asset).kind !== 'JOB' && !measured.has(asset))).not.toEqual([]);
      expect(history.some(({ values }) => values.includes(null))).toBe(true);
    }
  });
});

describe('a case', () => {
  it('shows nothing of its fault before it began', () => {
    for (const one of CASES)
      for (const { hour } of movedIn(one)) expect(one.from - Date.UTC(2026, 8, 1)).toBeLessThan((hour + 6) * HOUR);
  });

  it('asks about a metric that is plainly off when it is asked: five standard deviations of a fortnight', () => {
    for (const { question, series, id } of CASES) {
      const asked = series.find(({ asset, metric }) => asset === question.asset && metric === question.metric);
      const normal = knownIn(asked?.baseline);
      const last = knownIn(asked?.recent).slice(-4);
      const deviation = Math.sqrt(mean(normal.map((value) => (value - mean(normal)) ** 2)));
      expect({ id, off: Math.abs(mean(last) - mean(normal)) / deviation }).toEqual({ id, off: expect.any(Number) });
      expect(Math.abs(mean(last) - mean(normal)) / deviation).toBeGreaterThan(5);
    }
  });

  it('has causes upstream of what is asked about, each of which is measured or changed', () => {
    for (const one of CASES) {
      const upstream = new Set(closureOf(one).assets.map(({ id }) => id));
      const known = new Set([...one.series, ...one.changes].map(({ asset }) => asset));
      for (const cause of one.causes) {
        expect(cause.every((asset) => upstream.has(asset))).toBe(true);
        expect(cause.some((asset) => known.has(asset))).toBe(true);
        expect(cause).not.toContain(one.question.asset);
      }
    }
  });

  it('says nothing about what comes after it is asked', () => {
    for (const { question, series, changes } of CASES) {
      for (const { recent } of series)
        expect(recent.start + recent.values.length * recent.step).toBeLessThanOrEqual(question.at);
      for (const { time } of changes) expect(time).toBeLessThan(question.at);
    }
  });

  it('has other things going on upstream that began nothing', () => {
    for (const { effects, changes, causes, size } of CASES) {
      const least = size === 'small' ? 1 : 3;
      expect(ofKind(effects, 'GLITCH').length).toBeGreaterThanOrEqual(least);
      if (size !== 'small')
        expect(changes.filter(({ asset }) => !causes.flat().includes(asset)).length).toBeGreaterThanOrEqual(1);
    }
  });

  it('can be had with a tenth of its lineage missing and everything else as it was', () => {
    for (const one of CASES) {
      const { edges, ...rest } = withATenthMissing(one);
      expect(edges).toHaveLength(one.edges.length - Math.round(one.edges.length / 10));
      expect({ ...rest, edges: one.edges }).toEqual({ ...one, id: rest.id, cell: rest.cell, lineage: rest.lineage });
    }
  });
});

describe('what each kind of fault does', () => {
  it('a schema change leaves the source as it looks and takes values from features', () => {
    for (const one of casesOf('schema change')) {
      expect(movedAt(one, one.causes[0]?.[0])).toEqual({});
      expect(one.changes).toContainEqual(
        expect.objectContaining({ kind: 'SCHEMA_CHANGED', asset: one.causes[0]?.[0] }),
      );
      expect(dataOf(one).map(({ metric }) => plain(metric))).toEqual(
        expect.arrayContaining([expect.stringMatching(/feature.missing|null-share/)]),
      );
    }
  });

  it('a late source has no rows and grows old', () => {
    for (const one of casesOf('late source')) {
      const [source] = ofKind(one.effects, 'ROWS');
      expect(movedAt(one, source?.table.id)).toEqual({
        'dataset.rows': 0,
        'dataset.freshness': expect.any(Number),
      });
      expect(movedAt(one, source?.table.id)['dataset.freshness']).toBeGreaterThan(3);
    }
  });

  it('a bad backfill writes rows twice or more, and other values from then on', () => {
    for (const one of casesOf('bad backfill')) {
      expect(movedAt(one, one.causes[0]?.[0])['dataset.rows']).toBeGreaterThan(1.9);
      expect(dataOf(one).map(({ metric }) => plain(metric))).toContain('feature.drift');
    }
  });

  it('a null flood takes values from a source and leaves its rows', () => {
    for (const one of casesOf('null flood')) {
      const moved = movedAt(one, one.causes[0]?.[0]);
      expect(moved['dataset.null-share']).toBeGreaterThan(3);
      expect(moved['dataset.rows']).toBeUndefined();
    }
  });

  it('a feature that drifts moves itself, and no table', () => {
    for (const one of casesOf('feature drift')) {
      const moved = dataOf(one);
      expect(moved.map(({ asset, metric }) => [asset, plain(metric)])).toEqual([[one.causes[0]?.[0], 'feature.drift']]);
    }
  });

  it('snapshots for training grow old before the version trained on them is deployed', () => {
    for (const one of casesOf('training on stale data')) {
      const deployed = one.changes.find(({ kind, time }) => kind === 'MODEL_DEPLOYED' && time > one.from);
      expect((deployed?.time ?? 0) - one.from).toBeGreaterThanOrEqual(8 * HOUR);
      expect(movedAt(one, one.causes[0]?.[0])['dataset.freshness']).toBeGreaterThan(1.5);
    }
  });

  it('a model that is swapped leaves all data as it was', () => {
    for (const one of casesOf('model swap')) {
      expect(dataOf(one)).toEqual([]);
      expect(one.changes).toContainEqual(
        expect.objectContaining({ kind: 'MODEL_DEPLOYED', asset: one.causes[0]?.[1], time: one.from }),
      );
    }
  });

  it('a slow service slows its callers, and them alone', () => {
    for (const one of casesOf('slow service')) {
      expect(movedIn(one).filter(({ metric }) => !metric.startsWith('serving.'))).toEqual([]);
      expect(movedAt(one, one.causes[0]?.[0])['serving.latency']).toBeGreaterThan(2);
      expect(movedAt(one, one.question.asset)['serving.latency']).toBeGreaterThan(1.5);
    }
  });

  it('two causes lie at different places', () => {
    for (const { causes } of casesOf('two causes at once')) {
      expect(causes).toHaveLength(2);
      expect(new Set(causes.flat()).size).toBe(2);
    }
  });

  it('a fault with no cause recorded moves nothing upstream of where it began', () => {
    for (const one of casesOf('no cause recorded')) {
      const upstream = new Set<string>(closureOf(one).assets.map(({ id }) => id));
      const moved = movedIn(one).filter(({ asset }) => upstream.has(asset));
      expect(moved.filter(({ asset }) => !one.harmless.some((harmless) => harmless === asset))).toEqual([]);
    }
  });
});

it('seeds kept apart are none of those developed on', () => {
  expect(HELD_OUT_SEEDS.filter((seed) => DEVELOPMENT_SEEDS.includes(seed))).toEqual([]);
});
