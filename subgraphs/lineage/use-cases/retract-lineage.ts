import type { LineageContext } from '../context.ts';
import { type RetractedEdge, readRetraction, retractedEnds } from '../domain/retraction.ts';
import type { DeclaredStatement } from '../domain/statement.ts';
import {
  answerAgain,
  type DeclarationOutcome,
  fingerprintOf,
  outcomeOf,
  refused,
  type Steward,
} from './declare-lineage.ts';

/** Keeps what a steward retracts, or lists every fault and keeps nothing. */
export async function retractLineage(
  { store, loaders, now }: LineageContext,
  asked: readonly RetractedEdge[],
  { author, reason }: Steward,
  idempotencyKey: string | null,
): Promise<DeclarationOutcome> {
  const words = asked.map(({ from, to, role, validFrom, validTo }) => [
    from,
    to,
    role,
    validFrom ?? null,
    validTo ?? null,
  ]);
  const fingerprint = fingerprintOf(['retracted', words, author, reason]);
  const earlier = idempotencyKey === null ? null : await store.declaration(idempotencyKey);
  if (earlier) return answerAgain(earlier, fingerprint);
  const identities = new Map(
    await Promise.all(
      retractedEnds(asked).map(
        async (id) => [id as string, await loaders.identity.load({ id, knownAt: null })] as const,
      ),
    ),
  );
  const resolved = asked.map((edge) => ({
    ...edge,
    from: identities.get(edge.from) ?? edge.from,
    to: identities.get(edge.to) ?? edge.to,
  }));
  const read = readRetraction(resolved, await store.edgesAmong([...identities.values()], now));
  if (!read.ok) return refused(read.faults);
  const idempotency = idempotencyKey === null ? null : { key: idempotencyKey, fingerprint };
  const statement: DeclaredStatement = { kind: 'declared', assets: [], edges: read.edges, author, reason, idempotency };
  await store.record([statement], now);
  return outcomeOf(statement);
}
