import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { KeptMeasurement } from '../../domain/measurement.ts';
import type { MeasurementQuery } from '../../ports/metric-store.ts';
import { readLastBefore } from './read-last-before.ts';
import { newestOf, type SeenStore, versionsOf } from './versions.ts';

/** Answers each query; queries of one definition over one range are one question. */
export async function readMeasurements(
  store: SeenStore,
  queries: readonly MeasurementQuery[],
): Promise<KeptMeasurement[][]> {
  const groups = Map.groupBy(queries, ({ name, fingerprint, after, until, withLastBefore = false }) =>
    JSON.stringify([name, fingerprint, after, until, withLastBefore]),
  );
  const answers = new Map<MeasurementQuery, KeptMeasurement[]>();
  await Promise.all(
    [...groups.values()].map(async (group) => {
      const found = await readGroup(store, group);
      for (const query of group) answers.set(query, structuredClone(found.get(query.asset) ?? []));
    }),
  );
  return queries.map((query) => answers.get(query) ?? []);
}

async function readGroup(
  store: SeenStore,
  group: readonly MeasurementQuery[],
): Promise<Map<AssetId, KeptMeasurement[]>> {
  const [first] = group;
  if (!first) return new Map();
  const { name, fingerprint, after, until, withLastBefore } = first;
  const question = { name, fingerprint, assets: [...new Set(group.map(({ asset }) => asset))], after, until };
  const [before, within] = await Promise.all([
    withLastBefore ? readLastBefore(store, question, after) : [],
    versionsOf(store, question).then(newestOf),
  ]);
  return Map.groupBy([...before, ...within], ({ asset }): AssetId => asset);
}
