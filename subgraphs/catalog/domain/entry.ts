import type { Instant } from '../../../vocabulary/duration.ts';
import type { CatalogDocument, DocumentKind, DocumentOf } from './document.ts';

/** By whom, when and why a revision was applied. */
export interface Authorship {
  /** Null for what was kept before authors were. */
  author: string | null;
  appliedAt: Instant | null;
  /** In the author's words; null when none was given. */
  reason: string | null;
}

/** One document as it stands in the catalog, in one of its versions. */
export type CatalogEntry<Kind extends DocumentKind = DocumentKind> = Kind extends DocumentKind
  ? {
      /** Counts changes of meaning for a metric definition, every change for other kinds. From 1. */
      version: number;
      /** Counts changes that leave the meaning, within the version. From 1. */
      revision: number;
      /** Only for metric definitions. */
      fingerprint: string | null;
      /** Of an expression: variable -> `<name>@<version>` of what it is computed from; null for all else. */
      inputs: Record<string, string> | null;
      document: DocumentOf<Kind>;
    } & Authorship
  : never;

export type DefinitionEntry = CatalogEntry<'MetricDefinition'>;

export type EntryKey = `${DocumentKind} ${string}`;

export const keyOf = ({ kind, metadata }: CatalogDocument): EntryKey => `${kind} ${metadata.name}`;

/** The definition's id in its version, `<name>@<version>`. */
export const idOf = ({ document, version }: DefinitionEntry): string => `${document.metadata.name}@${version}`;

/** Every current entry of the catalog that matters to a question. */
export type Catalog = ReadonlyMap<EntryKey, CatalogEntry>;
