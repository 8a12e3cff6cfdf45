import { expect, it } from '@jest/globals';
import { type AssetId, datasetId, featureId, jobId } from '../../../../vocabulary/asset-id.ts';
import type { Closure, ClosureEdge } from './question.ts';
import { mergedClosures, rowsFeedFields } from './rows-feed-fields.ts';

const raw = datasetId('w', 'raw.weather');
const rawTemp = featureId('w', 'raw.weather', 'temp');
const build = jobId('p', 'build');
const features = datasetId('w', 'features');
const temp = featureId('w', 'features', 'temp');
const wind = featureId('w', 'features', 'wind');

const edges: ClosureEdge[] = [
  { from: raw, to: build, role: 'READS' },
  { from: build, to: features, role: 'WRITES' },
  { from: temp, to: features, role: 'PART_OF' },
  { from: wind, to: features, role: 'PART_OF' },
  { from: rawTemp, to: temp, role: 'DERIVES' },
];
const closure = (...ids: AssetId[]): Closure => ({
  completeness: 'COMPLETE',
  assets: ids.map((id) => ({ id, depth: 0 })),
  edges: edges.filter(({ from, to }) => ids.includes(from) && ids.includes(to)),
});

it('finds the dataset whose rows are missing upstream of a field that column lineage derives from another field', () => {
  const { assets } = rowsFeedFields(closure(features, temp, wind, rawTemp, build, raw), temp);
  expect(assets).toEqual(
    [
      { id: temp, depth: 0 },
      { id: rawTemp, depth: 1 },
      { id: build, depth: 1 },
      { id: raw, depth: 2 },
    ].sort((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : 1)),
  );
});

it('keeps the fields beside the asked one out, for they do not feed it', () => {
  const { assets, edges } = rowsFeedFields(closure(features, temp, wind, rawTemp, build, raw), temp);
  expect(assets.map(({ id }) => id)).not.toContain(wind);
  expect(edges.some(({ from, to }) => from === wind || to === wind)).toBe(false);
});

it('leaves the depth of what is upstream of a dataset as it is', () => {
  const { assets } = rowsFeedFields(closure(features, temp, wind, build, raw), features);
  expect(new Map(assets.map(({ id, depth }) => [id, depth]))).toEqual(
    new Map([
      [features, 0],
      [build, 1],
      [temp, 1],
      [wind, 1],
      [raw, 2],
    ]),
  );
});

it('states each edge once when two closures overlap, and is complete only when both are', () => {
  const truncated: Closure = { ...closure(temp, rawTemp), completeness: 'TRUNCATED' };
  const merged = mergedClosures(closure(features, temp, rawTemp, build), truncated);
  expect(merged.completeness).toBe('TRUNCATED');
  expect(merged.edges).toHaveLength(3);
  expect(merged.assets).toHaveLength(4);
});
