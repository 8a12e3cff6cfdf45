import { differencesOf } from './difference.ts';
import type { CatalogDocument } from './document.ts';
import { type CatalogEntry, type EntryKey, keyOf } from './entry.ts';
import { fingerprintOf } from './fingerprint.ts';

interface AppliedDefinition {
  id: string;
  name: string;
  version: number;
  fingerprint: string;
  status: 'CREATED' | 'NEW_VERSION' | 'REVISED' | 'UNCHANGED';
}

interface CatalogChange {
  entity: string;
  name: string;
  field: string;
  before: unknown;
  after: unknown;
}

/** What an apply comes to. */
export interface Application {
  definitions: AppliedDefinition[];
  changes: CatalogChange[];
  /** New versions and revisions to keep. */
  entries: CatalogEntry[];
}

/** What applying documents to the catalog as it stands comes to. The documents are without faults. */
export function applicationOf(
  documents: readonly CatalogDocument[],
  current: ReadonlyMap<EntryKey, CatalogEntry>,
): Application {
  const application: Application = { definitions: [], changes: [], entries: [] };
  for (const document of documents) {
    const before = current.get(keyOf(document));
    const changes = differencesOf(before?.document, document);
    const entry = changes.length === 0 && before ? before : successorOf(before, document);
    if (entry !== before) application.entries.push(entry);
    application.changes.push(
      ...changes.map((change) => ({ entity: document.kind, name: document.metadata.name, ...change })),
    );
    if (document.kind === 'MetricDefinition') application.definitions.push(appliedOf(before, entry));
  }
  return application;
}

function successorOf(before: CatalogEntry | undefined, document: CatalogDocument): CatalogEntry {
  if (document.kind !== 'MetricDefinition')
    return { version: (before?.version ?? 0) + 1, revision: 1, fingerprint: null, document } as CatalogEntry;
  const fingerprint = fingerprintOf(document);
  if (!before) return { version: 1, revision: 1, fingerprint, document };
  return before.fingerprint === fingerprint
    ? { version: before.version, revision: before.revision + 1, fingerprint, document }
    : { version: before.version + 1, revision: 1, fingerprint, document };
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
