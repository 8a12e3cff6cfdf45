import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { describeWithPostgres } from '../test/servers/needs-postgres.ts';
import { type Database, openDatabase, type Schema } from './database.ts';
import { StartRefused, StoreUnavailable } from './errors.ts';
import { silentLog } from './log.ts';

interface Tables {
  note: { id: string; body: string; size: number };
}

const SCHEMA: Schema = {
  name: 'notes',
  store: 'notes',
  migrations: [
    ({ text, integer }) => [
      `create table note (id ${text} primary key, body ${text} not null, size ${integer} not null)`,
    ],
  ],
};
const NEWER: Schema = { ...SCHEMA, migrations: [...SCHEMA.migrations, () => ['alter table note add more text']] };

describeWithPostgres('tables in Postgres', (postgres) => {
  let url: string;
  let opened: Database<Tables>[];
  const open = async (schema = SCHEMA, at = url) => {
    const database = await openDatabase<Tables>({ dataDirectory: '', databaseUrl: at, log: silentLog() }, schema);
    opened.push(database);
    return database;
  };
  const add = ({ answering, tables }: Database<Tables>, id: string, body = '', size = 0) =>
    answering(() => tables.insertInto('note').values({ id, body, size }).execute());
  const ids = ({ answering, tables }: Database<Tables>) =>
    answering(async () => (await tables.selectFrom('note').select('id').orderBy('id').execute()).map(({ id }) => id));

  beforeEach(async () => {
    url = await postgres().newDatabase();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
  });

  it('are made once by eight processes that start at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => open()));
    await Promise.all(all.map((database, index) => add(database, String(index))));
    expect(await ids(await open())).toHaveLength(8);
  });

  it('are brought forward with what is in them, and then refused by the version before', async () => {
    await add(await open(), 'kept');
    expect(await ids(await open(NEWER))).toEqual(['kept']);
    await expect(open()).rejects.toThrow('headwater_notes has version 2, this Headwater knows 1; start the newer');
  });

  it('order text by its bytes, as SQLite does, and whole numbers come back as they went', async () => {
    const database = await open();
    for (const id of ['b', 'a', 'B', 'ä', '_']) await add(database, id, '', Number.MAX_SAFE_INTEGER);
    expect(await ids(database)).toEqual(['B', '_', 'a', 'b', 'ä']);
    const [row] = await database.answering(() => database.tables.selectFrom('note').select('size').execute());
    expect(row).toEqual({ size: Number.MAX_SAFE_INTEGER });
  });

  it('take U+0000, which Postgres has no room for, as U+FFFD, and find it again', async () => {
    const database = await open();
    await add(database, 'a\0b');
    const find = (id: string) =>
      database.answering(() => database.tables.selectFrom('note').select('id').where('id', '=', id).execute());
    expect(await find('a\0b')).toEqual([{ id: 'a\uFFFDb' }]);
  });

  it('leave a fault of ours as it is: a statement that Postgres does not understand is no outage', async () => {
    const database = await open();
    const wrong = database.answering(() =>
      database.tables
        .selectFrom('note')
        .select('nothing' as 'id')
        .execute(),
    );
    await expect(wrong).rejects.toMatchObject({ code: '42703' });
  });

  it('are refused to a wrong password and in a missing database, with the remedy and without the password', async () => {
    const wrong = Object.assign(new URL(url), { password: 'hunter2' }).href;
    const refusal = await open(SCHEMA, wrong).catch((fault) => fault);
    expect(refusal).toBeInstanceOf(StartRefused);
    expect(refusal.message).toMatch(
      /password authentication failed.*check the user and password of HEADWATER_DATABASE/,
    );
    expect(refusal.message).not.toContain('hunter2');
    const missing = Object.assign(new URL(url), { pathname: '/nowhere' }).href;
    await expect(open(SCHEMA, missing)).rejects.toThrow(/"nowhere" does not exist; create the database/);
  });

  it('are refused to a user who may not make them, and given to one for whom they are there', async () => {
    const client = new pg.Client(url);
    await client.connect();
    const name = new URL(url).pathname.slice(1);
    await client.query(`create role ${name}_guest login password 'guest'`);
    const asGuest = Object.assign(new URL(url), { username: `${name}_guest`, password: 'guest' }).href;
    await expect(open(SCHEMA, asGuest)).rejects.toThrow('the right to create schemas in its database');
    await client.query(`create schema headwater_notes authorization ${name}_guest`);
    await client.end();
    await add(await open(SCHEMA, asGuest), 'mine');
  });

  it('are made anew when an empty database was put in the place of theirs', async () => {
    const database = await open();
    const client = new pg.Client(url);
    await client.connect();
    await client.query('drop schema headwater_notes cascade');
    await client.end();
    await expect(add(database, 'lost')).rejects.toBeInstanceOf(StoreUnavailable);
    await add(database, 'found');
    expect(await ids(database)).toEqual(['found']);
  });
});

describeWithPostgres('a Postgres that fails', (postgres) => {
  it('is away while it is killed or hangs, and works again by itself, losing nothing acknowledged', async () => {
    const place = { dataDirectory: '', databaseUrl: await postgres().newDatabase(), log: silentLog() };
    const database = await openDatabase<Tables>(place, SCHEMA);
    const add = (id: string) =>
      database.answering(() => database.tables.insertInto('note').values({ id, body: '', size: 0 }).execute());
    await Promise.all(['one', 'two', 'three'].map(add));

    await postgres().kill();
    for (let attempt = 0; attempt < 20; attempt++) await expect(add('lost')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(database.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await postgres().start();
    await add('after the kill');

    postgres().pause();
    await expect(database.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(database.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    postgres().resume();
    await add('after the hang');
    const found = await database.answering(() => database.tables.selectFrom('note').select('id').execute());
    expect(found).toHaveLength(5);
    await database.close();
  }, 90_000);

  it('may be away at the start: the store opens, and works once it is there', async () => {
    const place = { dataDirectory: '', databaseUrl: await postgres().newDatabase(), log: silentLog() };
    await postgres().kill();
    const database = await openDatabase<Tables>(place, SCHEMA);
    await expect(database.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await postgres().start();
    await expect(database.ping()).resolves.toBeUndefined();
    await database.close();
  }, 60_000);
});
