import { setTimeout as wait } from 'node:timers/promises';
import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type RecordShape } from 'neo4j-driver';
import { BadUserInput, DeadlineExceeded, StoreUnavailable } from '../../../../platform/errors.ts';
import type { Neo4jAddress } from '../open.ts';

/** Longest a read or write may take in the database, in milliseconds. */
export const READ_TIMEOUT = 5_000;
const WRITE_TIMEOUT = 30_000;
/** A server that hangs answers nothing at all: past this, beyond a query's own time, it counts as away. */
const GRACE = 1_000;
/** Past this without an answer to a read the server is greeted. */
const SILENCE = 1_000;
/** Longest that a server may take to greet back before it counts as hanging; one that answered no read since it was away may be starting. */
const GREETING = 3_000;
const FIRST_GREETING = 5_000;
/** Between a greeting that came to nothing and the next. */
const PAUSE = 100;

type Row = Record<string, unknown>;
export type Query = <Found extends Row = Row>(cypher: string, parameters?: Row) => Promise<Found[]>;

/** Queries of one database, its faults in our words. */
export interface Session {
  read<Found extends Row = Row>(cypher: string, parameters?: Row, timeout?: number): Promise<Found[]>;
  /** All queries of `work` in one transaction, `timeout` being for all of them; it may run again after a passing fault. */
  reading<Result>(work: (query: Query) => Promise<Result>, timeout?: number): Promise<Result>;
  /** All queries of `work` in one transaction; it may run again after a passing fault, so it must be repeatable. */
  write<Result>(work: (query: Query) => Promise<Result>, timeout?: number): Promise<Result>;
  close(): Promise<void>;
}

export function openSession({ url, user, password }: Neo4jAddress): Session {
  const connected = (connections: number): Driver =>
    neo4j.driver(url, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      // The driver waits a second or so before it tries again, then two: half a second means one more try, and an outage is told in a second.
      maxTransactionRetryTime: 500,
      connectionAcquisitionTimeout: 1_500,
      connectionTimeout: 1_000,
      maxConnectionPoolSize: connections,
    });
  const driver = connected(50);
  // On a connection of its own, which no query holds.
  const greeter = connected(1);

  /** Whether it answered a read since it could not be reached: one that has just started takes seconds over its first. */
  let warm = false;

  const run = async <Result>(
    mode: 'executeRead' | 'executeWrite',
    timeout: number,
    work: (query: Query) => Promise<Result>,
  ): Promise<Result> => {
    const session = driver.session();
    let givenUp = false;
    try {
      const working = session[mode](
        (transaction) =>
          work((cypher, parameters = {}) => {
            // What still runs of it must not get in the way of what comes after it.
            if (givenUp) throw hanging();
            return ask(transaction, cypher, parameters);
          }),
        { timeout },
      );
      const most = timeout + GRACE;
      const result = await (mode === 'executeRead' ? whileItAnswers(working, most) : within(working, most));
      warm ||= mode === 'executeRead';
      return result;
    } catch (cause) {
      givenUp = true;
      if (isUnreachable(cause)) warm = false;
      throw faultOf(cause);
    } finally {
      // A hung server never answers the goodbye either.
      session.close().catch(() => {});
    }
  };

  /** A slow query is waited for as long as the server answers others; a server that hangs is not. */
  const whileItAnswers = async <Result>(work: Promise<Result>, most: number): Promise<Result> => {
    const end = Date.now() + most;
    while (!(await settledWithin(work, Math.min(SILENCE, end - Date.now()))))
      if (Date.now() >= end || !(await answers(work))) throw hanging();
    return work;
  };

  /** Whether the server greets back; or the work is done meanwhile. */
  const answers = async (work: Promise<unknown>): Promise<boolean> => {
    const end = Date.now() + (warm ? GREETING : FIRST_GREETING);
    const [done, late] = [settled(work), wait(end - Date.now(), false, { ref: false })];
    while (Date.now() < end) {
      // One that came to nothing says nothing yet: a busy server takes longer over a connection than the driver waits.
      const greeted = greet(greeter).then(
        () => true,
        () => wait(PAUSE, false),
      );
      if (await Promise.race([done, greeted, late])) return true;
    }
    return false;
  };

  return {
    reading: (work, timeout = READ_TIMEOUT) => run('executeRead', timeout, work),
    read: (cypher, parameters, timeout = READ_TIMEOUT) =>
      run('executeRead', timeout, (query) => query(cypher, parameters)),
    write: (work, timeout = WRITE_TIMEOUT) => run('executeWrite', timeout, work),
    close: async () => void (await Promise.all([driver.close(), greeter.close()])),
  };
}

async function ask<Found extends Row>(
  transaction: ManagedTransaction,
  cypher: string,
  parameters: Row,
): Promise<Found[]> {
  try {
    const { records } = await transaction.run<RecordShape>(cypher, integers(parameters) as Row);
    return records.map((record) => record.toObject() as Found);
  } catch (cause) {
    // It claims to be worth another try, which would only fill the memory again.
    throw isOutOfMemory(cause) ? faultOf(cause) : cause;
  }
}

/** The driver sends a JavaScript number as a float, which neither compares as fast nor counts as a LIMIT. */
export function integers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(integers);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, integers(each)]));
  return value;
}

const hanging = (): StoreUnavailable => new StoreUnavailable('lineage', new Error('it hangs'));

/** Is answered without a query being planned. The driver's own way to ask asks nothing of a connection that has done nothing yet. */
async function greet(driver: Driver): Promise<void> {
  const session = driver.session();
  try {
    const transaction = await session.beginTransaction();
    await transaction.rollback();
  } finally {
    session.close().catch(() => {});
  }
}

/** True once work came to an end, good or bad. */
const settled = (work: Promise<unknown>): Promise<true> =>
  work.then(
    () => true,
    () => true,
  );

/** Whether work came to an end, good or bad, within so many milliseconds. */
async function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), milliseconds);
  });
  const inTime = await Promise.race([settled(work), late]);
  clearTimeout(timer);
  return inTime;
}

async function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  if (await settledWithin(work, milliseconds)) return work;
  throw hanging();
}

/** What the driver calls an outage; an acquisition that timed out has no code of its own. */
const OUTAGE =
  /ServiceUnavailable|SessionExpired|DatabaseUnavailable|NotALeader|ForbiddenOnReadOnly|Unauthorized|AuthenticationRateLimit/;
const TIMEOUT = /TransactionTimedOut/;

/** Whether no server was there, or the connection broke: what answers after that may have started anew. */
const isUnreachable = (cause: unknown): boolean =>
  cause instanceof Neo4jError && /ServiceUnavailable|SessionExpired/.test(cause.code);

const isOutOfMemory = (cause: unknown): cause is Neo4jError =>
  cause instanceof Neo4jError && cause.code.endsWith('.MemoryPoolOutOfMemoryError');

/** Whether what was to be made is there already. */
export const isThereAlready = (fault: unknown): boolean =>
  fault instanceof Neo4jError && fault.code === 'Neo.ClientError.Schema.ConstraintValidationFailed';

function faultOf(cause: unknown): unknown {
  if (!(cause instanceof Neo4jError)) return cause;
  if (TIMEOUT.test(cause.code)) return new DeadlineExceeded('the lineage store ran out of time', { cause });
  if (isOutOfMemory(cause) && cause.message.includes('db.memory.transaction.max'))
    return new BadUserInput(
      'this is more than the lineage database takes in one transaction (db.memory.transaction.max); ask for less or send it in smaller parts',
    );
  const outage =
    OUTAGE.test(cause.code) || /acquisition timed out|pool is closed/i.test(cause.message) || isOutOfMemory(cause);
  return outage ? new StoreUnavailable('lineage', cause) : cause;
}
