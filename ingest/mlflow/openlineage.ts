/** What MLflow says, written as OpenLineage. */
import { isoOf } from '../../vocabulary/duration.ts';
import { type Facets, writtenBy } from '../openlineage/written.ts';

const { otherFacet, ...written } = writtenBy('urn:headwater:mlflow', isoOf);

export const { datasetFacet, jobFacet, runFacet, datasetEvent, jobEvent, runEvent } = written;

/** What OpenLineage has no facet for, under `mlflow`, as MLflow names it. */
export const mlflowFacet = (body: object): Facets => otherFacet('mlflow', body);

/** Takes back what was sent under this name before. */
export const deletedFacet = (name: string): Facets => otherFacet(name, { _deleted: true });
