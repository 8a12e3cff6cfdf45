import type { AssetBundle, KeptSpan } from '../../subgraphs/lineage/index.ts';
import { type AssetId, identityOf } from '../../vocabulary/asset-id.ts';
import { isoOf } from '../../vocabulary/duration.ts';

const PRODUCER = 'https://headwater.dev/export';
const SPEC = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';

/** What one line holds at most, so that no asset makes a line that does not fit in memory. */
const FACTS_A_LINE = 500;
const RUNS_A_LINE = 100;

/** All that is kept of an asset in one part of a bundle, the name of the facet that carries it in an event. */
export const FACET = 'headwater';

/**
 * An asset as static OpenLineage events, each a line: a JobEvent with its inputs and outputs, or a DatasetEvent, with the
 * facets last sent, for any reader of OpenLineage; and the facet `headwater` with all that is kept, for an import.
 */
export function linesOf(bundle: AssetBundle): string[] {
  const { facts, runs, ...rest } = bundle;
  const nothing = { aliases: [], identities: [], statics: [], spans: [], facts: [], runs: [], title: null };
  const { id, recordedAt } = bundle;
  const parts: AssetBundle[] = [
    { ...rest, facts: facts.slice(0, FACTS_A_LINE), runs: runs.slice(0, RUNS_A_LINE) },
    ...slices(facts.slice(FACTS_A_LINE), FACTS_A_LINE).map((more) => ({ id, recordedAt, ...nothing, facts: more })),
    ...slices(runs.slice(RUNS_A_LINE), RUNS_A_LINE).map((more) => ({ id, recordedAt, ...nothing, runs: more })),
  ];
  return parts.map((part) => JSON.stringify(eventOf(part, bundle)));
}

function eventOf(part: AssetBundle, whole: AssetBundle): object {
  const { id, recordedAt } = part;
  const { kind } = identityOf(id);
  const facets = { ...latestFacets(whole), [FACET]: { _producer: PRODUCER, _schemaURL: `${PRODUCER}#asset`, ...part } };
  const said = { eventTime: isoOf(recordedAt), producer: PRODUCER };
  if (kind === 'JOB' || kind === 'DEPLOYMENT' || kind === 'SERVICE')
    return {
      ...{ ...said, schemaURL: `${SPEC}/JobEvent` },
      job: { ...openLineageName(id), facets },
      inputs: standing(whole.spans).map(({ from }) => openLineageName(from)),
    };
  return {
    ...{ ...said, schemaURL: `${SPEC}/DatasetEvent` },
    dataset: { ...openLineageName(id), facets },
  };
}

/** The name that OpenLineage has for an asset; a field goes by that of its dataset. */
function openLineageName(id: AssetId): { namespace: string; name: string } {
  const [, namespace = '', name = ''] = id.split('/').map(decodeURIComponent);
  return { namespace, name };
}

/** The datasets that lead to a job now, each once. */
const standing = (spans: readonly KeptSpan[]): KeptSpan[] => [
  ...new Map(
    spans
      .filter(({ validTo, supersededAt, retracted, from }) => {
        const isDataset = from.startsWith('dataset/') || from.startsWith('model-version/');
        return isDataset && validTo === null && supersededAt === null && !retracted;
      })
      .map((span) => [span.from, span]),
  ).values(),
];

function latestFacets({ facts }: AssetBundle): Record<string, unknown> {
  const latest: Record<string, unknown> = {};
  for (const { fact } of facts) {
    if (fact.kind !== 'facet' || (fact.of !== 'job' && fact.of !== 'dataset')) continue;
    if (fact.value === null) delete latest[fact.name];
    else latest[fact.name] = fact.value;
  }
  return latest;
}

function slices<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}
