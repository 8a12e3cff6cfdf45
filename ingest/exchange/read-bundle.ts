import { z } from 'zod';
import type { AssetBundle } from '../../subgraphs/lineage/index.ts';
import { type AssetId, parseAssetId } from '../../vocabulary/asset-id.ts';
import { Refusal } from '../refusal.ts';
import { FACET } from './bundle-event.ts';

/* What an export carries, to the last field: what is restored is not read again by anybody who could refuse it. */

const assetId = z.custom<AssetId>(
  (raw) => typeof raw === 'string' && parseAssetId(raw) !== null,
  'expected an asset id',
);
const instant = z.int();
const text = z.string();
const role = z.enum(['READS', 'WRITES', 'DERIVES', 'PART_OF', 'TRAINS', 'SERVES', 'CALLS']);
const transformation = z.object({ type: text, subtype: text.nullable(), masking: z.boolean() });
const ends = { from: assetId, to: assetId, role };
const edges = z.array(z.object({ ...ends, transformation: transformation.optional() }));
const timeline = z.string().refine((raw) => {
  const [teller, subject, ...more] = raw.split(' ');
  if (more.length > 0) return false;
  return teller === 'declared'
    ? subject === undefined
    : /^(run|static)$/.test(teller ?? '') && !!parseAssetId(subject ?? '');
}, 'expected `declared`, `run <job>` or `static <asset>`');
const said = (value: z.ZodType) => z.object({ time: instant, value });
const reference = z.object({ runId: text, job: assetId });
const facet = z.object({ name: text, time: instant, value: z.unknown() });

const run = z.object({
  ...{ runId: text, job: assetId, startedAt: instant.nullable(), completedAt: instant.nullable() },
  ...{ failedAt: instant.nullable(), abortedAt: instant.nullable(), error: said(text).nullable() },
  ...{ parent: said(reference).nullable(), root: said(reference).nullable() },
  nominal: said(z.object({ start: instant, end: instant.nullable() })).nullable(),
  traceId: said(text).nullable(),
  versions: z.record(assetId as never, said(text)),
  edges,
});

const bundle = z.object({
  ...{ id: assetId, recordedAt: instant, title: text.nullable(), aliases: z.array(assetId) },
  identities: z.array(z.object({ asset: assetId, recordedAt: instant, supersededAt: instant.nullable() })),
  statics: z.array(z.object({ time: instant, edges })),
  spans: z.array(
    z.object({
      ...{ ...ends, validFrom: instant, validTo: instant.nullable(), recordedAt: instant },
      ...{ supersededAt: instant.nullable(), origin: z.enum(['OBSERVED', 'DECLARED']), source: text.nullable() },
      ...{ reason: text.nullable(), transformation: transformation.nullable(), retracted: z.boolean(), timeline },
    }),
  ),
  facts: z.array(
    z.object({
      fact: z.looseObject({ asset: assetId, time: instant, runId: text.nullable(), kind: text }),
      recordedAt: instant,
    }),
  ),
  runs: z.array(z.object({ run, facets: z.array(facet) })),
});

/** The bundle in a line of an export. @throws Refusal saying what is wrong with it. */
export function readBundle(event: unknown): AssetBundle {
  const { job, dataset } = (event ?? {}) as Record<string, { facets?: Record<string, unknown> } | undefined>;
  const raw = (job ?? dataset)?.facets?.[FACET];
  if (raw === undefined)
    throw new Refusal(
      400,
      'INVALID_EXPORT',
      `no facet \`${FACET}\`: this is no line of an export; OpenLineage events go to /api/v1/lineage/batch`,
    );
  const read = bundle.safeParse(raw);
  if (read.success) return read.data as unknown as AssetBundle;
  const [issue] = read.error.issues;
  const path = [FACET, ...(issue?.path ?? [])].map(String).join('.');
  throw new Refusal(400, 'INVALID_EXPORT', `${path}: ${issue?.message}`, path);
}
