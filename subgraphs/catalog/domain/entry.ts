import type { CatalogDocument, DocumentKind, DocumentOf } from './document.ts';

/** One document as it stands in the catalog, in one of its versions. */
export type CatalogEntry<Kind extends DocumentKind = DocumentKind> = Kind extends DocumentKind
  ? {
      /** Counts changes of meaning for a metric definition, every change for other kinds. From 1. */
      version: number;
      /** Counts changes that leave the meaning, within the version. From 1. */
      revision: number;
      /** Only for metric definitions. */
      fingerprint: string | null;
      document: DocumentOf<Kind>;
    }
  : never;

export type EntryKey = `${DocumentKind} ${string}`;

export const keyOf = ({ kind, metadata }: CatalogDocument): EntryKey => `${kind} ${metadata.name}`;
