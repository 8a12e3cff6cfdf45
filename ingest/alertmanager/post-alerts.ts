import { z } from 'zod';
import type { PostedAlert } from '../../subgraphs/incidents/index.ts';
import { parseInstant } from '../../vocabulary/duration.ts';
import { parseJson, textOf } from '../body.ts';
import { Refusal } from '../refusal.ts';

const MOST_ALERTS = 50_000;

const texts = z.record(z.string(), z.string());

/** How Go writes no time. */
const NO_TIME = '0001-01-01T00:00:00Z';

const time = z
  .string()
  .nullish()
  .transform((text, { addIssue }) => {
    if (!text || text.startsWith('0001-01-01T00:00:00')) return null;
    const instant = parseInstant(text);
    if (instant !== null) return instant;
    addIssue(`"${text.slice(0, 40)}" is no time of RFC 3339; leave it out or send ${NO_TIME} for none`);
    return z.NEVER;
  });

const postable = z
  .object({
    labels: texts,
    annotations: texts.nullish(),
    startsAt: time,
    endsAt: time,
    generatorURL: z.string().nullish(),
  })
  .transform(
    ({ labels, annotations, startsAt, endsAt, generatorURL }): PostedAlert => ({
      ...{ labels, startsAt, endsAt },
      annotations: annotations ?? {},
      generatorUrl: generatorURL || null,
    }),
  );

const body = z
  .array(postable, 'expected an array of alerts')
  .max(MOST_ALERTS, `expected at most ${MOST_ALERTS} alerts`);

/** Reads the alerts of a request. @throws Refusal naming the field that is wrong */
export function readPostedAlerts(raw: unknown): PostedAlert[] {
  const read = body.safeParse(parseJson(textOf(raw, 'an array of alerts as JSON')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new Refusal(400, 'BAD_ALERTS', `${path === '' ? '' : `${path}: `}${issue?.message}`, path || null);
}
