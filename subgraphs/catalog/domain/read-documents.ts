import { isNode, LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import { type CatalogDocument, documentSchema } from './document.ts';

/** What is wrong with the input, and where. */
export interface Fault {
  code: 'SYNTAX' | 'INVALID' | 'DUPLICATE' | 'UNKNOWN_REFERENCE' | 'IMPOSSIBLE_POLICY';
  /** Such as `documents[1].spec.window`; null when it concerns the whole. */
  field: string | null;
  message: string;
}

/** A document with its place in the input, so that later checks can name it. */
export interface PlacedDocument {
  index: number;
  document: CatalogDocument;
  /** Line of the value at a path within the document, counted from 1; null when it is not in the text. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

export interface ReadDocuments {
  documents: PlacedDocument[];
  /** Every fault of form; a document with one is not among `documents`. */
  faults: Fault[];
}

/** Reads catalog YAML, one or more documents; empty ones are passed over. */
export function readDocuments(text: string): ReadDocuments {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
  const read: ReadDocuments = { documents: [], faults: [] };
  const filled = ('empty' in parsed ? [] : parsed).filter(
    (document) => document.errors.length > 0 || document.contents !== null,
  );
  for (const [index, document] of filled.entries()) readDocument(document as YamlDocument, index, lines, read);
  if (filled.length === 0)
    read.faults.push({ code: 'SYNTAX', field: null, message: 'the document is empty; expected catalog YAML' });
  return read;
}

function readDocument(yaml: YamlDocument, index: number, lines: LineCounter, read: ReadDocuments): void {
  if (yaml.errors.length > 0) {
    for (const { message } of yaml.errors)
      read.faults.push({ code: 'SYNTAX', field: `documents[${index}]`, message: message.split('\n')[0] ?? message });
    return;
  }
  const lineOf = lineFinder(yaml, lines);
  const result = documentSchema.safeParse(yaml.toJS());
  if (result.success) read.documents.push({ index, document: result.data, lineOf });
  else read.faults.push(...result.error.issues.flatMap((issue) => faultsOf(issue, yaml.toJS(), index, lineOf)));
}

function lineFinder(yaml: YamlDocument, lines: LineCounter) {
  return (path: readonly PropertyKey[]): number | null => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? yaml.contents : yaml.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
}

/** The path of a value as faults write it. */
export const fieldOf = (index: number, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (field, part) => (typeof part === 'number' ? `${field}[${part}]` : `${field}.${String(part)}`),
    `documents[${index}]`,
  );

export const onLine = (line: number | null): string => (line === null ? '' : ` (line ${line})`);

function faultsOf(issue: z.core.$ZodIssue, value: unknown, index: number, lineOf: PlacedDocument['lineOf']): Fault[] {
  const faultAt = (path: readonly PropertyKey[], message: string): Fault => ({
    code: 'INVALID',
    field: fieldOf(index, path),
    message: `${message}${onLine(lineOf(path))}`,
  });
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      faultAt([...issue.path, key], `"${key}" is not a field of ${String(issue.path.at(-1) ?? 'a document')}`),
    );
  return [faultAt(issue.path, `found ${shown(valueAt(value, issue.path))}, expected ${expectationOf(issue)}`)];
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'object' ? 'a mapping' : `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `${String(issue.values[0])}` : `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return issue.path.at(-1) === 'kind' && issue.path.length === 1
        ? 'one of Team, MetricDefinition, Playbook, AssetMetadata'
        : 'another form';
    default:
      return issue.message;
  }
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part], value);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100));
