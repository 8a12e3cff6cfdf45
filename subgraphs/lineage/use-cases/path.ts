import { DeadlineExceeded } from '../../../platform/errors.ts';
import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import type { Edge } from '../domain/edge.ts';
import { WALK_PATIENCE } from './bounds.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/**
 * The shortest chain from one asset down to another; null when there is none.
 * @throws DeadlineExceeded when it was not found in time, for then nobody knows whether there is one.
 */
export async function pathBetween(
  context: LineageContext,
  ends: { from: AssetId; to: AssetId },
  time: GraphTimeArguments,
) {
  const { store, loaders, clock } = context;
  const { asOf, knownAt } = readGraphTime(context, time);
  const from = await identityAt(context, ends.from, knownAt);
  const to = await identityAt(context, ends.to, knownAt);
  if (!(await loaders.asset.load(from))) return null;
  const { edges, completeness } = await store.shortestPath(from, to, asOf, clock() + WALK_PATIENCE, knownAt);
  if (completeness === 'TIMED_OUT')
    throw new DeadlineExceeded(
      `no path was found within ${WALK_PATIENCE} ms, and there may be one; ask for nearer assets`,
    );
  if (!edges) return null;
  const steps = edges.map((edge) => ({ asset: { id: edge.to }, via: edge }));
  return { completeness, length: edges.length, steps: [{ asset: { id: from }, via: null }, ...steps] };
}

/** The job at either end of an edge, or the one whose run said so; null when there is none. */
export async function jobOf({ loaders }: LineageContext, { from, to, origin, source }: Edge): Promise<AssetId | null> {
  const end = [from, to].find((id) => identityOf(id).kind === 'JOB');
  if (end || origin === 'DECLARED' || source === null) return end ?? null;
  return (await loaders.run.load(source))?.job ?? null;
}
