import { factSubjectOf } from '../domain/fact.ts';
import type { Fact } from '../domain/statement.ts';
import { DIGEST_LENGTH, digestOf } from './digest.ts';

/** What a fact says, as it is written. */
interface WrittenFact {
  subject: string;
  /** JSON of all but its asset, time and run. */
  text: string;
  /** Of a long text; null of a short one, which is kept as it is. */
  digest: string | null;
}

/** By the object that makes a fact long, where it is frozen: who reads events gives the same one for the same facet. */
const known = new WeakMap<object, WrittenFact>();

export function writtenFact(fact: Fact): WrittenFact {
  const long = fact.kind === 'schema' ? fact.fields : fact.kind === 'facet' ? fact.value : null;
  if (typeof long !== 'object' || long === null || !Object.isFrozen(long)) return written(fact);
  const before = known.get(long);
  // One object may be a facet of two names.
  if (before?.subject === factSubjectOf(fact)) return before;
  const now = written(fact);
  known.set(long, now);
  return now;
}

function written({ asset: _asset, time: _time, runId: _run, ...value }: Fact): WrittenFact {
  const text = JSON.stringify(value);
  return {
    subject: factSubjectOf(value),
    text,
    digest: text.length > DIGEST_LENGTH * 3 ? digestOf(text) : null,
  };
}
