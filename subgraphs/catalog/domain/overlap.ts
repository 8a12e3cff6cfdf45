import canonicalize from 'canonicalize';
import { editDistance } from '../../../vocabulary/nearest-name.ts';
import type { MetricDefinitionDocument } from './document.ts';
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

/** Told of one definition; whoever has three like it knows what is wrong. */
const MOST_TOLD = 3;

/** The overlaps of definitions that are new in meaning with those that exist and those before them in the same input. */
export function overlapsOf(
  applied: readonly MetricDefinitionDocument[],
  existing: readonly MetricDefinitionDocument[],
): Overlap[] {
  const known: Known = new Map();
  const changed = new Set(applied.map(({ metadata }) => metadata.name));
  for (const other of existing) if (!changed.has(other.metadata.name)) remember(known, other);
  return applied.flatMap((one) => {
    const overlaps = overlapsWith(known, one);
    remember(known, one);
    return overlaps;
  });
}

/** Definitions by what two of them may share: a catalog of thousands is not compared pair by pair. */
type Known = Map<string, Shared[]>;

interface Shared {
  existing: string;
  /** Where only one word of a name may differ: that word. */
  word: string;
}

interface Trait {
  key: string;
  kind: Overlap['kind'];
  word: string;
  /** What is shared, in words that follow both names. */
  words: string;
}

function remember(known: Known, definition: MetricDefinitionDocument): void {
  for (const { key, word } of traitsOf(definition)) {
    const shared = { existing: definition.metadata.name, word };
    const others = known.get(key);
    if (others) others.push(shared);
    else known.set(key, [shared]);
  }
}

function overlapsWith(known: Known, { metadata: { name }, ...rest }: MetricDefinitionDocument): Overlap[] {
  const found = new Map<string, Overlap>();
  for (const { key, kind, word, words } of traitsOf({ metadata: { name }, ...rest } as MetricDefinitionDocument))
    for (const other of known.get(key) ?? []) {
      if (found.size >= MOST_TOLD) return [...found.values()];
      if (found.has(other.existing) || (word !== other.word && !isSlip(word, other.word))) continue;
      const { existing } = other;
      found.set(existing, { name, existing, kind, message: `${name} and ${existing} ${words}` });
    }
  return [...found.values()];
}

/** What another definition may share with one, the strongest sign first. */
function traitsOf({ metadata: { name }, spec }: MetricDefinitionDocument): Trait[] {
  const method = canonicalize(spec.method);
  const { otlp, prometheus } = spec.source;
  const words = searchWordsOf(name);
  const similar = 'have names that are easily mistaken';
  const trait = (kind: Overlap['kind'], key: unknown[], said: string, word = ''): Trait => ({
    kind,
    key: JSON.stringify([kind, ...key]),
    word,
    words: said,
  });
  return [
    ...(otlp
      ? [
          trait(
            'SAME_SOURCE',
            [method, 'otlp', otlp.instrument, otlp.numerator],
            `both take ${otlp.instrument} by the same method`,
          ),
        ]
      : []),
    ...(prometheus
      ? [
          trait(
            'SAME_SOURCE',
            [method, 'prometheus', prometheus.metric, prometheus.numerator],
            `both take ${prometheus.metric} by the same method`,
          ),
        ]
      : []),
    trait('SAME_FORMULA', [method, spec.unit, searchWordsOf(spec.formula)], `have the same formula: ${spec.formula}`),
    trait('SIMILAR_NAME', [words.join('')], similar),
    ...words.map((word, index) => trait('SIMILAR_NAME', [words.with(index, '*')], similar, word)),
  ];
}

/** Whether a slip turns one word into the other: two typing errors in six letters or more, one in four or five. */
function isSlip(word: string, match: string): boolean {
  const length = Math.min(word.length, match.length);
  const allowed = length >= 6 ? 2 : 1;
  if (length < 4 || Math.abs(word.length - match.length) > allowed) return false;
  // p95 and p99 are two metrics, not one misspelt.
  if (word.replace(/\d/g, '') === match.replace(/\d/g, '')) return false;
  return editDistance(word, match) <= allowed;
}
