import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MetricDefinition } from './domain/definition.ts';
import { accuracyOn, CHURN, definition, range } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const OTHER = 'deployment/prod/other';

let subgraph: OpenedSubgraph;
beforeEach(async () => {
  subgraph = await openedSubgraph(30, definition());
});
afterEach(() => subgraph.close());

describe('a comparison', () => {
  const compared = 'definition { id } asset { id } value sampleSize';
  const comparison = (current: string, reference: string) =>
    `{ compareMetrics(current: { ${current} }, reference: { ${reference} }) {
      difference relativeDifference current { ${compared} } reference { ${compared} } } }`;
  const side = (more: string, asset: string = CHURN) => `metric: "prediction.accuracy", asset: "${asset}", ${more}`;

  beforeEach(() =>
    subgraph.observe(
      ...[900, 900, 700].map((good, day) => accuracyOn(day, good)),
      accuracyOn(0, 600, { asset: OTHER as typeof CHURN }),
    ),
  );

  it('holds two windows against each other', async () => {
    expect(await subgraph.ask(comparison(side(range(1, 3)), side(range(0, 1))))).toEqual({
      compareMetrics: {
        difference: expect.closeTo(-0.1, 10),
        relativeDifference: expect.closeTo(-0.1 / 0.9, 10),
        current: { definition: { id: 'prediction.accuracy@1' }, asset: { id: CHURN }, value: 0.8, sampleSize: 2000 },
        reference: { definition: { id: 'prediction.accuracy@1' }, asset: { id: CHURN }, value: 0.9, sampleSize: 1000 },
      },
    });
  });

  it('holds two deployments against each other, and knows no difference from nothing', async () => {
    expect(await subgraph.ask(comparison(side(range(0, 1)), side(range(0, 1), OTHER)))).toMatchObject({
      compareMetrics: { difference: expect.closeTo(0.3, 10) },
    });
    expect(await subgraph.ask(comparison(side(range(1, 2)), side(range(1, 2), OTHER)))).toMatchObject({
      compareMetrics: { difference: null, relativeDifference: null, reference: { value: null, sampleSize: 0 } },
    });
  });

  it('is refused where the two mean different things, and says in what', async () => {
    const second: MetricDefinition = definition({
      id: 'prediction.accuracy@2',
      version: 2,
      fingerprint: 'f9',
      unit: '%',
    });
    subgraph.graph.definitions = [definition(), second];
    subgraph.graph.answers.MetricsDefinitionDifferences = ({ one, other }) => {
      expect([one, other]).toEqual(['prediction.accuracy@2', 'prediction.accuracy@1']);
      return { definitionComparison: { differences: [{ field: 'spec.formula' }, { field: 'spec.unit' }] } };
    };
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(`version: 1, ${range(0, 1)}`)))).toEqual({
      message:
        'prediction.accuracy@2 and prediction.accuracy@1 mean different things: they differ in formula, unit; only values of one fingerprint can be compared',
      code: 'CONFLICT',
      fields: ['formula', 'unit'],
    });
  });

  it('is refused for counts over ranges of unequal length, and for what there is not', async () => {
    subgraph.graph.definitions = [definition({ method: { kind: 'count' } })];
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(range(0, 2))))).toMatchObject({
      message: expect.stringContaining('its ranges hold 1 and 2 windows of P1D'),
    });
    expect(await subgraph.refusal(comparison(side(range(0, 1)), side(`version: 7, ${range(0, 1)}`)))).toMatchObject({
      message: '"prediction.accuracy" has no version 7; headwater catalog list shows those that there are',
      field: 'reference.metric',
    });
  });
});
