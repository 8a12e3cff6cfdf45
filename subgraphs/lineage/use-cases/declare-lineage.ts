import { createHash } from 'node:crypto';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import { assumedAssets, type Declaration, type DeclarationFault, readDeclaration } from '../domain/declaration.ts';
import type { DeclaredStatement } from '../domain/statement.ts';

/** Until people sign in, whoever reaches the server on its own machine is this author. */
const AUTHOR = 'local user';

export interface DeclarationOutcome {
  assets: { id: AssetId }[];
  edgeCount: number;
  userErrors: DeclarationFault[];
}

/** Keeps what a steward declares, or lists every fault and keeps nothing. */
export async function declareLineage(
  { store, now }: LineageContext,
  declaration: Declaration,
  idempotencyKey: string | null,
): Promise<DeclarationOutcome> {
  const idempotency = idempotencyKey === null ? null : { key: idempotencyKey, fingerprint: fingerprintOf(declaration) };
  const earlier = idempotency ? await store.declaration(idempotency.key) : null;
  if (earlier) return answerAgain(earlier, idempotency?.fingerprint);
  const known = await store.assets(assumedAssets(declaration));
  const read = readDeclaration(declaration, new Set(known.keys()), now);
  if (!read.ok) return refused(read.faults);
  const { assets, edges } = read;
  const statement: DeclaredStatement = { kind: 'declared', assets, edges, author: AUTHOR, reason: null, idempotency };
  await store.record([statement], now);
  return accepted(statement);
}

const accepted = ({ assets, edges }: DeclaredStatement): DeclarationOutcome => ({
  assets: assets.map(({ id }) => ({ id })),
  edgeCount: edges.length,
  userErrors: [],
});

const refused = (userErrors: DeclarationFault[]): DeclarationOutcome => ({ assets: [], edgeCount: 0, userErrors });

const answerAgain = (earlier: DeclaredStatement, fingerprint: string | undefined): DeclarationOutcome =>
  earlier.idempotency?.fingerprint === fingerprint
    ? accepted(earlier)
    : refused([
        {
          code: 'CONFLICT',
          field: 'idempotencyKey',
          message: 'this key belongs to another declaration; send a new key with a new declaration',
        },
      ]);

/** The same for the same words: what was left out, and so depends on the clock, is left out here too. */
function fingerprintOf({ assets, edges }: Declaration): string {
  const words = [
    assets.map(({ id, title }) => [id, title ?? null]),
    edges.map(({ from, to, role, validFrom, validTo }) => [from, to, role, validFrom ?? null, validTo ?? null]),
  ];
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url');
}
