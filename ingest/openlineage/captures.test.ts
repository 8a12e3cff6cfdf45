import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { silentLog } from '../../platform/log.ts';
import type { LineageStatement, StatedEdge } from '../../subgraphs/lineage/index.ts';
import { bodyOf, capturedRequests, expectedOf, headersOf } from '../captures.fixture.ts';
import { lineageRoutes } from '../index.ts';

/** Sends a group's requests as they were captured and answers what came of them. */
async function statementsOf(group: string): Promise<LineageStatement[]> {
  const statements: LineageStatement[] = [];
  const server = fastify();
  lineageRoutes(server, { record: async (stated) => void statements.push(...stated) }, silentLog());
  for (const request of capturedRequests(group)) {
    const answer = await server.inject({
      method: 'POST',
      url: request.path,
      headers: headersOf(request),
      payload: bodyOf(request),
    });
    expect({ file: request.file, status: answer.statusCode, body: answer.json() }).toEqual({
      file: request.file,
      status: 201,
      body: {},
    });
  }
  await server.close();
  return statements;
}

const distinct = (texts: string[]): number => new Set(texts).size;
const isDataset = (id: string): boolean => /^(dataset|model-version)\//.test(id);
const isJob = (id: string): boolean => /^(job|deployment|service)\//.test(id);
const pairs = (edges: StatedEdge[], from: (id: string) => boolean, to: (id: string) => boolean): number =>
  distinct(edges.filter((edge) => from(edge.from) && to(edge.to)).map((edge) => `${edge.from} ${edge.to}`));

/** FAIL, else ABORT, else COMPLETE, else unfinished: a failure is final. */
function statesOf(statements: LineageStatement[]): Record<string, number> {
  const runs = Map.groupBy(
    statements.filter((statement) => statement.kind === 'run'),
    ({ runId }) => runId,
  );
  const states = [...runs.values()].map((events) => {
    const types = new Set(events.map(({ type }) => type));
    return (['FAIL', 'ABORT', 'COMPLETE'] as const).find((type) => types.has(type)) ?? 'unfinished';
  });
  return Object.fromEntries([...Map.groupBy(states, (state) => state)].map(([state, each]) => [state, each.length]));
}

describe.each(['dbt-dbt-run', 'dbt-dbt-run-failing-model', 'spark-feature_build', 'olclient-http-none'])(
  'events of %s',
  (group) => {
    it('are understood whole, as an independent reading of them says', async () => {
      const statements = await statementsOf(group);
      const expected = expectedOf(group);
      const described = statements.filter((statement) => statement.kind === 'run' || statement.kind === 'static');
      const edges = described.flatMap((statement) => statement.edges);
      const jobs = described
        .map((statement) => (statement.kind === 'run' ? statement.job : statement.subject))
        .filter(isJob);
      const subjects = described.flatMap((statement) => (statement.kind === 'static' ? statement.subject : []));
      const facts = described.flatMap((statement) => statement.facts);
      expect({
        events: statements.length,
        run_states_fail_sticky: statesOf(statements),
        jobs: distinct(jobs),
        datasets: distinct(
          [...edges.flatMap(({ from, to }) => [from, to]), ...subjects, ...facts.map(({ asset }) => asset)].filter(
            isDataset,
          ),
        ),
        edges_dataset_to_job: pairs(edges, isDataset, isJob),
        edges_job_to_dataset: pairs(edges, isJob, isDataset),
      }).toEqual({
        events: expected.events,
        run_states_fail_sticky: expected.run_states_fail_sticky,
        jobs: expected.jobs,
        datasets: expected.datasets,
        edges_dataset_to_job: expected.edges_dataset_to_job,
        edges_job_to_dataset: expected.edges_job_to_dataset,
      });
    });

    it('keep each column edge that the producer sent', async () => {
      const sent = capturedRequests(group).flatMap((request) => columnPairsOf(JSON.parse(bodyOf(request).toString())));
      expect(distinct(sent)).toBe(expectedOf(group).column_edges);
      const stated = (await statementsOf(group)).flatMap((statement) => ('facts' in statement ? statement.edges : []));
      const derived = new Set(stated.filter(({ role }) => role === 'DERIVES').map(({ from, to }) => `${from} ${to}`));
      expect(sent.filter((pair) => !derived.has(pair))).toEqual([]);
    });
  },
);

interface SentDataset {
  namespace: string;
  name: string;
  facets?: {
    columnLineage?: { fields: Record<string, { inputFields: { namespace: string; name: string; field: string }[] }> };
  };
}

/** Read straight off the event, by other means than the code under test. */
function columnPairsOf({ outputs = [] }: { outputs?: SentDataset[] }): string[] {
  const featureOf = (...segments: string[]) => `feature/${segments.map(encodeURIComponent).join('/')}`;
  return outputs.flatMap(({ namespace, name, facets }) =>
    Object.entries(facets?.columnLineage?.fields ?? {}).flatMap(([field, { inputFields }]) =>
      inputFields.map(
        (input) => `${featureOf(input.namespace, input.name, input.field)} ${featureOf(namespace, name, field)}`,
      ),
    ),
  );
}
