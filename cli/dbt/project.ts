import type { EventDataset, EventJob } from '../../ingest/openlineage/written.ts';
import type { Catalog, Manifest, Resource } from './artifact-shapes.ts';
import type { Artifacts } from './artifacts.ts';
import { columnsOf, ownersOf, tagsOf, typeOf } from './descriptions.ts';
import { jobNameOf, relationName, type Step } from './naming.ts';
import { datasetFacet, jobFacet } from './openlineage.ts';

/** Namespaces under which everything of a project is named. */
export interface Namespaces {
  datasets: string;
  jobs: string;
}

const MADE = new Set(['model', 'seed', 'snapshot']);

/** A dbt project as its manifest tells it, in the words of OpenLineage. */
export class Project {
  readonly name: string | null;
  readonly namespaces: Namespaces;
  readonly manifest: Manifest;
  readonly #catalog: Catalog | null;

  constructor({ manifest, catalog }: Artifacts, namespaces: Namespaces) {
    this.manifest = manifest;
    this.#catalog = catalog;
    this.namespaces = namespaces;
    this.name = manifest.metadata.project_name ?? Object.values(manifest.nodes)[0]?.package_name ?? null;
  }

  /** The node or source of this id when it is a relation: a model, seed, snapshot or source. */
  relation(id: string): Resource | null {
    const resource = this.manifest.sources[id] ?? this.manifest.nodes[id];
    return resource && (MADE.has(resource.resource_type) || resource.resource_type === 'source') ? resource : null;
  }

  /** What dbt makes: models, seeds and snapshots, by id. */
  made(): Resource[] {
    return byId(Object.values(this.manifest.nodes).filter(({ resource_type }) => MADE.has(resource_type)));
  }

  sources(): Resource[] {
    return byId(Object.values(this.manifest.sources));
  }

  /** The relations that something depends on, by id; through metrics and semantic models to what they are made of. */
  reads(resource: { depends_on?: { nodes?: string[] | null } | null }): Resource[] {
    const found = new Map<string, Resource>();
    const seen = new Set<string>();
    const visit = (ids: readonly string[]) => {
      for (const id of ids) {
        if (seen.has(id)) continue;
        seen.add(id);
        const relation = this.relation(id);
        if (relation) found.set(id, relation);
        const between = this.manifest.metrics?.[id] ?? this.manifest.semantic_models?.[id];
        visit(between?.depends_on?.nodes ?? []);
      }
    };
    visit(resource.depends_on?.nodes ?? []);
    return byId([...found.values()]);
  }

  /** A relation by its name alone. */
  dataset(resource: Resource): EventDataset {
    return { namespace: this.namespaces.datasets, name: relationName(resource) };
  }

  /** A relation with all that the artifacts say of it. */
  described(resource: Resource): EventDataset {
    const { identifier, name, description } = resource;
    const actual = identifier && identifier !== name ? relationName({ ...resource, name: identifier }) : null;
    const identifiers = [{ namespace: this.namespaces.datasets, name: actual, type: 'TABLE' }];
    const fields = columnsOf(resource, this.#catalog);
    return {
      ...this.dataset(resource),
      facets: {
        ...datasetFacet('schema', fields && { fields }),
        ...datasetFacet('datasetType', typeOf(resource)),
        ...datasetFacet('documentation', description ? { description } : null),
        ...datasetFacet('ownership', ownersOf(resource, this.manifest)),
        ...datasetFacet('tags', tagsOf(resource)),
        ...datasetFacet('symlinks', actual ? { identifiers } : null),
      },
    };
  }

  /** The job that makes, tests or looks at a relation, with its type alone. */
  job(resource: Resource, step: Step, command: string): EventJob {
    const jobType = (step === 'run' ? resource.resource_type : step).toUpperCase();
    return this.jobNamed(jobNameOf(resource, step, command), jobType);
  }

  jobNamed(name: string, jobType: string): EventJob {
    return {
      namespace: this.namespaces.jobs,
      name,
      facets: jobFacet('jobType', { processingType: 'BATCH', integration: 'DBT', jobType }),
    };
  }
}

const byId = <Named extends { unique_id: string }>(resources: Named[]): Named[] =>
  resources.toSorted((one, other) => (one.unique_id < other.unique_id ? -1 : 1));
