import { type CatalogChange, changesBetween } from './change.ts';
import type { CatalogDocument, MetricDefinitionDocument } from './document.ts';
import { type Authorship, type Catalog, type CatalogEntry, type DefinitionEntry, idOf, keyOf } from './entry.ts';
import { inputsOf } from './expression.ts';
import { fingerprintOf } from './fingerprint.ts';

interface AppliedDefinition {
  id: string;
  name: string;
  version: number;
  fingerprint: string;
  status: 'CREATED' | 'NEW_VERSION' | 'REVISED' | 'UNCHANGED';
}

/** What an apply comes to. */
export interface Application {
  /** Of the documents in their order, then of expressions whose meaning changed with that of their inputs. */
  definitions: AppliedDefinition[];
  changes: CatalogChange[];
  /** New versions and revisions to keep. */
  entries: CatalogEntry[];
}

/**
 * What applying documents to the catalog as it stands comes to. The documents are without faults, and `current` has
 * every definition.
 */
export function applicationOf(
  documents: readonly CatalogDocument[],
  current: Catalog,
  authorship: Authorship,
): Application {
  const application: Application = { definitions: [], changes: [], entries: [] };
  const successors = successorsIn(documents, current, authorship);
  const applied = new Set(documents.map(keyOf));
  const dependents = [...current.values()].filter(
    (entry) => entry.inputs && !applied.has(keyOf(entry.document)) && successors(entry.document) !== entry,
  );
  for (const document of [...documents, ...dependents.map((entry) => entry.document)]) {
    const before = current.get(keyOf(document));
    const entry = successors(document);
    if (document.kind === 'MetricDefinition') application.definitions.push(appliedOf(before, entry));
    if (entry === before) continue;
    application.entries.push(entry);
    application.changes.push(...changesBetween(before, entry));
  }
  return application;
}

/** What becomes of each document: the entry that stands when nothing changed, the next revision or version when something did. */
function successorsIn(documents: readonly CatalogDocument[], current: Catalog, authorship: Authorship) {
  const after = new Map<string, CatalogEntry>();
  const given = new Map(documents.map((document) => [keyOf(document), document]));

  function successorOf(document: CatalogDocument): CatalogEntry {
    const key = keyOf(document);
    const known = after.get(key);
    if (known) return known;
    const before = current.get(key);
    const next = { ...authorship, document, ...versionOf(before, document) } as CatalogEntry;
    const entry = before && changesBetween(before, next).length === 0 ? before : next;
    after.set(key, entry);
    return entry;
  }

  function versionOf(before: CatalogEntry | undefined, document: CatalogDocument) {
    if (document.kind !== 'MetricDefinition')
      return { version: (before?.version ?? 0) + 1, revision: 1, fingerprint: null, inputs: null };
    const { inputs, fingerprint } = meaningOf(document);
    if (!before) return { version: 1, revision: 1, fingerprint, inputs };
    return before.fingerprint === fingerprint
      ? { version: before.version, revision: before.revision + 1, fingerprint, inputs }
      : { version: before.version + 1, revision: 1, fingerprint, inputs };
  }

  function meaningOf(document: MetricDefinitionDocument) {
    const names = inputsOf(document);
    if (!names) return { inputs: null, fingerprint: fingerprintOf(document, null) };
    const entries = Object.entries(names).map(([variable, name]): [string, DefinitionEntry] => {
      const input = given.get(`MetricDefinition ${name}`) ?? current.get(`MetricDefinition ${name}`)?.document;
      if (!input) throw new TypeError(`no definition ${name}; the check of the documents refuses it`);
      return [variable, successorOf(input) as DefinitionEntry];
    });
    return {
      inputs: Object.fromEntries(entries.map(([variable, entry]) => [variable, idOf(entry)])),
      fingerprint: fingerprintOf(
        document,
        Object.fromEntries(entries.map(([variable, { fingerprint }]) => [variable, fingerprint ?? ''])),
      ),
    };
  }

  return successorOf;
}

function appliedOf(before: CatalogEntry | undefined, entry: CatalogEntry): AppliedDefinition {
  const { name } = entry.document.metadata;
  return {
    id: `${name}@${entry.version}`,
    name,
    version: entry.version,
    fingerprint: entry.fingerprint ?? '',
    status: statusOf(before, entry),
  };
}

function statusOf(before: CatalogEntry | undefined, entry: CatalogEntry): AppliedDefinition['status'] {
  if (!before) return 'CREATED';
  if (before === entry) return 'UNCHANGED';
  return before.version === entry.version ? 'REVISED' : 'NEW_VERSION';
}
