/** Label of the bin of missing values. */
export const MISSING = 'missing';
/** Label of the bin of categories that are not among the definition's or the baseline's. */
export const OTHER = 'other';
/** Bins that may appear at any time, for they stand for what the baseline did not know. */
const UNFORESEEN = [MISSING, OTHER, 'unseen'];

/** Whether a baseline that lacks this bin knows of it all the same. */
export const isUnforeseen = (label: string): boolean => UNFORESEEN.includes(label);

const NUMBER = String.raw`[-+]?(?:inf(?:inity)?|∞|\d+(?:\.\d+)?(?:e[-+]?\d+)?)`;
const UPPER_END = new RegExp(String.raw`${NUMBER}(?=[\])\s]*$)`, 'i');
const LOWER_END = new RegExp(String.raw`^\s*[\[(]\s*(${NUMBER})`, 'i');

/** Where in the order of bins a label stands: its number, or the upper end of its interval; null when it says neither. */
export function positionOf(label: string): number | null {
  const end = label.match(UPPER_END)?.[0];
  return end === undefined ? null : numberOf(end);
}

/**
 * The place from 0 of a bin between the definition's edges, as text, of a label that is its place or its interval, such
 * as `2` or `(10, 20]`. Bin i is (edge[i-1], edge[i]]. `missing` stays. Null for a label of no such bin.
 */
export function placeOf(label: string, edges: readonly number[]): string | null {
  if (label === MISSING) return label;
  if (/^\d+$/.test(label)) return Number(label) <= edges.length ? String(Number(label)) : null;
  const upper = positionOf(label);
  if (upper === null) return null;
  const place = upper === Infinity ? edges.length : edges.findIndex((edge) => isSame(edge, upper));
  if (place < 0) return null;
  const lower = label.match(LOWER_END)?.[1];
  const isBetween = lower === undefined || isSame(numberOf(lower), edges[place - 1] ?? -Infinity);
  return isBetween ? String(place) : null;
}

/** The intervals between the edges, for messages. */
export function intervalsOf(edges: readonly number[]): string {
  const shown = edges.length <= 3 ? edges.slice(1) : [edges[1]];
  const between = shown.map((edge, index) => `(${edges[index]}, ${edge}]`);
  const rest = edges.length > 3 ? ', …' : '';
  return `0 to ${edges.length}, or (-inf, ${edges[0]}]${between.map((one) => `, ${one}`).join('')}${rest}, (${edges.at(-1)}, inf)`;
}

function numberOf(text: string): number {
  if (/inf|∞/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}

/** Programs print an edge with more or fewer of its last digits. */
const isSame = (one: number, other: number): boolean =>
  one === other || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
