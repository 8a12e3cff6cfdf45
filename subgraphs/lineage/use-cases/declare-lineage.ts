import { createHash } from 'node:crypto';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import { assumedAssets, type Declaration, type DeclarationFault, readDeclaration } from '../domain/declaration.ts';
import type { DeclaredStatement } from '../domain/statement.ts';

/** Who declares or retracts, and why. */
export interface Steward {
  author: string;
  reason: string | null;
}

/** Until people sign in, whoever reaches the server on its own machine is this author, unless they name themselves. */
export const readSteward = ({ author, reason }: { author?: string | null; reason?: string | null }): Steward => ({
  author: author?.trim() || 'local user',
  reason: reason?.trim() || null,
});

export interface DeclarationOutcome {
  assets: { id: AssetId }[];
  edgeCount: number;
  userErrors: DeclarationFault[];
}

/** Keeps what a steward declares, or lists every fault and keeps nothing. */
export async function declareLineage(
  { store, now }: LineageContext,
  declaration: Declaration,
  { author, reason }: Steward,
  idempotencyKey: string | null,
): Promise<DeclarationOutcome> {
  const fingerprint = fingerprintOf(wordsOf(declaration));
  const idempotency = idempotencyKey === null ? null : { key: idempotencyKey, fingerprint };
  const earlier = idempotency ? await store.declaration(idempotency.key) : null;
  if (earlier) return answerAgain(earlier, fingerprint);
  const known = await store.assets(assumedAssets(declaration));
  const read = readDeclaration(declaration, new Set(known.keys()), now);
  if (!read.ok) return refused(read.faults);
  const { assets, edges } = read;
  const statement: DeclaredStatement = { kind: 'declared', assets, edges, author, reason, idempotency };
  await store.record([statement], now);
  return outcomeOf(statement);
}

export const outcomeOf = ({ assets, edges }: DeclaredStatement): DeclarationOutcome => ({
  assets: assets.map(({ id }) => ({ id })),
  edgeCount: edges.length,
  userErrors: [],
});

export const refused = (userErrors: DeclarationFault[]): DeclarationOutcome => ({
  assets: [],
  edgeCount: 0,
  userErrors,
});

export const answerAgain = (earlier: DeclaredStatement, fingerprint: string): DeclarationOutcome =>
  earlier.idempotency?.fingerprint === fingerprint
    ? outcomeOf(earlier)
    : refused([
        {
          code: 'CONFLICT',
          field: 'idempotencyKey',
          message: 'this key belongs to another declaration; send a new key with a new declaration',
        },
      ]);

/** The same for the same words: what was left out, and so depends on the clock, is left out here too. */
const wordsOf = ({ assets, edges }: Declaration): unknown[] => [
  assets.map(({ id, title }) => [id, title ?? null]),
  edges.map(({ from, to, role, validFrom, validTo }) => [from, to, role, validFrom ?? null, validTo ?? null]),
];

export const fingerprintOf = (words: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64url');
