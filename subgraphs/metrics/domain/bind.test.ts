import { describe, expect, it } from '@jest/globals';
import { DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import { bind } from './bind.ts';
import type { SketchComponents } from './components.ts';
import type { OtlpSource } from './definition.ts';
import type { TelemetryPoint } from './observation.ts';
import { sketchOf } from './sketch.ts';

const SOURCE: OtlpSource = {
  instrument: 'http.server.request.duration',
  scale: 1000,
  asset: 'deployment/{deployment.environment.name}/{service.name}',
};

const latency = definition({
  name: 'serving.latency.p99',
  method: { kind: 'quantile', q: 0.5 },
  window: duration('PT5M'),
  otlp: SOURCE,
});

const point = (more: Partial<TelemetryPoint> = {}): TelemetryPoint => ({
  protocol: 'OTLP',
  instrument: SOURCE.instrument,
  attributes: { 'deployment.environment.name': 'prod', 'service.name': 'credit risk', 'process.pid': '7' },
  startTime: FIRST_DAY,
  time: FIRST_DAY + 60_000,
  measured: {
    kind: 'histogram',
    count: 4,
    sum: 0.9,
    min: 0.1,
    max: 0.4,
    bounds: [0.1, 0.2, 0.4],
    counts: [0, 2, 2, 0],
  },
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

  it('rejects what the method cannot be made of', () => {
    expect(bound(point(), definition())).toEqual({
      kind: 'REJECTED',
      reason: expect.stringContaining('does not fit a ratio'),
    });
  });
});
