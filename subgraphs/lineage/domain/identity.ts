/**
 * Which asset an id stands for. Datasets that producers join by symlinks are one asset, and so are their features of
 * one name. It is a function of the set of symlinks, whatever their order of arrival.
 */
import { type AssetId, datasetOfFeature } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { DeclaredStatement, EdgeKey, LineageStatement, StatedEdge, Symlink } from './statement.ts';

/** The id that stands for the asset of an id; the id itself where no symlink says otherwise. */
export type Resolve = (id: AssetId) => AssetId;

export const symlinksOf = (statement: LineageStatement): Symlink[] =>
  statement.kind === 'run' || statement.kind === 'static' ? (statement.symlinks ?? []) : [];

/**
 * The id that stands for each id that the symlinks name: one that a producer describes and nobody calls an alias, else
 * any; of several the first by text.
 */
export function identitiesOf(symlinks: readonly Symlink[]): Map<AssetId, AssetId> {
  const groups = new Map(symlinks.flatMap(({ asset, alias }) => [asset, alias]).map((id) => [id, new Set([id])]));
  const joining = joiningOf(symlinks);
  for (const { asset, alias } of joining) {
    const [a, b] = [groups.get(asset) as Set<AssetId>, groups.get(alias) as Set<AssetId>];
    const joined = new Set([...a, ...b]);
    for (const id of joined) groups.set(id, joined);
  }
  const aliases = new Set(joining.map(({ alias }) => alias));
  const leaders = new Map([...new Set(groups.values())].map((group) => [group, leaderOf(group, aliases)]));
  return new Map([...groups].map(([id, group]) => [id, leaders.get(group) as AssetId]));
}

/**
 * The symlinks that join. A deployment answers to the name of its job; where one job's name is that of several, in
 * environments of their own, it stands for the one whose environment is the job's namespace, else for none of them.
 */
function joiningOf(symlinks: readonly Symlink[]): Symlink[] {
  const ofJobs = symlinks.filter(({ alias }) => alias.startsWith('job/'));
  const claims = Map.groupBy(ofJobs, ({ alias }) => alias);
  const isClear = (alias: AssetId) => new Set(claims.get(alias)?.map(({ asset }) => asset)).size <= 1;
  return symlinks.filter(({ asset, alias }) => isClear(alias) || pathOf(asset) === pathOf(alias));
}

const pathOf = (id: AssetId): string => id.slice(id.indexOf('/'));

function leaderOf(group: ReadonlySet<AssetId>, aliases: ReadonlySet<AssetId>): AssetId {
  const described = [...group].filter((id) => !aliases.has(id));
  return (described.length > 0 ? described : [...group]).sort(compareText)[0] as AssetId;
}

/** Resolves features by their datasets. */
export const resolving =
  (identityOf: (id: AssetId) => AssetId | undefined): Resolve =>
  (id) => {
    const dataset = datasetOfFeature(id);
    if (!dataset) return identityOf(id) ?? id;
    const known = identityOf(dataset);
    // A model version that is a dataset elsewhere has no features of its own.
    if (!known?.startsWith('dataset/')) return id;
    return `feature/${known.slice('dataset/'.length)}/${id.split('/')[3]}` as AssetId;
  };

/** How the ids of the features of a dataset begin; null for what has none. */
export const featurePrefixOf = (id: AssetId): string | null =>
  id.startsWith('dataset/') ? `feature/${id.slice('dataset/'.length)}/` : null;

export const resolvedEdge = <E extends EdgeKey>(edge: E, resolve: Resolve): E => {
  const [from, to] = [resolve(edge.from), resolve(edge.to)];
  return from === edge.from && to === edge.to ? edge : { ...edge, from, to };
};

export const resolvedEdges = <E extends StatedEdge>(edges: readonly E[], resolve: Resolve): E[] =>
  edges.map((edge) => resolvedEdge(edge, resolve));

export const resolvedDeclaration = (statement: DeclaredStatement, resolve: Resolve): DeclaredStatement => ({
  ...statement,
  edges: statement.edges.map((edge) => resolvedEdge(edge, resolve)),
});

/** Statements with every edge between the assets that its ends stand for. */
export function resolvedStatements(statements: readonly LineageStatement[]): LineageStatement[] {
  const identities = identitiesOf(statements.flatMap(symlinksOf));
  if (identities.size === 0) return [...statements];
  const resolve = resolving((id) => identities.get(id));
  return statements.map((statement): LineageStatement => {
    if (statement.kind === 'known') return statement;
    if (statement.kind === 'declared') return resolvedDeclaration(statement, resolve);
    return { ...statement, edges: resolvedEdges(statement.edges, resolve) };
  });
}
