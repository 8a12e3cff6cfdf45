import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TelemetryPoint } from './domain/observation.ts';
import { accuracyOn, CHURN, definition, FIRST_DAY, LATENCY, range, valueOn } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(10, definition());
});
afterEach(() => subgraph.close());

describe('what is observed', () => {
  it('takes what it can and says of each of the rest why not', async () => {
    const outcomes = await subgraph.ingest.observe([
      accuracyOn(1, 900),
      accuracyOn(2, 900, { metric: 'prediction.accuracu' }),
      accuracyOn(3, 900, { components: { value: Number.NaN } }),
    ]);
    expect(outcomes).toEqual([
      { accepted: true },
      { accepted: false, code: 'NOT_FOUND', message: expect.stringContaining('did you mean "prediction.accuracy"') },
      { accepted: false, code: 'BAD_USER_INPUT', message: 'value is NaN; a finite number is needed' },
    ]);
  });

  it('is known by a definition that was applied a moment ago', async () => {
    await subgraph.ingest.observe([accuracyOn(1, 900)]);
    subgraph.graph.definitions = [definition(), LATENCY];
    expect(await subgraph.ingest.observe([valueOn('serving.latency', 1, 100)])).toEqual([{ accepted: true }]);
  });

  it('is taken by the last known definitions while the catalog is down, and not before any were known', async () => {
    await subgraph.ingest.observe([accuracyOn(1, 900)]);
    subgraph.graph.isDown = true;
    subgraph.time.now += 1000;
    expect(await subgraph.ingest.observe([accuracyOn(2, 900)])).toEqual([{ accepted: true }]);
    await subgraph.restart();
    await expect(subgraph.ingest.observe([accuracyOn(3, 900)])).rejects.toThrow('the catalog store does not answer');
  });

  it('counts the whole where it is told, and the dimensions together where it is not', async () => {
    const cohort = (day: number, name: string, numerator: number) =>
      accuracyOn(day, numerator, { dimensions: { cohort: name } });
    await subgraph.ingest.observe([
      cohort(0, 'new', 800),
      cohort(0, 'old', 900),
      cohort(1, 'new', 800),
      accuracyOn(1, 700),
    ]);
    const { metric } = await subgraph.ask<{ metric: { series: unknown } }>(
      `{ metric(name: "prediction.accuracy", asset: "${CHURN}") { series(${range(0, 2)}) { points { value sampleSize } } } }`,
    );
    expect(metric.series).toEqual({
      points: [
        { value: 0.85, sampleSize: 2000 },
        { value: 0.7, sampleSize: 1000 },
      ],
    });
  });

  it('arrives by telemetry, or is listed as unbound with the reason', async () => {
    subgraph.graph.definitions = [LATENCY];
    const point = (attributes: Record<string, string>, instrument = 'request.duration'): TelemetryPoint => ({
      protocol: 'OTLP',
      instrument,
      attributes,
      unit: 's',
      startTime: FIRST_DAY,
      time: FIRST_DAY + 60_000,
      measured: { kind: 'histogram', count: 2, sum: 0.4, min: 0.2, max: 0.2, bounds: [0.2], counts: [2, 0] },
      exemplars: ['trace-1'],
    });
    const outcome = await subgraph.ingest.telemetry([
      point({ env: 'prod', service: 'churn' }),
      point({ service: 'churn' }),
      point({}, 'other'),
      point({}, 'other'),
    ]);
    expect(outcome).toEqual({ bound: 1, unbound: 3, rejected: [] });
    const data = await subgraph.ask<Record<string, unknown>>(`{
      unboundTelemetry { protocol instrument reason count }
      metric(name: "serving.latency", asset: "${CHURN}") { exemplars(${range(0, 1)}) series(${range(0, 1)}) { points { value sampleSize } } }
    }`);
    expect(data).toEqual({
      unboundTelemetry: [
        { protocol: 'OTLP', instrument: 'other', reason: 'no definition has it as its source', count: 2 },
        expect.objectContaining({
          instrument: 'request.duration',
          reason: expect.stringContaining('no attribute env'),
        }),
      ],
      metric: { exemplars: ['trace-1'], series: { points: [{ value: expect.closeTo(200, -1), sampleSize: 2 }] } },
    });
  });
});
