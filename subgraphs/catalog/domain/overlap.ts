import { editDistance } from '../../../vocabulary/nearest-name.ts';
import type { MetricDefinitionDocument } from './document.ts';
import { sameJson } from './same-json.ts';
import { searchWordsOf } from './search.ts';

/** Two definitions that may state one metric twice. */
export interface Overlap {
  /** The definition that was applied. */
  name: string;
  /** The one that was there before, or earlier in the same input. */
  existing: string;
  kind: 'SAME_SOURCE' | 'SAME_FORMULA' | 'SIMILAR_NAME';
  message: string;
}

/** The overlaps of definitions that are new, or whose source, method or formula is, with those beside and before them. */
export function overlapsOf(
  applied: readonly MetricDefinitionDocument[],
  existing: readonly MetricDefinitionDocument[],
): Overlap[] {
  return applied.flatMap((one, index) =>
    [...existing, ...applied.slice(0, index)]
      .filter((other) => other.metadata.name !== one.metadata.name)
      .flatMap((other) => overlapOf(one, other) ?? []),
  );
}

function overlapOf(one: MetricDefinitionDocument, other: MetricDefinitionDocument): Overlap | null {
  const [name, existing] = [one.metadata.name, other.metadata.name];
  const overlap = (kind: Overlap['kind'], message: string): Overlap => ({ name, existing, kind, message });
  const isSameMethod = sameJson(one.spec.method, other.spec.method);
  const source = isSameMethod ? sharedSource(one, other) : null;
  if (source) return overlap('SAME_SOURCE', `${name} and ${existing} both take ${source} by the same method`);
  if (isSameMethod && one.spec.unit === other.spec.unit && sameWords(one.spec.formula, other.spec.formula))
    return overlap('SAME_FORMULA', `${name} and ${existing} have the same formula: ${other.spec.formula}`);
  if (isSimilar(name, existing))
    return overlap('SIMILAR_NAME', `the names ${name} and ${existing} are easily mistaken`);
  return null;
}

/** What both are fed by; direct observations name their metric, so that two definitions never share them. */
function sharedSource(
  { spec: { source: one } }: MetricDefinitionDocument,
  { spec: { source: other } }: MetricDefinitionDocument,
) {
  if (one.otlp && one.otlp.instrument === other.otlp?.instrument) return `the instrument ${one.otlp.instrument}`;
  if (one.prometheus && one.prometheus.metric === other.prometheus?.metric)
    return `the Prometheus metric ${one.prometheus.metric}`;
  return null;
}

const sameWords = (one: string, other: string): boolean =>
  searchWordsOf(one).join(' ') === searchWordsOf(other).join(' ');

/** Whether two names differ by a slip: two typing errors in a word of six letters or more, one in a shorter one of four. */
function isSimilar(one: string, other: string): boolean {
  const [words, others] = [searchWordsOf(one), searchWordsOf(other)];
  if (words.join('') === others.join('')) return true;
  if (words.length !== others.length) return false;
  const differing = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index] ?? '']]));
  return differing.length === 1 && differing.every(([word = '', match = '']) => isSlip(word, match));
}

function isSlip(word: string, match: string): boolean {
  // p95 and p99 are two metrics, not one misspelt.
  if (word.replace(/\d/g, '') === match.replace(/\d/g, '')) return false;
  const length = Math.min(word.length, match.length);
  return length >= 4 && editDistance(word, match) <= (length >= 6 ? 2 : 1);
}
