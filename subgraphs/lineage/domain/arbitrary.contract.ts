/** Random statements over a small world, so that jobs collide, times tie, runs fail late and events come twice. */
import fc from 'fast-check';
import { type AssetId, datasetId, featureId, jobId } from '../../../vocabulary/asset-id.ts';
import type { Facet, Fact, LineageStatement, RunStatement, StatedEdge, Symlink } from './statement.ts';

const upTo = (most: number) => fc.integer({ min: 0, max: most });

/** Events over assets whose namespace is `namespace`, so that many draws can share one store. */
export function anyStatements(namespace: string): fc.Arbitrary<LineageStatement[]> {
  return fc.array(fc.oneof({ arbitrary: anyRun(namespace), weight: 8 }, anyStatic(namespace), anyDeclared(namespace)), {
    maxLength: 24,
    size: 'max',
  });
}

/** The assets that such statements may name, and one that they never do. */
export const anyAsset = (namespace: string): fc.Arbitrary<AssetId> =>
  fc.oneof(
    anyDataset(namespace),
    upTo(2).map((n) => jobId(namespace, `job${n}`)),
    anyFeature(namespace),
    fc.constant(datasetId(namespace, 'never named')),
  );

const anyDataset = (namespace: string) => upTo(4).map((n) => datasetId(namespace, `data${n}`));

const anyFeature = (namespace: string) =>
  fc.tuple(upTo(4), upTo(1)).map(([dataset, field]) => featureId(namespace, `data${dataset}`, `field${field}`));

function anyEdge(namespace: string, job: AssetId): fc.Arbitrary<StatedEdge> {
  const transformation = fc.constantFrom(
    undefined,
    { type: 'DIRECT', subtype: 'IDENTITY', masking: false },
    { type: 'INDIRECT', subtype: null, masking: true },
  );
  return fc.oneof(
    anyDataset(namespace).map((from) => ({ from, to: job, role: 'READS' as const })),
    anyDataset(namespace).map((to) => ({ from: job, to, role: 'WRITES' as const })),
    fc
      .tuple(anyFeature(namespace), anyFeature(namespace), transformation)
      .map(([from, to, transformation]) => ({ from, to, role: 'DERIVES' as const, transformation })),
  );
}

const anyFacet = (): fc.Arbitrary<Facet> =>
  fc.record({ name: fc.constantFrom('engine', 'é custom'), value: fc.constantFrom(null, 1, { b: [1, 'x'], a: null }) });

const anyFact = (namespace: string): fc.Arbitrary<Fact> =>
  fc.tuple(anyDataset(namespace), upTo(8), fc.constantFrom(null, 'r')).chain(([asset, time, runId]) =>
    fc.oneof(
      anyFacet().map((facet): Fact => ({ asset, time, runId, kind: 'facet', of: 'dataset', ...facet })),
      upTo(2).map((rows): Fact => ({ asset, time, runId, kind: 'rowCount', rows })),
    ),
  );

const anySymlink = (namespace: string): fc.Arbitrary<Symlink> =>
  fc.record({ asset: anyDataset(namespace), alias: anyDataset(namespace) });

function anyRun(namespace: string): fc.Arbitrary<RunStatement> {
  return fc.tuple(upTo(1), upTo(7)).chain(([n, run]) => {
    const job = jobId(namespace, `job${n}`);
    return fc.record({
      kind: fc.constant('run' as const),
      runId: fc.constant(`${namespace}-${n}-${run}`),
      job: fc.constant(job),
      type: fc.constantFrom('START', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'FAIL', 'OTHER'),
      time: upTo(8),
      parent: fc.constant(null),
      error: fc.constantFrom(null, 'out of memory', 'no such table'),
      edges: fc.array(anyEdge(namespace, job), { maxLength: 4 }),
      facts: fc.array(anyFact(namespace), { maxLength: 2 }),
      facets: fc.array(anyFacet(), { maxLength: 2 }),
      versions: fc.array(fc.record({ asset: anyDataset(namespace), version: fc.constantFrom('1', '2') }), {
        maxLength: 1,
      }),
      traceId: fc.constant(null),
      symlinks: fc.oneof(
        { arbitrary: fc.constant<Symlink[]>([]), weight: 7 },
        fc.array(anySymlink(namespace), { minLength: 1, maxLength: 1 }),
      ),
    });
  });
}

function anyStatic(namespace: string): fc.Arbitrary<LineageStatement> {
  return upTo(2).chain((n) => {
    const subject = jobId(namespace, `job${n}`);
    return fc.record({
      kind: fc.constant('static' as const),
      subject: fc.constant(subject),
      time: upTo(8),
      edges: fc.array(anyEdge(namespace, subject), { maxLength: 4 }),
      facts: fc.constant<Fact[]>([]),
    });
  });
}

/** One span an edge and `validFrom`: a declaration that replaces another depends on the order of arrival by design. */
function anyDeclared(namespace: string): fc.Arbitrary<LineageStatement> {
  const span = fc
    .tuple(upTo(2), fc.boolean())
    .map(([n, retracted]) =>
      retracted ? { n, validFrom: 3, validTo: 5 + n, retracted } : { n, validFrom: n, validTo: n + 4 },
    );
  return fc.tuple(anyDataset(namespace), span).map(([from, { n, ...span }]) => ({
    kind: 'declared' as const,
    assets: [],
    edges: [{ from, to: jobId(namespace, `job${n}`), role: 'READS' as const, ...span }],
    author: 'steward',
    reason: null,
    idempotency: null,
  }));
}
