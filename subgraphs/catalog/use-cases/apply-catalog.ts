import { type Application, applicationOf } from '../domain/apply.ts';
import { faultsOfMeaning } from '../domain/check-documents.ts';
import { type CatalogDocument, DOCUMENT_KINDS, type DocumentKind } from '../domain/document.ts';
import { type CatalogEntry, type EntryKey, keyOf } from '../domain/entry.ts';
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

  const read = readDocuments(document);
  const documents = read.documents.map((placed) => placed.document);
  const current = await standing(store, documents);
  const faults = [...read.faults, ...faultsOfMeaning(read, (kind, name) => current.has(`${kind} ${name}`))];
  if (faults.length > 0) return refusal(faults);

  const { definitions, changes, entries } = applicationOf(documents, current);
  const answer: ApplyAnswer = { definitions, changes, userErrors: [] };
  if (dryRun) return answer;
  return (await store.keep(entries, idempotencyKey === null ? null : { idempotencyKey, answer })) ? answer : null;
}

/** What the catalog has now of the documents and of what they refer to. */
async function standing(
  store: CatalogStore,
  documents: readonly CatalogDocument[],
): Promise<Map<EntryKey, CatalogEntry>> {
  const wanted = new Set(documents.map(keyOf));
  for (const document of documents)
    if (document.kind === 'MetricDefinition' && document.spec.playbook)
      wanted.add(`Playbook ${document.spec.playbook}`);
  const entriesOf = async (kind: DocumentKind): Promise<CatalogEntry[]> => {
    const names = [...wanted].flatMap((key) => (key.startsWith(`${kind} `) ? [key.slice(kind.length + 1)] : []));
    return names.length > 0 ? [...(await store.named(kind, names)).values()] : [];
  };
  const found = await Promise.all(DOCUMENT_KINDS.map(entriesOf));
  return new Map(found.flat().map((entry) => [keyOf(entry.document), entry]));
}

const refusal = (userErrors: Fault[]): ApplyAnswer => ({ definitions: [], changes: [], userErrors });
