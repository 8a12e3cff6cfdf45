import type { Incident } from '../incident.ts';
import { namesApart } from '../root-cause/words.ts';
import type { Confirmation, PostMortem } from './post-mortem.ts';

/** How an incident ended, in a sentence or two: what people confirmed began it, and how it was resolved. Null when nobody said. */
export function resolutionOf({ resolution }: Incident, postMortem: PostMortem | null): string | null {
  const cause = postMortem?.confirmation ? causeSentence(postMortem.confirmation) : null;
  const said = [cause, resolution?.note ?? null].filter((each) => each !== null);
  return said.length === 0 ? null : said.map(asSentence).join(' ');
}

/** `Begun by load_orders (data): the source was late`; names stay as they are written. */
export function causeSentence({ causes, origin, note }: Confirmation): string {
  const where = origin === null ? '' : ` (${origin.toLowerCase()})`;
  const why = note === null ? '' : `: ${note}`;
  if (causes.length === 0) return `Nothing that is recorded began it${where}${why}`;
  const nameOf = namesApart(causes.flatMap(({ assets }) => assets));
  const names = causes.map(({ assets }) => assets.map(nameOf).join(' or '));
  return `Begun by ${names.join(' and ')}${where}${why}`;
}

const asSentence = (text: string): string => {
  const begun = text.trim().replace(/^./u, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};
