import type { ClosureEdge } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import {
  type AssetId,
  datasetId,
  deploymentId,
  featureId,
  jobId,
  modelVersionId,
  serviceId,
} from '../../../vocabulary/asset-id.ts';
import { type Draws, drawsFor } from './draws.ts';

/** A column and where its values come from; a source's come from outside. */
export interface Column {
  name: string;
  asset: AssetId;
  from: { table: Table; column: number } | null;
}

export interface Table {
  id: AssetId;
  name: string;
  kind: 'SOURCE' | 'STAGED' | 'MART' | 'FEATURES' | 'TRAINING';
  /** The job that writes it. */
  job: AssetId;
  /** Hours between two runs of the job. */
  period: number;
  /** The table whose rows it follows; null for a source. */
  main: Table | null;
  /** Tables that are looked up for each row. */
  joined: Table[];
  columns: Column[];
  /** Whether lineage knows which column comes from which. */
  columnLineage: boolean;
}

export interface Deployment {
  id: AssetId;
  name: string;
  reads: Table[];
  /** The columns it scores by, each with its share in the model's skill; the shares add up to 1. */
  features: { table: Table; column: number; importance: number }[];
  training: Table;
  trainingJob: AssetId;
  /** Served before, and what a newer one would be called. */
  version: AssetId;
  newerVersion: AssetId;
  /** Where features are looked up. */
  calls: Service[];
  /** Hours until it is known whether an answer was right. */
  labelDelay: number;
}

export interface Service {
  id: AssetId;
  name: string;
  calls: (Service | Deployment)[];
}

/** A company's data, models and services. */
export interface Estate {
  seed: number;
  size: Size;
  /** Each after those it is made from. */
  tables: Table[];
  deployments: Deployment[];
  /** Each after those it calls. */
  services: Service[];
}

export type Size = 'small' | 'medium' | 'large';

interface Counts {
  sources: number;
  staged: number;
  marts: number;
  featureTables: number;
  features: number;
  deployments: number;
  databases: number;
  stores: number;
  interfaces: number;
  /** Feature tables that a deployment reads. */
  reads: number;
}

const COUNTS: Record<Size, Counts> = {
  small: {
    sources: 2,
    staged: 1,
    marts: 0,
    featureTables: 1,
    features: 3,
    deployments: 1,
    databases: 0,
    stores: 1,
    interfaces: 1,
    reads: 1,
  },
  medium: {
    sources: 8,
    staged: 5,
    marts: 3,
    featureTables: 3,
    features: 4,
    deployments: 3,
    databases: 2,
    stores: 2,
    interfaces: 4,
    reads: 2,
  },
  large: {
    sources: 42,
    staged: 30,
    marts: 15,
    featureTables: 10,
    features: 6,
    deployments: 14,
    databases: 10,
    stores: 8,
    interfaces: 24,
    reads: 7,
  },
};

const WAREHOUSE = 'warehouse';
const PIPELINE = 'pipeline';
const PRODUCTION = 'prod';

const columnsOf = (table: string, names: readonly string[]): Column[] =>
  names.map((name) => ({ name, asset: featureId(WAREHOUSE, table, name), from: null }));

const numbered = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, index) => `${name}_${index + 1}`);

/** The estate of a seed; the same each time. */
export function estateOf(seed: number, size: Size): Estate {
  const draws = drawsFor('estate', seed, size);
  const counts = COUNTS[size];
  const sources = numbered(counts.sources, 'raw').map((name) => sourceOf(name, draws));
  const staged = derivedOf('STAGED', numbered(counts.staged, 'staging'), [sources], draws);
  const marts = derivedOf('MART', numbered(counts.marts, 'mart'), [staged, sources], draws);
  const built = marts.length > 0 ? marts : staged;
  const features = numbered(counts.featureTables, 'features').map((name) => {
    const [table] = derivedOf('FEATURES', [name], [built, staged], draws, numbered(counts.features, 'feature'));
    return table as Table;
  });
  const databases: Service[] = numbered(counts.databases, 'database').map((name) => serviceOf(name, []));
  const stores = numbered(counts.stores, 'feature-store').map((name) =>
    serviceOf(name, draws.shuffled(databases).slice(0, draws.whole(1, 2))),
  );
  const deployments = numbered(counts.deployments, 'model').map((name) =>
    deploymentOf(name, draws.shuffled(features).slice(0, counts.reads), draws.pick(stores), draws),
  );
  return {
    seed,
    size,
    tables: [...sources, ...staged, ...marts, ...features, ...deployments.map(({ training }) => training)],
    deployments,
    services: [...databases, ...stores, ...interfacesOf(counts.interfaces, deployments, draws)],
  };
}

const sourceOf = (name: string, draws: Draws): Table => ({
  id: datasetId(WAREHOUSE, name),
  name,
  kind: 'SOURCE',
  job: jobId(PIPELINE, `ingest_${name}`),
  period: draws.pick([1, 1, 1, 3]),
  main: null,
  joined: [],
  columns: columnsOf(name, ['key', 'amount', 'category']),
  columnLineage: false,
});

/** Tables made from the first group, or sometimes from a later one. */
function derivedOf(
  kind: Table['kind'],
  names: readonly string[],
  groups: readonly Table[][],
  draws: Draws,
  columnNames: readonly string[] = ['key', 'amount', 'category', 'ratio'],
): Table[] {
  const [nearest = [], farther = []] = groups;
  return names.map((name, index) => {
    const main = nearest[index] ?? draws.pick(nearest);
    const others = [...nearest, ...farther].filter((table) => table !== main);
    const joined = draws.shuffled(others).slice(0, draws.whole(1, 2));
    const parents = [main, main, ...joined];
    return {
      id: datasetId(WAREHOUSE, name),
      name,
      kind,
      job: jobId(PIPELINE, `build_${name}`),
      period: draws.pick([1, 1, 3, 6]),
      main,
      joined,
      columns: columnsOf(name, columnNames).map((column) => {
        const table = draws.pick(parents);
        return { ...column, from: { table, column: draws.whole(0, table.columns.length - 1) } };
      }),
      columnLineage: kind === 'FEATURES' && draws.chance(0.5),
    };
  });
}

function deploymentOf(name: string, reads: Table[], store: Service, draws: Draws): Deployment {
  const columns = reads.flatMap((table) => table.columns.map((_, column) => ({ table, column })));
  // A few features carry a model, and some carry nothing.
  const weights = columns.map(() => (draws.chance(0.25) ? 0 : draws.between(0.2, 1) ** 3));
  const [first = 0] = weights;
  if (first === 0) weights[0] = 0.5;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const training: Table = {
    id: datasetId(WAREHOUSE, `training_${name}`),
    name: `training_${name}`,
    kind: 'TRAINING',
    job: jobId(PIPELINE, `snapshot_${name}`),
    period: 6,
    main: reads[0] ?? null,
    joined: reads.slice(1),
    columns: [],
    columnLineage: false,
  };
  return {
    id: deploymentId(PRODUCTION, name),
    name,
    reads,
    features: columns.map((column, index) => ({ ...column, importance: (weights[index] ?? 0) / total })),
    training,
    trainingJob: jobId(PIPELINE, `train_${name}`),
    version: modelVersionId('models', name, '7'),
    newerVersion: modelVersionId('models', name, '8'),
    calls: [store],
    labelDelay: draws.whole(0, 6),
  };
}

const serviceOf = (name: string, calls: Service['calls']): Service => ({
  id: serviceId(PRODUCTION, name),
  name,
  calls,
});

/** Services that people meet: each calls models, and sometimes another of its kind. */
function interfacesOf(count: number, deployments: readonly Deployment[], draws: Draws): Service[] {
  const services: Service[] = [];
  for (const [index, name] of numbered(count, 'api').entries()) {
    const own = deployments[index] ?? draws.pick(deployments);
    const more = services.length > 0 && draws.chance(0.6) ? [draws.pick(services)] : [];
    services.push(serviceOf(name, [own, ...more]));
  }
  return services;
}

/** What lineage knows of an estate; `newer` names the deployments that serve their newer version. */
export function edgesOf({ tables, deployments, services }: Estate, newer: ReadonlySet<Deployment>): ClosureEdge[] {
  const calls = [...deployments, ...services].flatMap(({ id, calls }) =>
    calls.map((callee) => edge(callee.id, 'CALLS', id)),
  );
  return [...tables.flatMap(edgesOfTable), ...deployments.flatMap((each) => edgesOfModel(each, newer)), ...calls];
}

const edge = (from: AssetId, role: ClosureEdge['role'], to: AssetId): ClosureEdge => ({ from, to, role });

function edgesOfTable({ id, kind, job, main, joined, columns, columnLineage }: Table): ClosureEdge[] {
  const parents = main ? [main, ...joined] : [];
  const fields = columns.flatMap(({ asset, from }) => {
    if (kind !== 'FEATURES') return [];
    const source = columnLineage ? from?.table.columns[from.column] : undefined;
    if (!source || !from) return [edge(asset, 'PART_OF', id)];
    return [
      edge(asset, 'PART_OF', id),
      edge(source.asset, 'DERIVES', asset),
      edge(source.asset, 'PART_OF', from.table.id),
    ];
  });
  const all = [...parents.map((parent) => edge(parent.id, 'READS', job)), edge(job, 'WRITES', id), ...fields];
  return [...new Map(all.map((each) => [`${each.from} ${each.to}`, each])).values()];
}

function edgesOfModel(deployment: Deployment, newer: ReadonlySet<Deployment>): ClosureEdge[] {
  const { id, reads, training, trainingJob } = deployment;
  const served = newer.has(deployment) ? deployment.newerVersion : deployment.version;
  return [
    ...reads.map((table) => edge(table.id, 'READS', id)),
    edge(training.id, 'READS', trainingJob),
    edge(trainingJob, 'TRAINS', served),
    edge(served, 'SERVES', id),
  ];
}
