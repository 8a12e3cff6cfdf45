import pg from 'pg';
import { DeadlineExceeded, StartRefused, StoreUnavailable } from './errors.ts';

/** The server was not reached, or was lost on the way. */
export class ConnectionFault extends Error {
  override readonly name = 'ConnectionFault';
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message || String(cause) : String(cause), { cause });
  }
}

/** What the driver answers; a fault that is not the server's own word is one of the connection. */
export async function connecting<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (fault) {
    throw fault instanceof pg.DatabaseError ? fault : new ConnectionFault(fault);
  }
}

/** SQLSTATE by which the server says that it cannot serve now: whole classes, and single codes of others. */
const OUTAGE = /^(08|28|53|57P|58)|^(25006|25P03|3D000|40001|40P01|42501|55P03)$/;
const STATEMENT_TIMEOUT = '57014';
/** A table, or the schema with all its tables, is not there. */
const GONE = /^(42P01|3F000)$/;

/** What the server refuses for good, with what to do. */
const REFUSALS: [RegExp, string][] = [
  [/^28/, 'check the user and password of HEADWATER_DATABASE_URL'],
  [/^3D000$/, 'create the database, or name another in HEADWATER_DATABASE_URL'],
  [/^42501$/, 'grant the user of HEADWATER_DATABASE_URL the right to create schemas in its database'],
];

const stateOf = (fault: unknown): string => (fault instanceof pg.DatabaseError ? (fault.code ?? '') : '');

export const isSchemaGone = (fault: unknown): boolean => GONE.test(stateOf(fault));

/** Why there is no sense in starting; null when there is. */
export function refusalOf(fault: unknown): StartRefused | null {
  if (fault instanceof StartRefused) return fault;
  const remedy = REFUSALS.find(([state]) => state.test(stateOf(fault)))?.[1];
  return remedy ? new StartRefused(`Postgres says: ${(fault as Error).message}; ${remedy}`, { cause: fault }) : null;
}

/**
 * The one place where a fault of Postgres is put into our words: StoreUnavailable for an outage, DeadlineExceeded for a
 * statement that took too long. What is neither, such as a statement it does not understand, is a bug and stays as it is.
 */
export function faultOfPostgres(store: string, fault: unknown): unknown {
  const state = stateOf(fault);
  if (state === STATEMENT_TIMEOUT) return new DeadlineExceeded(`the ${store} store ran out of time`, { cause: fault });
  const isOutage =
    fault instanceof ConnectionFault || fault instanceof StartRefused || OUTAGE.test(state) || GONE.test(state);
  return isOutage ? new StoreUnavailable(store, fault) : fault;
}
