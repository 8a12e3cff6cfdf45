import { createHash } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import { type Application, applicationOf } from '../domain/apply.ts';
import { faultsOfMeaning } from '../domain/check-documents.ts';
import {
  type CatalogDocument,
  DOCUMENT_KINDS,
  type DocumentKind,
  type MetricDefinitionDocument,
} from '../domain/document.ts';
import { type Authorship, type Catalog, type CatalogEntry, keyOf } from '../domain/entry.ts';
import { type Overlap, overlapsOf } from '../domain/overlap.ts';
import { type Fault, readDocuments } from '../domain/read-documents.ts';
import type { CatalogStore } from '../ports/catalog-store.ts';

export interface ApplyInput {
  document: string;
  dryRun: boolean;
  author: string;
  reason: string | null;
  idempotencyKey: string | null;
}

export type ApplyAnswer = Pick<Application, 'definitions' | 'changes'> & { overlaps: Overlap[]; userErrors: Fault[] };

const TRIES = 3;

/** Applies catalog YAML whole or not at all; a second call with one key answers as the first did. */
export async function applyCatalog(
  { store, clock }: { store: CatalogStore; clock: Clock },
  input: ApplyInput,
): Promise<ApplyAnswer> {
  const authorship = { author: input.author, appliedAt: clock(), reason: input.reason };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const answer = await tryToApply(store, input, authorship);
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
  authorship: Authorship,
): Promise<ApplyAnswer | null> {
  const earlier = idempotencyKey === null || dryRun ? null : await store.answerTo(idempotencyKey);
  if (earlier) return answerAgain(earlier as KeptAnswer, document);

  const read = readDocuments(document);
  const documents = read.documents.map((placed) => placed.document);
  const current = await standing(store, documents);
  const faults = [...read.faults, ...faultsOfMeaning(read, current)];
  if (faults.length > 0) return refusal(faults);

  const { definitions, changes, entries } = applicationOf(documents, current, authorship);
  const overlaps = overlapsOf(newInMeaning(entries, current), definitionsIn(current.values()));
  const answer: ApplyAnswer = { definitions, changes, overlaps, userErrors: [] };
  if (dryRun) return answer;
  const kept: KeptAnswer = { ...answer, of: digestOf(document) };
  return (await store.keep(entries, idempotencyKey === null ? null : { idempotencyKey, answer: kept })) ? answer : null;
}

/** An answer as it is kept under its key; one of an older Headwater has neither overlaps nor what it answered. */
type KeptAnswer = Omit<ApplyAnswer, 'overlaps'> & { overlaps?: Overlap[]; of?: string };

function answerAgain({ of, ...answer }: KeptAnswer, document: string): ApplyAnswer {
  if (of === undefined || of === digestOf(document)) return { overlaps: [], ...answer };
  const message = 'the key was given with another document before; give each document a key of its own';
  return refusal([{ code: 'CONFLICT', field: 'idempotencyKey', message }]);
}

const digestOf = (document: string): string => createHash('sha256').update(document).digest('base64url');

/** What the catalog has now of the documents, every definition, and the playbooks that the documents refer to. */
async function standing(store: CatalogStore, documents: readonly CatalogDocument[]): Promise<Catalog> {
  const wanted = new Set(documents.map(keyOf));
  for (const document of documents)
    if (document.kind === 'MetricDefinition' && document.spec.playbook)
      wanted.add(`Playbook ${document.spec.playbook}`);
  const entriesOf = async (kind: DocumentKind): Promise<CatalogEntry[]> => {
    const names = [...wanted].flatMap((key) => (key.startsWith(`${kind} `) ? [key.slice(kind.length + 1)] : []));
    if (names.length === 0) return [];
    // An expression may rest on any definition, and any may be one that says the same.
    return kind === 'MetricDefinition' ? store.ofKind(kind) : [...(await store.named(kind, names)).values()];
  };
  const found = await Promise.all(DOCUMENT_KINDS.map(entriesOf));
  return new Map(found.flat().map((entry) => [keyOf(entry.document), entry]));
}

const newInMeaning = (entries: readonly CatalogEntry[], current: Catalog): MetricDefinitionDocument[] =>
  definitionsIn(entries.filter((entry) => current.get(keyOf(entry.document))?.fingerprint !== entry.fingerprint));

const definitionsIn = (entries: Iterable<CatalogEntry>): MetricDefinitionDocument[] =>
  [...entries].flatMap(({ document }) => (document.kind === 'MetricDefinition' ? [document] : []));

const refusal = (userErrors: Fault[]): ApplyAnswer => ({ definitions: [], changes: [], overlaps: [], userErrors });
