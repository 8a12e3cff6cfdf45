import type { Event } from '../../ingest/openlineage/written.ts';
import type { Artifacts } from './artifacts.ts';
import { freshnessEvents } from './freshness-events.ts';
import { invocationOf } from './invocation.ts';
import { type Namespaces, Project } from './project.ts';
import { runEvents } from './run-events.ts';
import { staticEvents } from './static-events.ts';

export interface Told {
  events: Event[];
  /** What of the artifacts says nothing, one sentence each. */
  leftOut: string[];
}

/** What the artifacts of a dbt project say, as OpenLineage events. The same artifacts make the same events. */
export function eventsOf(artifacts: Artifacts, namespaces: Namespaces): Told {
  const project = new Project(artifacts, namespaces);
  const invocations = artifacts.results.map((results) => ({ results, invocation: invocationOf(project, results) }));
  const commands = invocations.flatMap(({ invocation }) => invocation?.command ?? []);
  const built = commands.includes('build') && !commands.includes('run');
  return {
    events: [
      ...staticEvents(project, built ? 'build' : 'run'),
      ...invocations.flatMap(({ invocation, results }) => (invocation ? runEvents(project, invocation, results) : [])),
      ...artifacts.freshness.flatMap((sources) => freshnessEvents(project, sources)),
    ],
    leftOut: [
      ...invocations.flatMap(({ invocation, results }) =>
        invocation ? [] : `run results of \`dbt ${results.args?.which}\`, which runs nothing`,
      ),
      ...unknown(project, artifacts),
    ],
  };
}

/** Results of another version of the project than the manifest is of. */
function unknown({ manifest }: Project, { results, freshness }: Artifacts): string[] {
  const known = (id: string) =>
    id in manifest.nodes || id in manifest.sources || /^(exposure|metric|saved_query|unit_test|operation)\./.test(id);
  const ids = [...results, ...freshness].flatMap((each) => each.results.map(({ unique_id }) => unique_id));
  const strange = [...new Set(ids.filter((id) => !known(id)))];
  if (strange.length === 0) return [];
  return [`results of ${strange.length} that the manifest does not have, such as ${strange[0]}`];
}
