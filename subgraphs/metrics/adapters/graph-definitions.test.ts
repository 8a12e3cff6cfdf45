import { describe, expect, it } from '@jest/globals';
import { silentLog } from '../../../platform/log.ts';
import { definition, duration, GraphOfDefinitions, threshold } from '../fixtures.ts';
import { graphDefinitions } from './graph-definitions.ts';

const MAXIMUM_AGE = 1000;

function opened(...known: ReturnType<typeof definition>[]) {
  const graph = new GraphOfDefinitions(...known);
  const state = { now: 0, asked: 0 };
  const counting = {
    ask<Data>(document: string, variables: Record<string, unknown>) {
      state.asked++;
      return graph.ask<Data>(document, variables);
    },
  };
  return { graph, state, definitions: graphDefinitions(counting, () => state.now, silentLog(), MAXIMUM_AGE) };
}

describe('definitions from the graph', () => {
  it('reads every field that evaluation needs', async () => {
    const full = definition({
      baseline: { kind: 'pinned', from: 0, to: 86_400_000 },
      otlp: {
        instrument: 'i',
        scale: 1000,
        asset: 'deployment/{a}/{b}',
        dimensions: ['c'],
        numerator: { code: ['5*'] },
      },
      retention: { raw: duration('P90D'), step: duration('P1M'), keep: null },
      thresholds: [
        threshold({ comparison: 'OUTSIDE', range: { low: 1, high: 2 } }),
        threshold({
          comparison: 'BURN_RATE',
          target: 400,
          burnRates: [{ factor: 6, long: duration('PT6H'), short: duration('PT30M') }],
        }),
      ],
    });
    expect((await opened(full).definitions.all()).get(full.name)).toEqual(full);
  });

  it('asks again only when its copy is old', async () => {
    const { definitions, state } = opened(definition());
    await Promise.all([definitions.all(), definitions.all()]);
    state.now = MAXIMUM_AGE - 1;
    await definitions.all();
    expect(state.asked).toBe(1);
    state.now = MAXIMUM_AGE;
    await definitions.all();
    expect(state.asked).toBe(2);
  });

  it('asks at once for a name that it does not know', async () => {
    const { definitions, graph, state } = opened();
    await definitions.all();
    graph.definitions = [definition()];
    expect((await definitions.including(['prediction.accuracy'])).size).toBe(1);
    expect(state.asked).toBe(2);
  });

  it('leaves out a definition that it cannot read, and keeps the others', async () => {
    const { definitions } = opened(definition(), definition({ name: 'odd', method: { kind: 'guess' } as never }));
    expect([...(await definitions.all()).keys()]).toEqual(['prediction.accuracy']);
  });

  it('serves its last copy while the catalog is down', async () => {
    const { definitions, graph, state } = opened(definition());
    await definitions.all();
    graph.isDown = true;
    state.now = 10 * MAXIMUM_AGE;
    expect((await definitions.all()).size).toBe(1);
  });

  it('calls no name unknown while the catalog cannot be asked', async () => {
    const { definitions, graph } = opened(definition());
    await definitions.all();
    graph.isDown = true;
    await expect(definitions.including(['applied.since'])).rejects.toThrow('the catalog store does not answer');
    expect((await definitions.including(['prediction.accuracy'])).size).toBe(1);
  });

  it('says that the catalog does not answer when it never did', async () => {
    const { definitions, graph } = opened(definition());
    graph.isDown = true;
    await expect(definitions.all()).rejects.toThrow('the catalog store does not answer');
    graph.isDown = false;
    expect((await definitions.including(['prediction.accuracy'])).size).toBe(1);
  });
});
