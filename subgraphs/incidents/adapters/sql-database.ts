import { type Database as AnyDatabase, openDatabase, type Place } from '../../../platform/database.ts';
import { SCHEMA, type Tables } from './sql-schema.ts';

export type Database = AnyDatabase<Tables>;

/** The tables of this subgraph, in SQLite or Postgres: opened once, for all stores that are in them. */
export const openIncidentDatabase = (place: Place): Promise<Database> => openDatabase<Tables>(place, SCHEMA);
