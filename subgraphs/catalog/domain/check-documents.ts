import type { DocumentKind, MetricDefinitionDocument } from './document.ts';
import { type Catalog, keyOf } from './entry.ts';
import { type Definitions, faultsOfExpression, inputsOf, mismatches } from './expression.ts';
import { impossiblePolicies } from './policies.ts';
import { type Fault, fieldOf, onLine, type PlacedDocument, type ReadDocuments } from './read-documents.ts';

/** Faults of meaning: names given twice, references that lead nowhere, policies and expressions that cannot work. */
export function faultsOfMeaning(read: ReadDocuments, catalog: Catalog): Fault[] {
  const exists = (kind: DocumentKind, name: string) =>
    read.named.has(`${kind} ${name}`) || catalog.has(`${kind} ${name}`);
  const definitions = definitionsAfter(read, catalog);
  const given = new Map(read.documents.map((placed) => [keyOf(placed.document), placed]));
  return [
    ...duplicates(read.documents),
    ...read.documents.flatMap((placed) => [
      ...danglingReferences(placed, exists),
      ...brokenPolicies(placed),
      ...brokenExpressions(placed, definitions, read.named),
    ]),
    ...brokenDependents(given, definitions),
  ];
}

function definitionsAfter({ documents }: ReadDocuments, catalog: Catalog): Definitions {
  const all = [...catalog.values()].map(({ document }) => document);
  const definitions = [...all, ...documents.map(({ document }) => document)].filter(
    (document): document is MetricDefinitionDocument => document.kind === 'MetricDefinition',
  );
  return new Map(definitions.map((document) => [document.metadata.name, document]));
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
function danglingReferences(
  { index, document, lineOf }: PlacedDocument,
  exists: (kind: DocumentKind, name: string) => boolean,
): Fault[] {
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

function brokenExpressions(
  { index, document, lineOf }: PlacedDocument,
  definitions: Definitions,
  named: Set<string>,
): Fault[] {
  if (document.kind !== 'MetricDefinition') return [];
  const inputs = Object.values(inputsOf(document) ?? {});
  // An input that is in the text with a fault of its own is told there.
  if (inputs.some((name) => named.has(`MetricDefinition ${name}`) && !definitions.has(name))) return [];
  return faultsOfExpression(document, definitions).map(({ code, path, message }) => ({
    code,
    field: fieldOf(index, path),
    message: `${message}${onLine(lineOf(path))}`,
  }));
}

/** Expressions of the catalog, not among the documents, that one of the documents would break. */
function brokenDependents(given: ReadonlyMap<string, PlacedDocument>, definitions: Definitions): Fault[] {
  return [...definitions.values()]
    .filter((document) => !given.has(keyOf(document)))
    .flatMap((expression) =>
      Object.values(inputsOf(expression) ?? {}).flatMap((name): Fault[] => {
        const placed = given.get(`MetricDefinition ${name}`);
        if (placed?.document.kind !== 'MetricDefinition') return [];
        return mismatches(expression, placed.document).map((message) => ({
          code: 'IMPOSSIBLE_POLICY',
          field: fieldOf(placed.index, ['spec']),
          message: `${expression.metadata.name} is computed from it: ${message}; change both in one input${onLine(placed.lineOf(['spec']))}`,
        }));
      }),
    );
}
