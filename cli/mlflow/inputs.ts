import { datasetFacet, mlflowFacet } from '../../ingest/mlflow/openlineage.ts';
import type { EventDataset } from '../../ingest/openlineage/written.ts';
import { type DatasetNamespaces, datasetName, jsonOf } from './dataset-name.ts';
import type { DatasetInput, Run } from './shapes.ts';

/** Tag by which MLflow says what a run read a dataset for. */
const CONTEXT = 'mlflow.data.context';

/**
 * What a run read, each dataset once. Of several parts of one dataset, such as what it trained on and what it tested
 * with, that for training describes it; all are named in the facet `mlflow`.
 */
export function inputsOf({ inputs }: Run, experiment: string, namespaces: DatasetNamespaces): EventDataset[] {
  const parts = (inputs?.dataset_inputs ?? []).map((input) => ({
    input,
    ...datasetName(input, experiment, namespaces),
  }));
  const datasets = Map.groupBy(parts, ({ namespace, name }) => JSON.stringify([namespace, name]));
  return [...datasets.values()].flatMap((same) => {
    const described = same.find(({ input }) => /^train/i.test(input.tags[CONTEXT] ?? '')) ?? same[0];
    return described
      ? [
          datasetOf(
            described,
            same.map(({ input }) => input),
          ),
        ]
      : [];
  });
}

function datasetOf(
  { input: { dataset }, namespace, name }: { input: DatasetInput; namespace: string; name: string },
  parts: readonly DatasetInput[],
): EventDataset {
  const fields = fieldsOf(dataset.schema);
  const rows = jsonOf(dataset.profile).num_rows;
  return {
    namespace,
    name,
    facets: {
      ...datasetFacet('version', dataset.digest ? { datasetVersion: dataset.digest } : null),
      ...datasetFacet('schema', fields && { fields }),
    },
    inputFacets: {
      ...datasetFacet(
        'dataQualityMetrics',
        typeof rows === 'number' && rows >= 0 ? { rowCount: rows, columnMetrics: {} } : null,
      ),
      ...mlflowFacet({
        inputs: parts.map(({ tags, dataset: { name, digest, source_type, source } }) => ({
          name,
          digest,
          context: tags[CONTEXT] ?? null,
          sourceType: source_type,
          source: source === null ? null : withoutSecrets(source),
        })),
      }),
    },
  };
}

/** Addresses that were signed let their reader in. */
const withoutSecrets = (source: string): string =>
  source.replaceAll(/(:\/\/[^"\s?#]*)\?[^"\s#]*/g, '$1').replaceAll(/(https?:\/\/)[^"/\s@]*@/g, '$1');

/** Null where the dataset has no columns, or none with a name. */
function fieldsOf(schema: string | null): { name: string; type?: string }[] | null {
  const columns = jsonOf(schema).mlflow_colspec;
  const fields = (Array.isArray(columns) ? columns : []).flatMap(
    (column: { name?: unknown; type?: unknown } | null) => {
      if (typeof column?.name !== 'string' || column.name === '') return [];
      return [{ name: column.name, ...(typeof column.type === 'string' ? { type: column.type } : {}) }];
    },
  );
  return fields.length > 0 ? fields : null;
}
