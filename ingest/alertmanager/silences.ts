import { z } from 'zod';
import type { PostedSilence, ShownSilence } from '../../subgraphs/incidents/index.ts';
import { type Instant, isoOf, parseInstant } from '../../vocabulary/duration.ts';
import { parseJson, textOf } from '../body.ts';
import { Refusal } from '../refusal.ts';

const time = z.string().transform((text, { addIssue }) => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  addIssue(`"${text.slice(0, 40)}" is no time of RFC 3339`);
  return z.NEVER;
});

const postable = z
  .object({
    id: z.string().nullish(),
    matchers: z
      .array(
        z.object({
          name: z.string().min(1),
          value: z.string(),
          isRegex: z.boolean(),
          isEqual: z.boolean().default(true),
        }),
      )
      .min(1, 'expected at least one matcher'),
    startsAt: time,
    endsAt: time,
    createdBy: z.string(),
    comment: z.string(),
  })
  .transform(({ id, ...silence }): PostedSilence => ({ ...silence, id: id || null }));

/** Reads a silence that is posted. @throws Refusal naming the field that is wrong */
export function readPostedSilence(raw: unknown): PostedSilence {
  const read = postable.safeParse(parseJson(textOf(raw, 'a silence as JSON')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new Refusal(400, 'BAD_SILENCE', `${path === '' ? '' : `${path}: `}${issue?.message}`, path || null);
}

/** A silence as `GET /api/v2/silences` has it. */
export const gettableSilence = ({ startsAt, endsAt, updatedAt, ...silence }: ShownSilence, now: Instant) => ({
  ...silence,
  ...{ startsAt: isoOf(startsAt), endsAt: isoOf(endsAt), updatedAt: isoOf(updatedAt) },
  status: { state: endsAt <= now ? 'expired' : startsAt > now ? 'pending' : 'active' },
});
