import { createHash } from 'node:crypto';
import type { Outcome, Validation } from './results.ts';

const PRODUCER = 'urn:headwater:import-gx';
const FACETS = 'https://openlineage.io/spec/facets';

/** What a file leaves open, and the command line says. */
export interface Stated {
  /** The dataset, where all validations are of one. */
  dataset: { namespace: string; name: string } | null;
  /** Where the data sources are, in place of their names. */
  namespace: string | null;
  /** When it ran, where the file does not say. */
  time: string | null;
  jobs: string;
}

/** A validation without a dataset or a time, and which of the two is missing. */
export type Incomplete = { file: string; missing: 'asset' | 'time' };

/** One COMPLETE, or FAIL where an expectation could not be looked at, for each validation. */
export function eventOf(validation: Validation, stated: Stated): object | Incomplete {
  const { file, suite, outcomes } = validation;
  const named = validation.dataset && {
    ...validation.dataset,
    namespace: stated.namespace ?? validation.dataset.namespace,
  };
  const dataset = stated.dataset ?? named;
  if (!dataset) return { file, missing: 'asset' };
  const time = validation.time ?? stated.time;
  if (time === null) return { file, missing: 'time' };
  const errors = outcomes.flatMap(({ type, error }) => (error === null ? [] : [`${type}: ${error}`]));
  const job = `${dataset.name}.${suite ?? 'expectations'}`;
  return {
    eventTime: new Date(time).toISOString(),
    eventType: errors.length > 0 ? 'FAIL' : 'COMPLETE',
    producer: PRODUCER,
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: {
      runId: runIdOf(stated.jobs, dataset.namespace, job, time),
      facets: errors.length > 0 ? facet('errorMessage', '1-0-1/ErrorMessageRunFacet', errorOf(errors)) : {},
    },
    job: { namespace: stated.jobs, name: job, facets: {} },
    inputs: [{ ...dataset, inputFacets: facetsOf(outcomes.filter(({ error }) => error === null)) }],
    outputs: [],
  };
}

const facet = (name: string, schema: string, body: object) => ({
  [name]: {
    ...{ _producer: PRODUCER, _schemaURL: `${FACETS}/${schema}.json#/$defs/${schema.split('/')[1]}` },
    ...body,
  },
});

const errorOf = (errors: string[]) => ({ message: errors.join('\n'), programmingLanguage: 'Python' });

/** The same for the same validation, however often it is imported. */
function runIdOf(...parts: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}

function facetsOf(outcomes: Outcome[]) {
  const assertions = outcomes.map(({ type, kwargs, success }) => ({
    ...{ assertion: type, success, name: nameOf(type, kwargs) },
    ...(columnOf(kwargs) === null ? {} : { column: columnOf(kwargs) }),
  }));
  const expectations = outcomes.flatMap((outcome) => expectationOf(outcome) ?? []);
  return {
    ...(assertions.length > 0
      ? facet('dataQualityAssertions', '1-1-0/DataQualityAssertionsDatasetFacet', { assertions })
      : {}),
    ...facet('dataQualityMetrics', '1-0-3/DataQualityMetricsInputDatasetFacet', metricsOf(outcomes)),
    ...(expectations.length > 0
      ? { headwater_expectations: { _producer: PRODUCER, _schemaURL: `${PRODUCER}#expectations`, expectations } }
      : {}),
  };
}

const columnOf = ({ column }: Record<string, unknown>): string | null => (typeof column === 'string' ? column : null);

/** What tells two expectations of one kind apart, in words: the kind and what was given to it. */
function nameOf(type: string, kwargs: Record<string, unknown>): string {
  const given = Object.entries(kwargs)
    .filter(([key, value]) => key !== 'batch_id' && value !== null)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [type, ...given].join(' ').slice(0, 300);
}

/** Great Expectations takes its percentages of the values that are not missing. */
function expectationOf({ type, kwargs, elementCount, missingCount, unexpectedCount }: Outcome) {
  if (elementCount === null || unexpectedCount === null) return null;
  const column = columnOf(kwargs);
  const looked = elementCount - (missingCount ?? 0);
  return {
    ...{ expectation: nameOf(type, kwargs), elementCount: looked, unexpectedCount },
    ...(column === null ? {} : { column }),
  };
}

type ColumnMetrics = Record<string, number | Record<string, number>>;

const OBSERVED: Record<string, string> = {
  expect_column_min_to_be_between: 'min',
  expect_column_max_to_be_between: 'max',
  expect_column_sum_to_be_between: 'sum',
  expect_column_unique_value_count_to_be_between: 'distinctCount',
};

function metricsOf(outcomes: Outcome[]) {
  const columns = new Map<string, ColumnMetrics>();
  let rowCount: number | null = null;
  for (const { type, kwargs, elementCount, missingCount, unexpectedCount, observed } of outcomes) {
    if (/^expect_table_row_count_to_/.test(type) && typeof observed === 'number') rowCount = observed;
    rowCount ??= elementCount;
    const name = columnOf(kwargs);
    if (name === null) continue;
    const column = columns.get(name) ?? {};
    columns.set(name, column);
    const nulls = type === 'expect_column_values_to_not_be_null' ? unexpectedCount : missingCount;
    if (nulls !== null) column.nullCount = nulls;
    const observedAs = OBSERVED[type];
    if (observedAs && typeof observed === 'number') column[observedAs] = observed;
    if (type === 'expect_column_quantile_values_to_be_between') column.quantiles = quantilesOf(observed);
  }
  return {
    ...(rowCount === null ? {} : { rowCount }),
    columnMetrics: Object.fromEntries([...columns].filter(([, column]) => Object.keys(column).length > 0)),
  };
}

function quantilesOf(observed: unknown): Record<string, number> {
  const { quantiles = [], values = [] } = (observed ?? {}) as { quantiles?: unknown[]; values?: unknown[] };
  return Object.fromEntries(
    quantiles.flatMap((quantile, index): [string, number][] => {
      const value = values[index];
      return typeof value === 'number' ? [[String(quantile), value]] : [];
    }),
  );
}
