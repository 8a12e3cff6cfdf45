import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import { compareText } from '../domain/edge.ts';
import type { Fact } from '../domain/statement.ts';
import { type GraphTimeArguments, identityAt, readGraphTime } from './graph-time.ts';

/** A facet that was sent with an asset. */
export type FacetFact = Of<'facet'>;

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

/** What producers sent with an asset, the latest of each name, by holder and name; what they took back is left out. */
export async function facetsOf(
  context: LineageContext,
  id: AssetId,
  { names, ...time }: GraphTimeArguments & { names?: readonly string[] | null },
): Promise<FacetFact[]> {
  const { asOf, knownAt } = readGraphTime(context, time);
  const asset = await identityAt(context, id, knownAt);
  const facts = await context.store.latestFacts([asset], { asOf, knownAt, kinds: ['facet'] });
  return (facts.get(asset) ?? [])
    .filter((fact): fact is FacetFact => fact.kind === 'facet' && fact.value !== null)
    .filter(({ name }) => !names || names.includes(name))
    .sort((a, b) => compareText(a.of, b.of) || compareText(a.name, b.name));
}

/** Stewards' notes on an asset, newest first. */
export async function annotationsOf(context: LineageContext, id: AssetId): Promise<Of<'annotation'>[]> {
  const asset = await identityAt(context, id);
  const facts = await context.store.facts([asset], 0, Number.MAX_SAFE_INTEGER, ['annotation']);
  return facts.filter((fact): fact is Of<'annotation'> => fact.kind === 'annotation').reverse();
}
