import type { Event } from '../../ingest/openlineage/written.ts';
import type { Resource, RunResult } from './artifact-shapes.ts';
import { type Invocation, partialRun, timesOf } from './invocation.ts';
import { datasetFacet, startAndEnd } from './openlineage.ts';
import type { Project } from './project.ts';

interface TestResult {
  result: RunResult;
  test: Resource;
}

const ASSERTED = new Set(['pass', 'fail', 'warn']);

/**
 * One run for each relation that was tested, from the first of its tests to the last, with their outcomes as assertions.
 * A warning fails its assertion and not the run. A test that could not be run asserts nothing, and fails the run.
 */
export function testEvents(project: Project, invocation: Invocation, tests: readonly TestResult[]): Event[] {
  const ran = tests.filter(({ result }) => result.status !== 'skipped');
  const byRelation = Map.groupBy(ran, ({ test }) => testedBy(project, test)?.unique_id ?? null);
  return [...byRelation].flatMap(([id, each]) => {
    const relation = id === null ? null : project.relation(id);
    return relation ? relationEvents(project, invocation, relation, each) : [];
  });
}

/** What a test is of; one that names several is of the last, as openlineage-dbt reads it. */
function testedBy(project: Project, test: Resource): Resource | null {
  const attached = test.attached_node ? project.relation(test.attached_node) : null;
  const depends = (test.depends_on?.nodes ?? []).map((id) => project.relation(id));
  return attached ?? depends.findLast((relation) => relation !== null) ?? null;
}

function relationEvents(project: Project, invocation: Invocation, tested: Resource, tests: TestResult[]): Event[] {
  const failed = tests.filter(({ result }) => result.status !== 'pass' && result.status !== 'warn');
  const error = failed.map(({ test, result }) => `${test.name}: ${result.message ?? result.status}`).join('\n') || null;
  const assertions = tests.filter(({ result }) => ASSERTED.has(result.status)).map(assertionOf);
  return startAndEnd(
    spanOf(tests, invocation),
    partialRun(invocation, `${tested.unique_id} test`),
    error,
    project.job(tested, 'test', invocation.command),
    [
      {
        ...project.dataset(tested),
        inputFacets: datasetFacet('dataQualityAssertions', assertions.length > 0 ? { assertions } : null),
      },
    ],
  );
}

/** From the first test to the last. */
function spanOf(tests: readonly TestResult[], { writtenAt }: Invocation) {
  const times = tests.map(({ result }) => timesOf(result.timing, writtenAt));
  const began = times.flatMap(({ startedAt }) => startedAt ?? []).toSorted(byTime);
  const ended = times.map(({ endedAt }) => endedAt).toSorted(byTime);
  return { startedAt: began.at(0) ?? null, endedAt: ended.at(-1) ?? writtenAt };
}

const byTime = (one: string, other: string): number => Date.parse(one) - Date.parse(other);

function assertionOf({ test, result }: TestResult) {
  const { name, test_metadata, column_name, config } = test;
  const column = test_metadata?.kwargs?.column_name ?? column_name;
  const severity = config?.severity?.toLowerCase();
  const { failures, status } = result;
  return {
    assertion: test_metadata?.name ?? name,
    name,
    success: status === 'pass',
    ...(typeof column === 'string' ? { column } : {}),
    ...(severity ? { severity } : {}),
    ...(failures === null || failures === undefined
      ? {}
      : { actual: String(failures), expected: expectedOf(severity === 'warn' ? config?.warn_if : config?.error_if) }),
  };
}

/** Rows that a test may find; dbt's own words where it is not none. */
const expectedOf = (limit: string | null | undefined): string =>
  !limit || limit.replaceAll(/\s/g, '') === '!=0' ? '0' : limit;
