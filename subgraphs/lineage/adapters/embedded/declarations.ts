import { sql } from 'kysely';
import type { DeclaredStatement, LineageStatement } from '../../domain/statement.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import { type Database, places, rows } from './rows.ts';

/** The statements without declarations whose idempotency key is kept already; the keys of the others are kept now. */
export async function withoutRepeats(
  database: Database,
  statements: readonly LineageStatement[],
): Promise<LineageStatement[]> {
  const keyed = new Map<string, DeclaredStatement>();
  for (const statement of statements)
    if (statement.kind === 'declared' && statement.idempotency && !keyed.has(statement.idempotency.key))
      keyed.set(statement.idempotency.key, statement);
  if (keyed.size === 0) return [...statements];
  const kept = await sql<{ key: string }>`
    insert or ignore into declarations (key, statement)
    select ${places(2)} from ${rows([...keyed].map(([key, statement]) => [key, JSON.stringify(statement)]))}
    returning key
  `.execute(database);
  const fresh = new Set<LineageStatement | undefined>(kept.rows.map(({ key }) => keyed.get(key)));
  return statements.filter(
    (statement) => statement.kind !== 'declared' || !statement.idempotency || fresh.has(statement),
  );
}

export async function readDeclaration(database: Database, key: string): Promise<DeclaredStatement | null> {
  const row = await database.selectFrom('declarations').select('statement').where('key', '=', key).executeTakeFirst();
  return row ? (JSON.parse(row.statement) as DeclaredStatement) : null;
}

/** Keeps the latest title of each asset. */
export async function writeTitles(
  database: Database,
  declarations: readonly DeclaredStatement[],
  numbers: AssetNumbers,
): Promise<void> {
  const titles = new Map<number, string>();
  for (const { assets } of declarations)
    for (const { id, title } of assets) if (title !== null) titles.set(numbers.nodeOf(id), title);
  if (titles.size === 0) return;
  await sql`
    update assets set title = said.title
    from (select ${places(1)} as node, value ->> 1 as title from ${rows([...titles])}) as said
    where assets.node = said.node
  `.execute(database);
}
