import { isNode, LineCounter, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import { type CatalogDocument, documentSchema } from './document.ts';
import { expectationOf, shown } from './expectation.ts';

/** What is wrong with the input, and where. */
export interface Fault {
  code: 'SYNTAX' | 'INVALID' | 'DUPLICATE' | 'UNKNOWN_REFERENCE' | 'IMPOSSIBLE_POLICY' | 'CONFLICT';
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
  /** Kind and name of every document that says them, such as `Team risk-ml`, with faults or without. */
  named: Set<string>;
}

/** A parser that lost its way finds a fault at every turn; the first ones say where. */
const MOST_SYNTAX_FAULTS = 10;

/** Reads catalog YAML, one or more documents; empty ones are passed over. */
export function readDocuments(text: string): ReadDocuments {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true });
  const read: ReadDocuments = { documents: [], faults: [], named: new Set() };
  const filled = ('empty' in parsed ? [] : parsed).filter(
    (document) => document.errors.length > 0 || document.contents !== null,
  );
  for (const [index, document] of filled.entries()) readDocument(document as YamlDocument, index, lines, read);
  if (filled.length === 0)
    read.faults.push({ code: 'SYNTAX', field: null, message: 'the document is empty; expected catalog YAML' });
  return read;
}

function readDocument(yaml: YamlDocument, index: number, lines: LineCounter, read: ReadDocuments): void {
  // A tag that YAML does not know is a warning to its parser; here it is a field that would be read as something else.
  const broken = [...yaml.errors, ...yaml.warnings];
  const value = broken.length > 0 ? null : contentOf(yaml);
  if (value instanceof Error) broken.push(value as (typeof broken)[number]);
  if (broken.length > 0) {
    for (const { message } of broken.slice(0, MOST_SYNTAX_FAULTS))
      read.faults.push({ code: 'SYNTAX', field: `documents[${index}]`, message: syntaxMessage(message) });
    return;
  }
  const lineOf = lineFinder(yaml, lines);
  const { kind, metadata } = (value ?? {}) as { kind?: unknown; metadata?: { name?: unknown } };
  read.named.add(`${kind} ${metadata?.name}`);
  const result = documentSchema.safeParse(value);
  if (result.success) read.documents.push({ index, document: result.data, lineOf });
  else read.faults.push(...result.error.issues.flatMap((issue) => faultsOf(issue, value, index, lineOf)));
}

/** What a document says; an error for an alias that leads nowhere or to more than a text of its size should hold. */
function contentOf(yaml: YamlDocument): unknown {
  try {
    return yaml.toJS();
  } catch (cause) {
    return cause;
  }
}

const syntaxMessage = (message: string): string =>
  (message.split('\n')[0] ?? message)
    .replace(/:$/, '')
    .replace('Maximum call stack size exceeded', 'Nested too deeply');

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
      faultAt([...issue.path, key], `found "${key}", ${issue.message}${remedyFor([...issue.path, key])}`),
    );
  return [faultAt(issue.path, `found ${shown(valueAt(value, issue.path))}, expected ${expectationOf(issue)}`)];
}

/** A quantile asked of a method that cannot have one is a misunderstanding, not a slip. */
const remedyFor = (path: readonly PropertyKey[]): string =>
  path.join('.') === 'spec.method.q' ? '; only the method quantile keeps the sketch that a percentile needs' : '';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, part) => (inner as Record<PropertyKey, unknown> | undefined)?.[part], value);
