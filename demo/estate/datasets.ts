import { datasetId, featureId } from '../../vocabulary/asset-id.ts';
import { FEATURES, type Feature } from './bins.ts';
import { WEATHER_FIELDS } from './flights.ts';
import { type EventDataset, facet } from './openlineage.ts';

/** A table of the warehouse: its columns, and from which column of which table each is computed. */
export interface Table {
  name: string;
  columns: Record<string, string>;
  /** Absent where the rows come from outside. */
  derivation?: Record<string, Source[]>;
}

interface Source {
  table: Table;
  column: string;
  /** OpenLineage's subtype of a DIRECT transformation. */
  subtype: 'IDENTITY' | 'TRANSFORMATION';
}

const NAMESPACE = 'postgres://warehouse.example.com:5432';

const weatherColumns = Object.fromEntries(WEATHER_FIELDS.map((field) => [field, 'double precision']));

const copied = (table: Table, columns: readonly string[]): Record<string, Source[]> =>
  Object.fromEntries(columns.map((column) => [column, [{ table, column, subtype: 'IDENTITY' as const }]]));

const computed = (table: Table, column: string): Source[] => [{ table, column, subtype: 'TRANSFORMATION' }];

export const RAW_FLIGHTS: Table = {
  name: 'departures.raw.flights',
  columns: {
    flight_id: 'bigint',
    scheduled_departure: 'timestamp',
    carrier: 'text',
    origin: 'text',
    dest: 'text',
    distance: 'integer',
    arrival_delay: 'integer',
  },
};

export const RAW_WEATHER: Table = {
  name: 'departures.raw.weather',
  columns: { origin: 'text', observed_at: 'timestamp', ...weatherColumns },
};

export const STAGED_FLIGHTS: Table = {
  name: 'departures.staging.stg_flights',
  columns: {
    flight_id: 'bigint',
    carrier: 'text',
    origin: 'text',
    dest: 'text',
    distance: 'integer',
    hour: 'smallint',
    dow: 'smallint',
    late: 'boolean',
  },
  derivation: {
    ...copied(RAW_FLIGHTS, ['flight_id', 'carrier', 'origin', 'dest', 'distance']),
    hour: computed(RAW_FLIGHTS, 'scheduled_departure'),
    dow: computed(RAW_FLIGHTS, 'scheduled_departure'),
    late: computed(RAW_FLIGHTS, 'arrival_delay'),
  },
};

export const STAGED_WEATHER: Table = {
  name: 'departures.staging.stg_weather',
  columns: { origin: 'text', hour: 'smallint', ...weatherColumns },
  derivation: {
    ...copied(RAW_WEATHER, ['origin', ...WEATHER_FIELDS]),
    hour: computed(RAW_WEATHER, 'observed_at'),
  },
};

const SCHEDULE_COLUMNS = ['hour', 'distance', 'carrier', 'origin', 'dest', 'dow'];

export const FLIGHT_FEATURES: Table = {
  name: 'departures.features.flight_features',
  columns: Object.fromEntries(
    ['flight_id', ...FEATURES].map((column) => [
      column,
      STAGED_FLIGHTS.columns[column] ?? STAGED_WEATHER.columns[column] ?? 'text',
    ]),
  ),
  derivation: {
    ...copied(STAGED_FLIGHTS, ['flight_id', ...SCHEDULE_COLUMNS]),
    ...copied(STAGED_WEATHER, WEATHER_FIELDS),
  },
};

/** A table named in an event, without facets. */
export const dataset = (table: Table): EventDataset => ({ namespace: NAMESPACE, name: table.name });

const columnLineage = (derivation: Record<string, Source[]>) => ({
  fields: Object.fromEntries(
    Object.entries(derivation).map(([column, sources]) => [
      column,
      {
        inputFields: sources.map(({ table, column: field, subtype }) => ({
          namespace: NAMESPACE,
          name: table.name,
          field,
          transformations: [{ type: 'DIRECT', subtype, masking: false }],
        })),
      },
    ]),
  ),
});

/** A table as a run leaves it: schema, where its columns come from, rows written, and values missing where one may. */
export const written = (
  producer: string,
  table: Table,
  rowCount: number,
  nulls?: Readonly<Record<string, number>>,
): EventDataset => ({
  ...dataset(table),
  facets: {
    ...facet(producer, 'schema', {
      fields: Object.entries(table.columns).map(([name, type]) => ({ name, type })),
    }),
    ...(table.derivation ? facet(producer, 'columnLineage', columnLineage(table.derivation)) : {}),
    ...(nulls ? facet(producer, 'dataQualityMetrics', qualityOf(rowCount, nulls)) : {}),
  },
  outputFacets: facet(producer, 'outputStatistics', { rowCount }),
});

const qualityOf = (rowCount: number, nulls: Readonly<Record<string, number>>) => ({
  rowCount,
  columnMetrics: Object.fromEntries(
    Object.entries(nulls).map(([column, nullCount]) => [column, { nullCount, count: rowCount }]),
  ),
});

export const RAW_WEATHER_ID = datasetId(NAMESPACE, RAW_WEATHER.name);

export const featureAsset = (feature: Feature): string => featureId(NAMESPACE, FLIGHT_FEATURES.name, feature);

/** A version of the model, which OpenLineage knows as a dataset. */
export const modelDataset = (producer: string, version: string): EventDataset => ({
  namespace: 'models',
  name: 'flight-delay',
  facets: {
    ...facet(producer, 'datasetType', { datasetType: 'MODEL' }),
    ...facet(producer, 'version', { datasetVersion: version }),
  },
});
