import { expect, it } from '@jest/globals';
import type { MetricDefinitionDocument } from './document.ts';
import { overlapsOf } from './overlap.ts';

type Spec = MetricDefinitionDocument['spec'];

const definition = (name: string, more: Partial<Spec> = {}): MetricDefinitionDocument => ({
  apiVersion: 'headwater/v1',
  kind: 'MetricDefinition',
  metadata: { name, title: name, owner: 'risk', reviewers: [] },
  spec: {
    category: 'ACCURACY',
    appliesTo: ['DEPLOYMENT'],
    unit: '1',
    direction: 'HIGHER_IS_BETTER',
    formula: Buffer.from(name).toString('hex'),
    method: { kind: 'ratio' },
    source: { observations: true },
    window: 'P1D',
    timezone: 'UTC',
    lateness: 'PT0S',
    minimumSamples: 1,
    thresholds: [],
    sensitivity: 'INTERNAL',
    ...more,
  },
});

const kinds = (one: MetricDefinitionDocument, other: MetricDefinitionDocument) =>
  overlapsOf([one], [other]).map(({ kind }) => kind);

it.each([
  ['prediction.accuracy', 'prediction.acuracy'],
  ['prediction.accuracy', 'prediction-accuracy'],
  ['serving.requests', 'serving.request'],
  ['PredictionAccuracy', 'prediction.accuracy'],
])('takes %s for a slip of %s', (one, other) => {
  expect(kinds(definition(one), definition(other))).toEqual(['SIMILAR_NAME']);
});

it.each([
  ['serving.latency.p95', 'serving.latency.p99'],
  ['feature.drift.js', 'feature.drift.ks'],
  ['resource.cpu', 'resource.gpu'],
  ['prediction.precision', 'prediction.recall'],
  ['credit.accuracy', 'churn.accuracy'],
])('takes %s and %s for two metrics', (one, other) => {
  expect(kinds(definition(one), definition(other))).toEqual([]);
});

it('finds one instrument taken twice by one method, and not by two', () => {
  const otlp = { instrument: 'http.server.request.duration', scale: 1, asset: 'service/{env}/{name}' };
  const taking = (name: string, q: number) => definition(name, { method: { kind: 'quantile', q }, source: { otlp } });
  expect(kinds(taking('slow', 0.99), taking('latency', 0.99))).toEqual(['SAME_SOURCE']);
  expect(kinds(taking('slow', 0.99), taking('latency', 0.5))).toEqual([]);
});

it('finds one formula under two names, however it is written', () => {
  const one = definition('hit.rate', { formula: 'Right / ALL' });
  expect(kinds(one, definition('correctness', { formula: 'right /all' }))).toEqual(['SAME_FORMULA']);
  expect(kinds(one, definition('correctness', { formula: 'right /all', unit: '%' }))).toEqual([]);
});

it('names a pair of one input once, and nothing beside itself', () => {
  const pair = [definition('prediction.accuracy'), definition('prediction.acuracy')];
  expect(overlapsOf(pair, [definition('prediction.accuracy')])).toHaveLength(1);
  expect(overlapsOf(pair, [])).toHaveLength(1);
});

it('tells three of many that say the same, and does not compare thousands pair by pair', () => {
  const many = Array.from({ length: 5000 }, (_, index) => definition(`rate.of.team${index}`, { formula: 'bad / all' }));
  const overlaps = overlapsOf([definition('error.share', { formula: 'bad / all' })], many);
  expect(overlaps.map(({ existing }) => existing)).toEqual(['rate.of.team0', 'rate.of.team1', 'rate.of.team2']);
  expect(overlapsOf(many, [])).toHaveLength(3 * many.length - 6);
});
