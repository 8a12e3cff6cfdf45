import type { LineageStatement } from '../../subgraphs/lineage/index.ts';
import { jobId, modelVersionId } from '../../vocabulary/asset-id.ts';
import { type Instant, parseInstant } from '../../vocabulary/duration.ts';
import { readEvent } from '../openlineage/event.ts';
import { statementOf } from '../openlineage/statement.ts';
import type { Event, Facets } from '../openlineage/written.ts';
import { describedModel, describedVersion } from './described.ts';
import { aliasJob, modelVersion, registeredModel, runThatMade, trainingJob } from './naming.ts';
import { datasetEvent, jobEvent } from './openlineage.ts';
import type { MlflowEvent, TagEvent } from './payload.ts';

/** What a webhook told of anything but a tag alone. */
export type ToldWhole = Exclude<MlflowEvent, TagEvent>;

/** What a webhook told, in Headwater's words. @throws Refusal when a name makes no asset id, or its time is to come. */
export function statementOfPayload(told: ToldWhole, namespace: string, now: Instant): LineageStatement {
  const { statement } = statementOf(readEvent(eventOf(told, namespace), now));
  if (told.kind !== 'model_version.created' || statement.kind !== 'static') return statement;
  const runId = runThatMade(told.data);
  if (runId === null) return statement;
  // Said of the version, not of the run: a job's latest inputs and outputs are all that it has, and MLflow tells one of each.
  const { name, version } = told.data;
  const from = jobId(namespace, trainingJob(namespace, runId).name);
  const to = modelVersionId(namespace, name, version);
  return { ...statement, edges: [...statement.edges, { from, to, role: 'TRAINS' }] };
}

function eventOf({ kind, timestamp, data }: ToldWhole, namespace: string): Event {
  const time = parseInstant(timestamp) ?? Number.NaN;
  switch (kind) {
    case 'registered_model.created': {
      const model = registeredModel(namespace, data.name);
      return datasetEvent(time, { ...model, facets: both(model.facets, describedModel(data)) });
    }
    case 'model_version.created': {
      const version = modelVersion(namespace, data.name, data.version);
      return datasetEvent(time, { ...version, facets: both(version.facets, describedVersion(data)) });
    }
    case 'model_version_alias.created':
      return jobEvent(
        time,
        aliasJob(namespace, data.name, data.alias),
        [modelVersion(namespace, data.name, data.version)],
        [],
      );
    case 'model_version_alias.deleted':
      return jobEvent(time, aliasJob(namespace, data.name, data.alias), [], []);
  }
}

const both = (own: Facets | undefined, more: Facets): Facets => ({ ...own, ...more });
