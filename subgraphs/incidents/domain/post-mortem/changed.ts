import type { Instant } from '../../../../vocabulary/duration.ts';
import type { LabelledCase } from './labelled-case.ts';
import type { PostMortem, PostMortemChangeKind, PostMortemVersion } from './post-mortem.ts';

/** Who does something, and when. */
export interface By {
  by: string;
  at: Instant;
}

/** Why something is not done: a value, with a sentence that says what stands and what to do. */
export interface Refusal {
  code:
    | 'NOT_FOUND'
    | 'BAD_USER_INPUT'
    | 'CONFLICT'
    | 'ALREADY_BEGUN'
    | 'ALREADY_MERGED'
    | 'ALREADY_PUBLISHED'
    | 'NO_ANSWER'
    | 'NO_CONFIRMED_CAUSE'
    | 'NO_SUMMARY'
    | 'NOT_RESOLVED';
  field: string;
  message: string;
}

/** The next version, with the case that it labels or takes back, or everything that stands against it. */
export type Changed =
  | { ok: true; next: PostMortemVersion; labelled?: LabelledCase | null }
  | { ok: false; refusals: Refusal[] };

export const refused = (...refusals: Refusal[]): Changed => ({ ok: false, refusals });

/** What is wrong with what was sent: whether it is, where, and what to do. */
export type Check = readonly [isWrong: boolean, field: string, message: string];

export const faultsOf = (checks: readonly Check[]): Refusal[] =>
  checks.flatMap(([isWrong, field, message]) => (isWrong ? [{ code: 'BAD_USER_INPUT', field, message }] : []));

/** A text that has to say something and not more than fits. */
export const textChecks = (field: string, text: string, most: number, missing: string): Check[] => [
  [text.trim() === '', field, missing],
  ...lengthChecks(field, text, most),
];

export const lengthChecks = (field: string, text: string | null | undefined, most: number): Check[] => [
  [(text?.length ?? 0) > most, field, `${field} has ${text?.length} characters; at most ${most}`],
];

/** The version after this one. What changes what is said of the incident has to be published anew. */
export const nextVersion = (
  before: PostMortem,
  kind: PostMortemChangeKind,
  { by, at }: By,
  change: Partial<PostMortem>,
): Changed => ({
  ok: true,
  next: { kind, postMortem: { ...before, ...change, version: before.version + 1, changed: { by, at } } },
});

/** Refuses whoever changes what they have not read: somebody else was first. */
export const staleRefusal = ({ version, changed }: PostMortem, read: number): Refusal | null =>
  version === read
    ? null
    : {
        code: 'CONFLICT',
        field: 'version',
        message:
          `version ${read} was changed by ${changed.by}, it is version ${version} now; nothing was changed by you: ` +
          'read it again, and send your change with that version',
      };
