import Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SqliteCaller } from './sqlite-caller.ts';
import { configure } from './sqlite-settings.ts';
import type { Statement } from './sqlite-thread.ts';

/**
 * The one writer of a SQLite file that is open already, its writing done by a thread of its own, so that nobody waits
 * for the disk but who wants to know that it is written. Within a transaction, what answers no rows is held back: all
 * of it goes to the thread at once, with the commit or before the next question. A fault of such a statement is raised
 * there.
 */
export const openSqliteWriter = <Tables>(path: string): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createDriver: () => new ThreadedDriver(path),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (database) => new SqliteIntrospector(database),
    },
  });

/** Kysely gives the one connection to one user at a time. */
class ThreadedDriver implements Driver {
  private readonly path: string;
  private connection: Connection | null = null;

  constructor(path: string) {
    this.path = path;
  }

  async init(): Promise<void> {
    this.connection = new Connection(this.path);
  }

  async acquireConnection(): Promise<Connection> {
    if (!this.connection) throw new TypeError('Kysely asks for a connection before it begins');
    return this.connection;
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.begin();
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: Connection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.connection?.close();
  }
}

class Connection implements DatabaseConnection {
  private readonly thread: SqliteCaller;
  /** For questions while nothing is written: as this is the only writer, they see what the thread would. */
  private readonly reading: Database.Database;
  private readonly prepared = new Map<string, Database.Statement<unknown[]>>();
  /** Null outside of a transaction. */
  private held: Statement[] | null = null;
  /** Whether the thread has begun what is a transaction here. */
  private begun = false;

  constructor(path: string) {
    this.thread = new SqliteCaller(path);
    this.reading = new Database(path);
    configure(this.reading);
  }

  begin(): void {
    this.held = [];
    this.begun = false;
  }

  async commit(): Promise<void> {
    const statements = this.taken();
    if (this.begun || statements.length > 0) await this.thread.call({ statements, end: 'commit' });
    this.held = null;
  }

  async rollback(): Promise<void> {
    this.held = null;
    await this.thread.call({ statements: [], end: 'rollback' });
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.statementOf(sql);
    const isQuestion = statement.reader;
    if (isQuestion && statement.readonly && !this.begun && !this.held?.length)
      return { rows: statement.all(...parameters) as Row[] };
    if (this.held === null)
      return { rows: (await this.thread.call({ statements: [{ sql, parameters }], end: 'commit' })) as Row[] };
    this.held.push({ sql, parameters });
    if (!isQuestion) return { rows: [] };
    this.begun = true;
    return { rows: (await this.thread.call({ statements: this.taken(), end: null })) as Row[] };
  }

  // biome-ignore lint/correctness/useYield: nobody streams from a writer
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new TypeError('a writer streams nothing');
  }

  async close(): Promise<void> {
    await this.thread.close();
    this.reading.close();
  }

  private taken(): Statement[] {
    return this.held?.splice(0) ?? [];
  }

  private statementOf(sql: string): Database.Statement<unknown[]> {
    const known = this.prepared.get(sql);
    if (known) return known;
    if (this.prepared.size >= MOST_PREPARED) this.prepared.clear();
    const statement = this.reading.prepare<unknown[]>(sql);
    this.prepared.set(sql, statement);
    return statement;
  }
}

/** More texts than any writer has. */
const MOST_PREPARED = 500;
