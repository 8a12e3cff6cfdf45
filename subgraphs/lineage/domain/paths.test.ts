import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssetId, datasetId } from '../../../vocabulary/asset-id.ts';
import type { Edge } from './edge.ts';
import { type FoundPath, pathsAmong } from './paths.ts';

const id = (name: string | number): AssetId => datasetId('n', String(name));

const edge = (from: string | number, to: string | number): Edge => ({
  ...{ from: id(from), to: id(to), role: 'CALLS' as const, validFrom: 0, validTo: null, recordedAt: 0 },
  ...{
    origin: 'OBSERVED' as const,
    source: null,
    transformation: null,
    supersededAt: null,
    reason: null,
    retracted: false,
  },
});

function asked(edges: Edge[], most = 20, maxLength = 100) {
  const found: FoundPath[] = [];
  const working = pathsAmong(edges, { from: id('a'), to: id('z'), most, maxLength });
  let step = working.next();
  for (; !step.done; step = working.next()) if (step.value) found.push(step.value);
  return { found, more: step.value };
}

const namesOf = ({ edges }: FoundPath): string => ['a', ...edges.map(({ to }) => to.split('/')[2])].join('');
const ways = (text: string): Edge[] => text.split(' ').map((pair) => edge(pair[0] as string, pair[1] as string));

/** Every chain without a repeated asset, found by trying all. */
function everyPath(edges: Edge[], maxLength: number): string[] {
  const go = (at: AssetId, path: AssetId[]): string[] => {
    if (at === id('z')) return [path.map((each) => each.split('/')[2]).join('')];
    if (path.length > maxLength) return [];
    const next = [...new Set(edges.filter(({ from }) => from === at).map(({ to }) => to))];
    return next.filter((to) => !path.includes(to)).flatMap((to) => go(to, [...path, to]));
  };
  return go(id('a'), [id('a')]).sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
}

const stepsOf = (path: string): string[] => [...path.slice(1)].map((to, place) => `${path[place]}${to}`);

const apart = (paths: string[]): boolean => {
  const steps = paths.flatMap(stepsOf);
  return new Set(steps).size === steps.length;
};

/** The greatest number of these paths of which no two share a step, found by trying all. */
function mostApart(paths: string[], chosen: string[] = []): number {
  const [first, ...rest] = paths;
  if (first === undefined) return chosen.length;
  const without = mostApart(rest, chosen);
  return apart([...chosen, first]) ? Math.max(without, mostApart(rest, [...chosen, first])) : without;
}

describe('paths between two assets', () => {
  it('puts those that share no step first, even where the shortest one would block them', () => {
    // The shortest, a-b-c-z, uses a step of each of the two that are apart.
    const { found, more } = asked(ways('ab bc cz ad de ec bf fg gz'));
    expect(found.map((path) => [namesOf(path), path.disjoint])).toEqual([
      ['abfgz', true],
      ['adecz', true],
      ['abcz', false],
    ]);
    expect(more).toBe(false);
  });

  it('goes round no cycle and over no loop', () => {
    expect(asked(ways('ab bb bc cb ba cz za')).found.map(namesOf)).toEqual(['abcz']);
  });

  it('says exactly when there are more than were asked for', () => {
    const edges = ways('ab ac ad bz cz dz');
    expect(asked(edges, 2)).toMatchObject({ more: true, found: [{}, {}] });
    expect(asked(edges, 3)).toMatchObject({ more: false, found: [{}, {}, {}] });
  });

  it('counts an asset as reached from itself without a step', () => {
    const working = pathsAmong(ways('ab ba'), { from: id('a'), to: id('a'), most: 3, maxLength: 9 });
    expect([...working]).toEqual([{ edges: [], disjoint: true }]);
  });

  it('finds none where nothing leads', () => {
    expect(asked(ways('ab cz'))).toEqual({ found: [], more: false });
    expect(asked([])).toEqual({ found: [], more: false });
  });

  it('comes back for a look at the clock soon, however many paths there are', () => {
    const layers = Array.from({ length: 30 }, (_, layer) =>
      Array.from({ length: 100 }, (_, place) =>
        edge(`${layer}-${place % 10}`, `${layer + 1}-${Math.floor(place / 10)}`),
      ),
    ).flat();
    const ends = Array.from({ length: 10 }, (_, place) => [edge('a', `0-${place}`), edge(`30-${place}`, 'z')]).flat();
    const working = pathsAmong([...layers, ...ends], { from: id('a'), to: id('z'), most: 20, maxLength: 100 });
    const first = working.next();
    expect(first).toEqual({ value: null, done: false });
    expect([...working].filter(Boolean)).toHaveLength(20);
  });

  it('finds what trying all finds', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'z'];
    const anyEdges = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 16 });
    fc.assert(
      fc.property(anyEdges, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 6 }), (pairs, most, length) => {
        const edges = pairs.map(([from, to]) => edge(from, to));
        const every = everyPath(edges, length);
        const { found, more } = asked(edges, most, length);
        const disjoint = found.filter((path) => path.disjoint).map(namesOf);
        const others = found.filter((path) => !path.disjoint).map(namesOf);
        expect(found.map((path) => path.disjoint)).toEqual([...disjoint.map(() => true), ...others.map(() => false)]);
        expect(apart(disjoint)).toBe(true);
        // No length is short of anything here only when it is as long as any path.
        if (length >= 5) expect(disjoint).toHaveLength(Math.min(most, mostApart(every)));
        expect(others).toEqual(every.filter((path) => !disjoint.includes(path)).slice(0, most - disjoint.length));
        expect(every).toEqual(expect.arrayContaining(disjoint));
        expect(more).toBe(every.length > found.length);
      }),
      { numRuns: 400 },
    );
  });
});
