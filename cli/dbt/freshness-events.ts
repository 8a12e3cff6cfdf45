import type { Event } from '../../ingest/openlineage/written.ts';
import type { Sources } from './artifact-shapes.ts';
import { engineFacet, timesOf } from './invocation.ts';
import { runIdOf } from './naming.ts';
import { datasetFacet, startAndEnd } from './openlineage.ts';
import type { Project } from './project.ts';

type Result = Sources['results'][number];

/** How old each source was when dbt looked: its newest row as `lastUpdated`, and whether that was new enough as an assertion. */
export function freshnessEvents(project: Project, { metadata, results }: Sources): Event[] {
  const command = metadata.invocation_id ?? metadata.generated_at;
  return results.flatMap((result) => {
    const source = project.relation(result.unique_id);
    if (!source) return [];
    const error = result.status === 'runtime error' ? (result.error ?? result.status) : null;
    return startAndEnd(
      timesOf(result.timing, result.snapshotted_at ?? metadata.generated_at),
      {
        runId: runIdOf(command, `${result.unique_id} freshness`),
        facets: engineFacet(metadata.dbt_version ?? null),
      },
      error,
      project.job(source, 'freshness', ''),
      [{ ...project.dataset(source), inputFacets: error === null ? factsOf(result) : {} }],
    );
  });
}

function factsOf({ status, max_loaded_at, max_loaded_at_time_ago_in_s: age, criteria }: Result) {
  const limit = status === 'error' ? criteria?.error_after : (criteria?.warn_after ?? criteria?.error_after);
  const assertion = {
    assertion: 'freshness',
    success: status === 'pass',
    severity: status === 'error' ? 'error' : 'warn',
    ...(limit?.count && limit.period ? { expected: `at most ${limit.count} ${limit.period}` } : {}),
    ...(age === null || age === undefined ? {} : { actual: `${Math.round(age)} s` }),
  };
  return {
    ...datasetFacet('dataQualityMetrics', max_loaded_at ? { lastUpdated: max_loaded_at, columnMetrics: {} } : null),
    ...datasetFacet('dataQualityAssertions', { assertions: [assertion] }),
  };
}
