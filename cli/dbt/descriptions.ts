import type { Catalog, Consumer, Manifest, Resource } from './artifact-shapes.ts';

/** Fields in the database's order where the catalog has them, else as far as somebody described them; null where nobody did. */
export function columnsOf({ unique_id, columns }: Resource, catalog: Catalog | null) {
  const known = Object.values((catalog?.nodes[unique_id] ?? catalog?.sources[unique_id])?.columns ?? {});
  const fields = known.length > 0 ? known.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0)) : [];
  const described = Object.values(columns ?? {});
  const descriptionOf = (name: string) =>
    described.find((column) => column.name.toLowerCase() === name.toLowerCase())?.description;
  const said =
    fields.length > 0
      ? fields.map(({ name, type }) => ({ name, type }))
      : described.map(({ name, data_type }) => ({ name, type: data_type }));
  if (said.length === 0) return null;
  return said.map(({ name, type }) => {
    const description = descriptionOf(name);
    return { name, ...(type ? { type } : {}), ...(description ? { description } : {}) };
  });
}

const TYPES: Record<string, string> = {
  view: 'VIEW',
  table: 'TABLE',
  incremental: 'TABLE',
  seed: 'TABLE',
  snapshot: 'TABLE',
};

/** Null where dbt does not make it or only puts it into others' SQL. */
export function typeOf({ config }: Resource): { datasetType: string } | null {
  const datasetType = TYPES[config?.materialized ?? ''];
  return datasetType ? { datasetType } : null;
}

/** By `meta.owner`, as openlineage-dbt reads it, else the owner of the model's group. */
export function ownersOf({ meta, config, group }: Resource, { groups }: Manifest) {
  const named = [meta?.owner ?? config?.meta?.owner]
    .flat()
    .filter((owner) => typeof owner === 'string' && owner !== '');
  const grouped = group ? Object.values(groups ?? {}).find(({ name }) => name === group)?.owner : null;
  return ownership(named.length > 0 ? (named as string[]) : nameOf(grouped));
}

export const ownersOfConsumer = ({ owner }: Consumer) => ownership(nameOf(owner));

const nameOf = (owner: Consumer['owner']): string[] => [owner?.name ?? owner?.email ?? []].flat();

const ownership = (names: readonly string[]) =>
  names.length > 0 ? { owners: names.map((name) => ({ name, type: 'OWNER' })) } : null;

/** dbt's tags are words; each entry of `meta` is a key with its value. */
export function tagsOf({ tags, meta }: { tags?: string[] | null; meta?: Record<string, unknown> | null }) {
  const all = [
    ...(tags ?? []).map((key) => ({ key, value: 'true', source: 'DBT' })),
    ...Object.entries(meta ?? {}).map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      source: 'DBT_META',
    })),
  ];
  return all.length > 0 ? { tags: all } : null;
}
