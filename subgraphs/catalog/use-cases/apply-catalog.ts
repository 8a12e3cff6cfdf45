import { type Application, applicationOf } from '../domain/apply.ts';
import { faultsOfMeaning } from '../domain/check-documents.ts';
import { type EntryKey, keyOf } from '../domain/entry.ts';
import { type Fault, readDocuments } from '../domain/read-documents.ts';
import type { CatalogStore } from '../ports/catalog-store.ts';

export interface ApplyInput {
  document: string;
  dryRun: boolean;
  idempotencyKey: string | null;
}

export type ApplyAnswer = Pick<Application, 'definitions' | 'changes'> & { userErrors: Fault[] };

const TRIES = 3;

/** Applies catalog YAML whole or not at all; a second call with one key answers as the first did. */
export async function applyCatalog(store: CatalogStore, input: ApplyInput): Promise<ApplyAnswer> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const answer = await tryToApply(store, input);
    if (answer) return answer;
  }
  return refusal([
    {
      code: 'INVALID',
      field: null,
      message: 'the catalog kept changing meanwhile; nothing was applied, send it again',
    },
  ]);
}

async function tryToApply(
  store: CatalogStore,
  { document, dryRun, idempotencyKey }: ApplyInput,
): Promise<ApplyAnswer | null> {
  const earlier = idempotencyKey === null || dryRun ? null : await store.answerTo(idempotencyKey);
  if (earlier) return earlier as ApplyAnswer;

  const { documents, faults } = readDocuments(document);
  const current = new Map((await store.current()).map((entry) => [keyOf(entry.document), entry]));
  const found = [...faults, ...faultsOfMeaning(documents, (kind, name) => current.has(`${kind} ${name}` as EntryKey))];
  if (found.length > 0) return refusal(found);

  const { definitions, changes, entries } = applicationOf(
    documents.map((placed) => placed.document),
    current,
  );
  const answer: ApplyAnswer = { definitions, changes, userErrors: [] };
  if (dryRun) return answer;
  return (await store.keep(entries, idempotencyKey === null ? null : { idempotencyKey, answer })) ? answer : null;
}

const refusal = (userErrors: Fault[]): ApplyAnswer => ({ definitions: [], changes: [], userErrors });
