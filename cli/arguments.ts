import { InvalidArgumentError } from 'commander';
import { parseDuration, parseInstant } from '../vocabulary/duration.ts';

/** Reads a whole number of one or more. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number of 1 or more.');
  return value;
}

/** Reads a time, as it was written. */
export function instant(text: string): string {
  if (parseInstant(text) === null)
    throw new InvalidArgumentError('Expected a time with zone, such as 2026-11-01T00:00:00Z.');
  return text;
}

/** Reads a duration, as it was written. */
export function duration(text: string): string {
  if (parseDuration(text) === null) throw new InvalidArgumentError('Expected ISO 8601, such as P1D or PT5M.');
  return text;
}

/** Reads some of the words, apart by commas or by spaces: `--kinds JOB,DATASET` or `--kinds JOB DATASET`. */
export const wordsOf =
  (known: readonly string[]) =>
  (text: string, before: string[] = []): string[] => {
    const words = text.split(',').map((word) => word.trim().toUpperCase());
    const unknown = words.find((word) => !known.includes(word));
    if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${known.join(', ')}.`);
    return [...before, ...words];
  };

/** Reads one of the words. */
export const wordOf =
  (known: readonly string[]) =>
  (text: string): string => {
    const word = text.trim().toUpperCase();
    if (!known.includes(word)) throw new InvalidArgumentError(`"${text}" is none of ${known.join(', ')}.`);
    return word;
  };
