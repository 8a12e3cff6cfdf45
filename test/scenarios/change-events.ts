import { createHash } from 'node:crypto';
import type { Change } from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { type AssetId, identityOf } from '../../vocabulary/asset-id.ts';
import { type Instant, isoOf } from '../../vocabulary/duration.ts';
import type { ScenarioCase } from './scenario-case.ts';

const PRODUCER = 'https://example.com/estate/1.0.0';
const SCHEMA = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';
const HOUR = 3_600_000;
/** Runs before a count that jumped, so that it can be told from what was usual. */
const EARLIER_RUNS = 12;

type Facets = Record<string, object>;

const facet = (name: string, schema: string, body: object): Facets => ({
  [name]: { _producer: PRODUCER, _schemaURL: `https://openlineage.io/spec/facets/${schema}`, ...body },
});

const nameOf = (asset: AssetId) => {
  const { namespace, name } = identityOf(asset);
  return { namespace, name };
};

/** OpenLineage events from which lineage tells the changes of a case. Deployments are told by lineage itself. */
export function eventsOf({ changes, edges }: ScenarioCase, begun: Instant): object[] {
  const writer = (dataset: AssetId) => edges.find(({ to, role }) => to === dataset && role === 'WRITES')?.from;
  return changes.flatMap((change): object[] => {
    switch (change.kind) {
      case 'SCHEMA_CHANGED':
        return [
          schemaEvent(change.asset, begun, { amount: 'BIGINT' }),
          schemaEvent(
            change.asset,
            change.time,
            change.additive ? { amount: 'BIGINT', note: 'VARCHAR' } : { amount: 'VARCHAR' },
          ),
        ];
      case 'CODE_CHANGED':
        return [codeEvent(change.asset, begun, '41'), codeEvent(change.asset, change.time, '42')];
      case 'RUN_FAILED':
        return [runEvent('FAIL', change.asset, change.time, [])];
      case 'ROW_COUNT_CHANGED':
        return countEvents(change, writer(change.asset), (usual) =>
          facet('dataQualityMetrics', '1-0-0/DataQualityMetricsDatasetFacet.json', {
            rowCount: usual ? 1_000 : 3_000,
            columnMetrics: {},
          }),
        );
      case 'NULL_SHARE_CHANGED':
        return countEvents(change, writer(change.asset), (usual) =>
          facet('dataQualityMetrics', '1-0-0/DataQualityMetricsDatasetFacet.json', {
            rowCount: 1_000,
            columnMetrics: { amount: { nullCount: usual ? 10 : 700 } },
          }),
        );
      case 'MODEL_DEPLOYED':
        return [];
      default:
        throw new Error(`no event tells of ${change.kind}`);
    }
  });
}

const schemaEvent = (dataset: AssetId, time: Instant, types: Record<string, string>): object => ({
  eventTime: isoOf(time),
  producer: PRODUCER,
  schemaURL: `${SCHEMA}/DatasetEvent`,
  dataset: {
    ...nameOf(dataset),
    facets: facet('schema', '1-2-0/SchemaDatasetFacet.json', {
      fields: Object.entries(types).map(([name, type]) => ({ name, type })),
    }),
  },
});

const codeEvent = (job: AssetId, time: Instant, version: string): object => ({
  eventTime: isoOf(time),
  producer: PRODUCER,
  schemaURL: `${SCHEMA}/JobEvent`,
  job: {
    ...nameOf(job),
    facets: facet('sourceCodeLocation', '1-1-0/SourceCodeLocationJobFacet.json', {
      type: 'git',
      url: 'https://git.example.com/estate',
      version,
    }),
  },
});

function runEvent(eventType: 'FAIL' | 'COMPLETE', job: AssetId, time: Instant, outputs: object[]): object {
  const hash = createHash('sha256').update(`${job} ${time}`).digest('hex');
  return {
    eventTime: isoOf(time),
    eventType,
    producer: PRODUCER,
    schemaURL: `${SCHEMA}/RunEvent`,
    run: {
      runId: `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(12, 15)}-a${hash.slice(15, 18)}-${hash.slice(18, 30)}`,
    },
    job: nameOf(job),
    inputs: [],
    outputs,
  };
}

/** Runs that counted as usual, hour by hour, and the one that did not. */
function countEvents({ asset, time }: Change, job: AssetId | undefined, counted: (usual: boolean) => Facets): object[] {
  if (!job) return [];
  return Array.from({ length: EARLIER_RUNS + 1 }, (_, earlier) =>
    runEvent('COMPLETE', job, time - earlier * HOUR, [{ ...nameOf(asset), facets: counted(earlier > 0) }]),
  );
}
