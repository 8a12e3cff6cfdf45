import type { DocumentKind } from './document.ts';
import { keyOf } from './entry.ts';
import { impossiblePolicies } from './policies.ts';
import { type Fault, fieldOf, onLine, type PlacedDocument, type ReadDocuments } from './read-documents.ts';

/** Whether the catalog already has a document of this kind and name. */
export type Known = (kind: DocumentKind, name: string) => boolean;

/** Faults of meaning: names given twice, references that lead nowhere, policies that cannot work. */
export function faultsOfMeaning({ documents: placed, named }: ReadDocuments, known: Known): Fault[] {
  const exists: Known = (kind, name) => named.has(`${kind} ${name}`) || known(kind, name);
  return [
    ...duplicates(placed),
    ...placed.flatMap((each) => [...danglingReferences(each, exists), ...brokenPolicies(each)]),
  ];
}

function duplicates(placed: readonly PlacedDocument[]): Fault[] {
  const first = new Map<string, number>();
  return placed.flatMap(({ index, document, lineOf }): Fault[] => {
    const key = keyOf(document);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    return earlier === undefined
      ? []
      : [
          {
            code: 'DUPLICATE',
            field: `documents[${index}].metadata.name`,
            message: `${key} is already in documents[${earlier}]${onLine(lineOf(['metadata', 'name']))}`,
          },
        ];
  });
}

/*
 * Only a playbook must exist. An owner may be a team that nobody has described yet: catalogs are written team by team,
 * and the contract's own example names one.
 */
function danglingReferences({ index, document, lineOf }: PlacedDocument, exists: Known): Fault[] {
  if (document.kind !== 'MetricDefinition' || !document.spec.playbook || exists('Playbook', document.spec.playbook))
    return [];
  const path = ['spec', 'playbook'];
  const message = `no playbook is named "${document.spec.playbook}"; apply it first or in the same input${onLine(lineOf(path))}`;
  return [{ code: 'UNKNOWN_REFERENCE', field: fieldOf(index, path), message }];
}

function brokenPolicies({ index, document, lineOf }: PlacedDocument): Fault[] {
  if (document.kind !== 'MetricDefinition') return [];
  return impossiblePolicies(document).map(({ path, message }) => ({
    code: 'IMPOSSIBLE_POLICY',
    field: fieldOf(index, path),
    message: `${message}${onLine(lineOf(path))}`,
  }));
}
