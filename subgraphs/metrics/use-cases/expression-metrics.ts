import type { Clock } from '../../../platform/clock.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { observedInputs } from '../domain/inputs.ts';
import type { MetricKey } from '../domain/measurement.ts';
import { gridOf, lastClosedEnd } from '../domain/windows.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import type { Arrival, MetricStore } from '../ports/metric-store.ts';
import { measurementsWithInputs } from './expression-measurements.ts';

/** Windows before the present that a new expression is judged by. */
const WINDOWS_BEFORE = 32;

/**
 * The store with metrics that are computed from others: an asset has one where it has all its inputs, its measurements
 * are theirs, and what arrives for one of them arrives for it. Nothing of them is kept, so nothing can disagree.
 */
export function withExpressions(
  store: MetricStore,
  { definitions, evaluations }: { definitions: Definitions; evaluations: Pick<EvaluationStore, 'progress'> },
  clock: Clock,
): MetricStore {
  const expressions = async () => expressionsOf(await definitions.all());
  let judged: Set<string> | null = null;
  const assetsOf = async (definition: MetricDefinition, asset: AssetId | null): Promise<AssetId[]> => {
    const assets = await Promise.all(
      observedInputs(definition).map(async ({ name }) => {
        const { metrics } = await store.observed({ names: [name], asset, after: null, first: Number.MAX_SAFE_INTEGER });
        return metrics.map((metric) => metric.asset);
      }),
    );
    const [first = [], ...others] = assets.toSorted((a, b) => a.length - b.length).map((each) => new Set(each));
    return [...first].filter((one) => others.every((each) => each.has(one)));
  };
  return {
    ...store,
    measurements: async (queries) => measurementsWithInputs(store, await expressions(), queries),
    async observed({ names, asset, after, first }) {
      const asked = (await expressions()).filter(({ name }) => names.includes(name));
      if (asked.length === 0) return store.observed({ names, asset, after, first });
      const kept = await store.observed({ names: names.filter((name) => !isNamed(asked, name)), asset, after, first });
      const computed: MetricKey[] = [];
      for (const definition of asked)
        for (const one of await assetsOf(definition, asset)) computed.push({ name: definition.name, asset: one });
      const rest = after ? computed.filter((metric) => byKey(metric, after) > 0) : computed;
      const metrics = [...kept.metrics, ...rest].sort(byKey).slice(0, first);
      return { metrics, total: kept.total + computed.length };
    },
    async namesOf(assets) {
      const [known, all] = await Promise.all([store.namesOf(assets), expressions()]);
      if (all.length === 0) return known;
      return new Map([...known].map(([asset, names]) => [asset, [...names, ...computedFrom(all, names)].sort()]));
    },
    async exemplars(metric, after, until, first) {
      const definition = (await expressions()).find(({ name }) => name === metric.name);
      const names = definition ? observedInputs(definition).map(({ name }) => name) : [metric.name];
      const found = await Promise.all(names.map((name) => store.exemplars({ ...metric, name }, after, until, first)));
      return [...new Set(found.flat())].slice(0, first);
    },
    async arrivalsAfter(cursor) {
      const [arrived, all] = await Promise.all([store.arrivalsAfter(cursor), expressions()]);
      if (all.length === 0) return arrived;
      const computed = await arrivalsOf(store, all, arrived.arrivals);
      judged ??= new Set((await evaluations.progress()).map(({ name }) => name));
      for (const definition of all) {
        if (judged.has(definition.name)) continue;
        // Its inputs were there before it was: its last windows are looked at as if they had just arrived.
        const { name, fingerprint } = definition;
        const earliest = recently(definition, clock());
        for (const asset of await assetsOf(definition, null)) computed.push({ name, fingerprint, asset, earliest });
        judged.add(name);
      }
      return { arrivals: [...arrived.arrivals, ...computed], cursor: arrived.cursor };
    },
  };
}

/** End of the first of the last closed windows that a new expression is judged by. */
const recently = ({ window, timezone, lateness }: MetricDefinition, now: Instant): Instant =>
  lastClosedEnd(gridOf(window, timezone), lateness, now) - (WINDOWS_BEFORE - 1) * millisecondsOf(window);

const known = new WeakMap<ReadonlyMap<string, MetricDefinition>, MetricDefinition[]>();

function expressionsOf(definitions: ReadonlyMap<string, MetricDefinition>): MetricDefinition[] {
  const found = known.get(definitions) ?? [...definitions.values()].filter(({ inputs }) => inputs);
  known.set(definitions, found);
  return found;
}

const isNamed = (definitions: readonly MetricDefinition[], wanted: string): boolean =>
  definitions.some(({ name }) => name === wanted);

const computedFrom = (expressions: readonly MetricDefinition[], names: readonly string[]): string[] =>
  expressions
    .filter((definition) => observedInputs(definition).every(({ name }) => names.includes(name)))
    .map(({ name }) => name);

const byKey = (a: MetricKey, b: MetricKey): number => {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.asset === b.asset ? 0 : a.asset < b.asset ? -1 : 1;
};

/** One arrival for each expression that something arrived for, of assets that have all its inputs. */
async function arrivalsOf(
  store: MetricStore,
  expressions: readonly MetricDefinition[],
  arrivals: readonly Arrival[],
): Promise<Arrival[]> {
  const byInput = Map.groupBy(arrivals, ({ name, fingerprint }) => `${fingerprint} ${name}`);
  const touched = expressions.map((definition) => ({
    definition,
    arrived: observedInputs(definition).flatMap(({ name, fingerprint }) => byInput.get(`${fingerprint} ${name}`) ?? []),
  }));
  const assets = [...new Set(touched.flatMap(({ arrived }) => arrived.map(({ asset }) => asset)))];
  const names = assets.length > 0 ? await store.namesOf(assets) : new Map<AssetId, string[]>();
  return touched.flatMap(({ definition, arrived }) =>
    [...Map.groupBy(arrived, ({ asset }) => asset)]
      .filter(([asset]) => computedFrom([definition], names.get(asset) ?? []).length > 0)
      .map(([asset, each]) => ({
        name: definition.name,
        fingerprint: definition.fingerprint,
        asset,
        earliest: Math.min(...each.map(({ earliest }) => earliest)),
      })),
  );
}
