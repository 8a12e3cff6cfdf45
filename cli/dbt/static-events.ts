import type { Event, EventJob } from '../../ingest/openlineage/written.ts';
import type { Consumer, Resource } from './artifact-shapes.ts';
import { ownersOf, ownersOfConsumer, tagsOf } from './descriptions.ts';
import { datasetEvent, jobEvent, jobFacet } from './openlineage.ts';
import type { Project } from './project.ts';

/**
 * What holds of a project whether it runs or not: its sources, how each model, seed and snapshot is made, and what
 * exposures and metrics read. Of the time that dbt wrote the manifest.
 * @param command `build` where the project is run by it, which names jobs apart.
 */
export function staticEvents(project: Project, command: string): Event[] {
  const { metadata, exposures, metrics } = project.manifest;
  const time = metadata.generated_at;
  return [
    ...project.sources().map((source) => datasetEvent(time, project.described(source))),
    ...project.made().map((made) =>
      jobEvent(
        time,
        describedJob(project, made, command),
        project.reads(made).map((read) => project.dataset(read)),
        [project.described(made)],
      ),
    ),
    ...[...Object.values(exposures ?? {}), ...Object.values(metrics ?? {})]
      .toSorted((one, other) => (one.unique_id < other.unique_id ? -1 : 1))
      .map((consumer) =>
        jobEvent(
          time,
          consumerJob(project, consumer),
          project.reads(consumer).map((read) => project.dataset(read)),
          [],
        ),
      ),
  ];
}

function describedJob(project: Project, made: Resource, command: string): EventJob {
  const job = project.job(made, 'run', command);
  const { language, description } = made;
  const code = made.raw_code ?? made.raw_sql;
  const compiled = made.compiled_code ?? made.compiled_sql;
  const isSql = (language ?? 'sql') === 'sql';
  return {
    ...job,
    facets: {
      ...job.facets,
      ...jobFacet('documentation', description ? { description } : null),
      ...jobFacet('ownership', ownersOf(made, project.manifest)),
      ...jobFacet('tags', tagsOf(made)),
      // As it is written, not as it was compiled: that differs with each run where it holds a date.
      ...jobFacet('sourceCode', code ? { language: language ?? 'sql', sourceCode: code } : null),
      ...jobFacet('sql', compiled && isSql ? { query: compiled, ...dialectOf(project) } : null),
    },
  };
}

const dialectOf = ({ manifest }: Project) =>
  manifest.metadata.adapter_type ? { dialect: manifest.metadata.adapter_type } : {};

function consumerJob(project: Project, consumer: Consumer): EventJob {
  const [kind = ''] = consumer.unique_id.split('.');
  const job = project.jobNamed(consumer.unique_id, kind.toUpperCase());
  const description = consumer.description || consumer.label;
  return {
    ...job,
    facets: {
      ...job.facets,
      ...jobFacet('documentation', description ? { description } : null),
      ...jobFacet('ownership', ownersOfConsumer(consumer)),
      ...jobFacet('tags', tagsOf({ tags: consumer.tags, meta: { ...consumer.meta, ...typedOf(consumer) } })),
    },
  };
}

/** What an exposure or metric is, beyond a job that reads. */
const typedOf = ({ type, maturity, url }: Consumer): Record<string, string> => ({
  ...(type ? { type } : {}),
  ...(maturity ? { maturity } : {}),
  ...(url ? { url } : {}),
});
