/** Search by name: what an index must look for, and how what it finds is ordered; the same in every store. */
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';

/** Longest part of a name or title that is searched, in characters. */
const SEARCHED = 500;

/** Shortest part that an index of three-character sequences finds. */
const INDEXED = 3;

/** Shortest texts in which one typing error, and two, are forgiven; shorter ones would match nearly anything. */
const ONE_ERROR = 6;
const TWO_ERRORS = 9;

/** Text as it is compared: letters of one case, one spelling of each character. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().slice(0, SEARCHED);

/** Typing errors forgiven in a text: a letter missing, added or wrong, or two neighbours swapped. */
const errorsForgiven = (text: string): number => {
  const length = [...text].length;
  return length >= TWO_ERRORS ? 2 : length >= ONE_ERROR ? 1 : 0;
};

/**
 * Texts of which every match but a prefix contains one: the folded text itself, and parts of it so cut that the errors
 * forgiven leave one of them whole. None for texts too short for an index; of those only prefixes are found.
 */
export function indexedPhrases(text: string): string[] {
  const characters = [...text];
  if (characters.length < INDEXED) return [];
  const errors = errorsForgiven(text);
  if (errors === 0) return [text];
  const size = Math.floor(characters.length / (errors + 1));
  const starts = Array.from({ length: errors + 1 }, (_, part) => part * size);
  const parts = starts.map((start, part) => characters.slice(start, starts[part + 1]));
  // A swap across a cut spoils two parts at once; the two together, swapped back, then stand whole.
  const swapped = parts.slice(1).map((part, before) => {
    const [left, right] = [parts[before] as string[], part];
    return [...left.slice(0, -1), right[0] as string, left.at(-1) as string, ...right.slice(1)];
  });
  return [...new Set([text, ...[...parts, ...swapped].map((part) => part.join(''))])];
}

type MatchRank = 'EXACT' | 'PREFIX' | 'WORD_PREFIX' | 'SUBSTRING' | 'FUZZY';

const RANKS: MatchRank[] = ['EXACT', 'PREFIX', 'WORD_PREFIX', 'SUBSTRING', 'FUZZY'];

/** An asset as a search sees it. */
export interface NamedAsset {
  id: AssetId;
  name: string;
  title: string | null;
}

export interface SearchMatch {
  id: AssetId;
  rank: MatchRank;
  place: PlaceAmongMatches;
}

/** Best kind of match first, then fewest errors, then name, then id. */
export type PlaceAmongMatches = readonly [rank: number, errors: number, name: string, id: string];

export const comparePlaces = (a: PlaceAmongMatches, b: PlaceAmongMatches): number =>
  a[0] - b[0] || a[1] - b[1] || compareText(a[2], b[2]) || compareText(a[3], b[3]);

/** How well an asset's name or title, whichever is better, matches a folded text; null when neither does. */
export function matchOf(text: string, { id, name, title }: NamedAsset): SearchMatch | null {
  const name_ = folded(name);
  const [best] = [name_, ...(title === null ? [] : [folded(title)])]
    .map((candidate) => closeness(text, candidate))
    .filter((found) => found !== null)
    .sort((a, b) => a.rank - b.rank || a.errors - b.errors);
  return best ? { id, rank: RANKS[best.rank] as MatchRank, place: [best.rank, best.errors, name_, id] } : null;
}

function closeness(text: string, candidate: string): { rank: number; errors: number } | null {
  const at = (rank: MatchRank, errors = 0) => ({ rank: RANKS.indexOf(rank), errors });
  if (candidate === text) return at('EXACT');
  if (candidate.startsWith(text)) return at('PREFIX');
  // An index cannot look for less.
  if ([...text].length < INDEXED) return null;
  for (let place = candidate.indexOf(text); place !== -1; place = candidate.indexOf(text, place + 1))
    if (!/[\p{L}\p{N}]/u.test(candidate[place - 1] ?? ' ')) return at('WORD_PREFIX');
  if (candidate.includes(text)) return at('SUBSTRING');
  const errors = errorsWithin(text, candidate);
  return errors <= errorsForgiven(text) ? at('FUZZY', errors) : null;
}

/** Least number of errors that turn a text into some part of another (Sellers' algorithm, with swaps). */
function errorsWithin(text: string, candidate: string): number {
  const [from, to] = [[...text], [...candidate]];
  let before: number[] = [];
  let row = to.map(() => 0).concat(0);
  for (const [index, character] of from.entries()) {
    const next = [index + 1];
    for (const [place, other] of to.entries()) {
      const kept = (row[place] as number) + (character === other ? 0 : 1);
      let least = Math.min(kept, (row[place + 1] as number) + 1, (next[place] as number) + 1);
      if (index > 0 && place > 0 && character === to[place - 1] && from[index - 1] === other)
        least = Math.min(least, (before[place - 1] as number) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return Math.min(...row);
}
