import { type Difference, differencesOf } from './difference.ts';
import type { CatalogDocument, DocumentKind } from './document.ts';
import type { CatalogEntry } from './entry.ts';
import { MEANING } from './fingerprint.ts';

/**
 * What a change does. CREATED: the document is new. MEANING: measurements before and after are not of the same thing.
 * POLICY: the same is measured but judged otherwise. OWNERSHIP: who answers for it. TEXT: what people read.
 */
type ChangeEffect = 'CREATED' | 'MEANING' | 'POLICY' | 'OWNERSHIP' | 'TEXT';

/** One field that differs between two revisions of a document, with what that does. */
export interface CatalogChange extends Difference {
  entity: DocumentKind;
  name: string;
  effect: ChangeEffect;
}

type Compared = Pick<CatalogEntry, 'inputs' | 'document'>;

/** What changed from one revision of a document to a later one; before the first there was none. */
export function changesBetween(before: Compared | undefined, { document, inputs }: Compared): CatalogChange[] {
  const differences = [
    ...differencesOf(before?.document, document),
    ...inputDifferences(before?.inputs ?? null, inputs),
  ];
  return differences.map((difference) => ({
    entity: document.kind,
    name: document.metadata.name,
    ...difference,
    effect: before ? effectOf(document, difference.field) : 'CREATED',
  }));
}

/** Inputs of an expression that have another meaning under the name they had. */
function inputDifferences(before: Compared['inputs'], after: Compared['inputs']): Difference[] {
  if (!before || !after) return [];
  return Object.entries(after).flatMap(([variable, id]): Difference[] => {
    const earlier = before[variable];
    if (earlier === undefined || earlier === id || nameIn(earlier) !== nameIn(id)) return [];
    return [{ field: `spec.method.over.${variable}`, before: earlier, after: id }];
  });
}

const nameIn = (id: string): string => id.slice(0, id.lastIndexOf('@'));

const OWNERSHIP = /^(metadata\.(owner|reviewers|reviewBy)|spec\.sensitivity)\b/;
const TEXT = /^(metadata|spec\.(expected|playbook))\b/;

function effectOf({ kind }: CatalogDocument, field: string): ChangeEffect {
  if (OWNERSHIP.test(field)) return 'OWNERSHIP';
  if (kind !== 'MetricDefinition' || TEXT.test(field)) return 'TEXT';
  return MEANING.some((part) => isWithin(field, `spec.${part}`)) ? 'MEANING' : 'POLICY';
}

const isWithin = (field: string, part: string): boolean =>
  field === part || field.startsWith(`${part}.`) || field.startsWith(`${part}[`);
