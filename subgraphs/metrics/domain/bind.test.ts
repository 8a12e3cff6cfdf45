import { describe, expect, it } from '@jest/globals';
import { DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import { bind } from './bind.ts';
import type { SketchComponents } from './components.ts';
import type { OtlpSource } from './definition.ts';
import { dimensionsOf } from './measurement.ts';
import type { TelemetryPoint } from './observation.ts';
import { sketchOf } from './sketch.ts';

const SOURCE: OtlpSource = {
  instrument: 'http.server.request.duration',
  scale: 1000,
  asset: 'deployment/{deployment.environment.name}/{service.name}',
  dimensions: [],
  numerator: null,
};

const latency = definition({
  name: 'serving.latency.p99',
  method: { kind: 'quantile', q: 0.5 },
  window: duration('PT5M'),
  otlp: SOURCE,
});

const histogram = {
  kind: 'histogram' as const,
  count: 4,
  sum: 0.9,
  min: 0.1,
  max: 0.4,
  bounds: [0.1, 0.2, 0.4],
  counts: [0, 2, 2, 0],
};

const point = (more: Partial<TelemetryPoint> = {}): TelemetryPoint => ({
  protocol: 'OTLP',
  instrument: SOURCE.instrument,
  attributes: { 'deployment.environment.name': 'prod', 'service.name': 'credit risk', 'process.pid': '7' },
  unit: null,
  startTime: FIRST_DAY,
  time: FIRST_DAY + 60_000,
  measured: histogram,
  exemplars: ['abc'],
  ...more,
});

const bound = (one: TelemetryPoint, by = latency) => bind(by, SOURCE, one, FIRST_DAY + DAY);

const measurementOf = (one: TelemetryPoint, by = latency) => {
  const binding = bound(one, by);
  if (binding.kind !== 'BOUND') throw new Error(binding.reason);
  return binding.measurement;
};

describe('bind', () => {
  it('puts the attributes into the asset id, each encoded', () => {
    expect(measurementOf(point())).toMatchObject({
      name: 'serving.latency.p99',
      asset: 'deployment/prod/credit%20risk',
      end: FIRST_DAY + 60_000,
      duration: 60_000,
      traceIds: ['abc'],
      recordedAt: FIRST_DAY + DAY,
    });
  });

  it('keeps the attributes that its source names as dimensions, and tells series apart by the others', () => {
    const routed = (attributes: Record<string, string>) => {
      const binding = bind(
        latency,
        { ...SOURCE, dimensions: ['http.route', 'tenant'] },
        point({ attributes: { ...point().attributes, ...attributes } }),
        FIRST_DAY + DAY,
      );
      return binding.kind === 'BOUND' ? [...dimensionsOf(binding.measurement)] : binding.reason;
    };
    const [route, series] = routed({ 'http.route': '/score' });
    expect(route).toEqual(['http.route', '/score']);
    expect(series?.[0]).toBe('otlp.series');
    expect(routed({ 'http.route': '/health' })[1]).toEqual(series);
    expect(routed({ 'http.route': '/score', 'process.pid': '8' })[1]).not.toEqual(series);
  });

  it('makes a sketch of a histogram, in the unit of the definition', () => {
    const sketch = sketchOf((measurementOf(point()).components as SketchComponents).sketch);
    expect(sketch.count).toBeCloseTo(4, 9);
    // The middle of four samples spread over (100, 200] and (200, 400] ms.
    expect(sketch.getValueAtQuantile(0.5)).toBeGreaterThan(150);
    expect(sketch.getValueAtQuantile(0.5)).toBeLessThan(250);
    expect(sketch.getValueAtQuantile(1)).toBeLessThanOrEqual(404);
  });

  it('makes a sketch of an exponential histogram within its stated error', () => {
    const base = 2 ** (2 ** -4);
    const index = Math.ceil(Math.log(0.25) / Math.log(base)) - 1;
    const measured = {
      kind: 'exponentialHistogram' as const,
      count: 10,
      sum: 2.5,
      min: null,
      max: null,
      scale: 4,
      zeroCount: 1,
      positive: { offset: index, counts: [8] },
      negative: { offset: index, counts: [1] },
    };
    const sketch = sketchOf((measurementOf(point({ measured })).components as SketchComponents).sketch);
    expect(sketch.count).toBe(10);
    expect(Math.abs(sketch.getValueAtQuantile(0.9) - 250)).toBeLessThan(0.035 * 250);
    expect(Math.abs(sketch.getValueAtQuantile(0) + 250)).toBeLessThan(0.035 * 250);
    expect(sketch.getValueAtQuantile(0.15)).toBe(0);
  });

  it('keeps two processes of one deployment apart', () => {
    const [one, other] = ['7', '8'].map((pid) =>
      measurementOf(point({ attributes: { ...point().attributes, 'process.pid': pid } })),
    );
    expect(one?.dimensions).not.toBe(other?.dimensions);
  });

  it.each([
    ['a count', definition({ method: { kind: 'count' } }), point().measured, { sum: 4 }],
    ['a mean', definition({ method: { kind: 'mean' } }), point().measured, { sum: 900, count: 4, min: 100, max: 400 }],
    [
      'a value',
      definition({ method: { kind: 'value' } }),
      { kind: 'gauge' as const, value: 0.5 },
      { sum: 500, count: 1 },
    ],
    ['a count of a sum', definition({ method: { kind: 'count' } }), { kind: 'sum' as const, value: 3 }, { sum: 3000 }],
  ])('makes %s of what was measured', (_, by, measured, components) => {
    expect(measurementOf(point({ measured }), by).components).toMatchObject(components);
  });

  it.each([
    [
      'without an attribute of the template',
      point({ attributes: { 'service.name': 'x' } }),
      'UNBOUND',
      'it has no attribute deployment.environment.name',
    ],
    ['from the future', point({ time: FIRST_DAY + 2 * DAY }), 'REJECTED', 'lies in the future'],
    ['that is not a number', point({ measured: { kind: 'gauge', value: Number.NaN } }), 'REJECTED', 'value is NaN'],
  ])('does not bind a point %s', (_, one, kind, reason) => {
    expect(bound(one)).toEqual({ kind, reason: expect.stringContaining(reason) });
  });

  describe('with a unit of its own', () => {
    const seconds = point({ unit: 's', measured: { kind: 'gauge', value: 0.5 } });
    const value = definition({ name: 'latency', method: { kind: 'value' }, unit: 'ms' });
    const boundBy = (scale: number | null, one = seconds, by = value) =>
      bind(by, { ...SOURCE, scale }, one, FIRST_DAY + DAY);

    it.each([
      ['seconds to milliseconds', seconds, value, 500],
      [
        'bytes to mebibytes',
        point({ unit: 'By', measured: { kind: 'gauge', value: 2 ** 21 } }),
        { ...value, unit: 'MiBy' },
        2,
      ],
      [
        'a share to hundredths',
        point({ unit: '1', measured: { kind: 'gauge', value: 0.25 } }),
        { ...value, unit: '%' },
        25,
      ],
      ['nothing where it says none', point({ measured: { kind: 'gauge', value: 7 } }), value, 7],
    ])('turns %s where the source states no scale', (_, one, by, sum) => {
      expect(boundBy(null, one, by)).toMatchObject({ kind: 'BOUND', measurement: { components: { sum } } });
    });

    it('keeps to a scale that agrees', () =>
      expect(boundBy(1000)).toMatchObject({ measurement: { components: { sum: 500 } } }));

    it('counts the samples of a histogram whatever they measure', () =>
      expect(
        bind(
          definition({ method: { kind: 'count' } }),
          { ...SOURCE, scale: null },
          point({ unit: 's' }),
          FIRST_DAY + DAY,
        ),
      ).toMatchObject({
        measurement: { components: { sum: 4 } },
      }));

    it.each([
      ['a scale that disagrees', boundBy(1), 'it is in s, which becomes ms by 1000, and the source says scale 1'],
      [
        'a unit of something else',
        boundBy(null, point({ ...seconds, unit: 'By' })),
        'it is in By, which cannot become ms',
      ],
      [
        'a unit of something else, though a scale is stated',
        boundBy(2, point({ ...seconds, unit: 'By' })),
        'cannot become ms',
      ],
      [
        'a unit that is none',
        boundBy(null, point({ ...seconds, unit: 'millis' })),
        'its unit "millis" is none of UCUM; say by `scale`',
      ],
    ])('is refused for %s', (_, binding, reason) => {
      expect(binding).toEqual({ kind: 'REJECTED', reason: expect.stringContaining(reason) });
    });

    it('is taken by its scale where the unit is none', () =>
      expect(boundBy(1, point({ ...seconds, unit: 'millis' }))).toMatchObject({ kind: 'BOUND' }));
  });

  it.each<[string, TelemetryPoint, ReturnType<typeof definition>, string]>([
    [
      'levels for a count',
      point({ measured: { kind: 'gauge', value: 3 } }),
      definition({ method: { kind: 'count' } }),
      'a gauge is a level',
    ],
    [
      'a mean of what has no sum',
      point({ measured: { ...histogram, sum: null } }),
      definition({ method: { kind: 'mean' } }),
      'a histogram without a sum has no mean',
    ],
    [
      'a quantile of no buckets',
      point({ measured: { ...histogram, bounds: [], counts: [4] } }),
      latency,
      'without buckets',
    ],
    [
      'a time in another unit',
      point({ time: FIRST_DAY / 1000 }),
      latency,
      'http.server.request.duration: time 1970-01-21T16:43:40.800Z lies before 2000; it looks like microseconds where nanoseconds were meant',
    ],
    [
      'the newest event in milliseconds',
      point({ measured: { kind: 'gauge', value: FIRST_DAY } }),
      definition({ method: { kind: 'freshness' } }),
      'looks like milliseconds since 1970 where seconds were meant; divide it by 1000',
    ],
    [
      'an age for an event',
      point({ measured: { kind: 'gauge', value: 120 } }),
      definition({ method: { kind: 'freshness' } }),
      'not its age',
    ],
  ])('does not take %s', (_, one, by, reason) => {
    expect(bind(by, { ...SOURCE, scale: null }, one, FIRST_DAY + DAY)).toEqual({
      kind: 'REJECTED',
      reason: expect.stringContaining(reason),
    });
  });

  it('leaves a summary unbound, and says what to send instead', () => {
    expect(bound(point({ measured: { kind: 'summary' } }))).toEqual({
      kind: 'UNBOUND',
      reason: expect.stringContaining('send a histogram'),
    });
  });

  it('rejects what the method cannot be made of', () => {
    expect(bound(point(), definition())).toEqual({
      kind: 'REJECTED',
      reason: expect.stringContaining('does not fit a ratio'),
    });
  });
});

describe('a ratio of which the source says what counts as its numerator', () => {
  const errors = definition({ name: 'serving.error-rate', window: duration('PT5M') });
  const partsOf = (
    numerator: Record<string, string[]>,
    more: Record<string, string>,
    measured = histogram as Measured,
  ) => {
    const { attributes, ...rest } = point({ measured, unit: 's' });
    const source = { ...SOURCE, scale: null, numerator };
    const binding = bind(errors, source, { ...rest, attributes: { ...attributes, ...more } }, FIRST_DAY + DAY);
    return binding.kind === 'BOUND' ? binding.measurement.components : binding.reason;
  };
  type Measured = TelemetryPoint['measured'];

  it.each<[string, Record<string, string[]>, Record<string, string>, number]>([
    ['has the attribute, whatever it is', { 'error.type': ['*'] }, { 'error.type': 'timeout' }, 4],
    ['has not', { 'error.type': ['*'] }, {}, 0],
    ['begins as one of the texts', { code: ['429', '5*'] }, { code: '503' }, 4],
    ['is one of the texts', { code: ['429', '5*'] }, { code: '429' }, 4],
    ['is none of them', { code: ['429', '5*'] }, { code: '42' }, 0],
    ['is as said in one attribute and not in the other', { code: ['5*'], method: ['GET'] }, { code: '500' }, 0],
  ])('counts the samples of a histogram by whether a point %s', (_, numerator, attributes, part) => {
    expect(partsOf(numerator, attributes)).toEqual({ numerator: part, denominator: 4 });
  });

  it('takes counters and levels in whatever unit, for it is the same above and below', () => {
    const idle = { mode: ['idle'] };
    expect(partsOf(idle, { mode: 'idle' }, { kind: 'sum', value: 2.5 })).toEqual({ numerator: 2.5, denominator: 2.5 });
    expect(partsOf(idle, { mode: 'user' }, { kind: 'gauge', value: 7 })).toEqual({ numerator: 0, denominator: 7 });
    expect(partsOf(idle, { mode: 'user' }, { kind: 'gauge', value: -7 })).toContain('denominator is -7');
  });

  it('tells the series apart, so that parts and the rest add up', () => {
    const seriesOf = (code: string) => {
      const { attributes, ...rest } = point();
      const source = { ...SOURCE, numerator: { code: ['5*'] } };
      const binding = bind(errors, source, { ...rest, attributes: { ...attributes, code } }, FIRST_DAY + DAY);
      return binding.kind === 'BOUND' ? binding.measurement.dimensions : null;
    };
    expect(seriesOf('200')).not.toBe(seriesOf('500'));
  });
});
