import { randomUUID } from 'node:crypto';
import { IANAZone } from 'luxon';
import { type AssetId, assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, isoOf, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { AlertMatcher, Silence, Weekday, Weekly } from '../domain/silence.ts';
import type { Audience, Severity } from '../domain/verdict-change.ts';
import type { SilenceStore } from '../ports/silence-store.ts';

export interface AskedSilence {
  kind: Silence['kind'];
  matcher: {
    asset?: string | null | undefined;
    downstream: boolean;
    metric?: string | null | undefined;
    audience?: Audience | null | undefined;
    severity?: Severity | null | undefined;
    labels: readonly { name: string; value: string }[];
  };
  from?: Instant | null | undefined;
  to?: Instant | null | undefined;
  weekly?: { days: readonly Weekday[]; at: string; for: Duration; timeZone: string } | null | undefined;
  comment: string;
}

interface Fault {
  code: string;
  field: string | null;
  message: string;
}

export interface SilencePayload {
  silence: Silence | null;
  userErrors: Fault[];
}

const WEEK = 7 * 86_400_000;
const LONGEST_COMMENT = 2_000;
/** Of what an alert is matched by. */
const LONGEST_MATCHED = 2_000;

/** Keeps a silence, or says everything that is wrong with it. */
export async function createSilence(
  silences: SilenceStore,
  asked: AskedSilence,
  author: string,
  now: Instant,
): Promise<SilencePayload> {
  const userErrors = faultsOf(asked, now);
  if (userErrors.length > 0) return { silence: null, userErrors };
  const silence: Silence = {
    id: `silence/${randomUUID()}`,
    kind: asked.kind,
    matcher: matcherOf(asked.matcher),
    from: asked.from ?? now,
    to: asked.to ?? null,
    weekly: asked.weekly ? weeklyOf(asked.weekly) : null,
    author,
    comment: asked.comment.trim(),
    createdAt: now,
    expiredAt: null,
    expiredBy: null,
  };
  await silences.keep(silence);
  return { silence, userErrors: [] };
}

/** Ends a silence now; one that has ended already is refused. */
export async function expireSilence(
  silences: SilenceStore,
  id: string,
  by: string,
  now: Instant,
): Promise<SilencePayload> {
  const silence = await silences.byId(id);
  const refused = (code: string, message: string) => ({ silence, userErrors: [{ code, field: 'id', message }] });
  if (!silence)
    return refused('NOT_FOUND', `there is no silence ${id}; \`headwater silence list\` shows those there are`);
  const ended = silence.expiredAt ?? silence.to;
  if (ended !== null && ended <= now) return refused('ALREADY_EXPIRED', `${id} ended at ${isoOf(ended)}`);
  const expired = { ...silence, expiredAt: now, expiredBy: by };
  await silences.keep(expired);
  return { silence: expired, userErrors: [] };
}

const matcherOf = ({
  asset,
  downstream,
  metric,
  audience,
  severity,
  labels,
}: AskedSilence['matcher']): AlertMatcher => ({
  asset: (asset ?? null) as AssetId | null,
  isDownstreamIncluded: downstream,
  metric: metric ?? null,
  audience: audience ?? null,
  severity: severity ?? null,
  labels: labels.map(({ name, value }) => ({ name, value })),
});

const weeklyOf = ({ days, at, timeZone, ...more }: NonNullable<AskedSilence['weekly']>): Weekly => ({
  days: [...days],
  at,
  length: millisecondsOf(more.for),
  timeZone,
});

/** Whether it is wrong, where, and what is. */
type Check = [boolean, string, string];

function faultsOf({ matcher, from, to, weekly, comment }: AskedSilence, now: Instant): Fault[] {
  const { asset, downstream, labels, ...named } = matcher;
  const begins = from ?? now;
  const checks: Check[] = [
    [
      asset == null && labels.length === 0 && Object.values(named).every((each) => each == null),
      'matcher',
      'name an asset, a metric, an audience, a severity or labels: a silence of everything would hide the next trouble too',
    ],
    [asset != null && parseAssetId(asset) === null, 'matcher.asset', assetIdFault(asset ?? '')],
    ...(named.metric == null
      ? []
      : [notEmpty('matcher.metric', named.metric), notTooLong('matcher.metric', named.metric)]),
    ...labels.flatMap(({ name, value }, place) => [
      notEmpty(`matcher.labels.${place}.name`, name),
      notTooLong(`matcher.labels.${place}.name`, name),
      notTooLong(`matcher.labels.${place}.value`, value),
    ]),
    [downstream && asset == null, 'matcher.downstream', 'name the asset whose downstream is meant'],
    [to == null && !weekly, 'to', 'say when it ends; only weekly windows may go on until somebody ends them'],
    [to != null && to <= begins, 'to', `to ${isoOf(to ?? 0)} must come after from ${isoOf(begins)}`],
    [to != null && to <= now, 'to', `to ${isoOf(to ?? 0)} is over already`],
    [comment.trim() === '', 'comment', 'say why, for whoever wonders'],
    [
      comment.length > LONGEST_COMMENT,
      'comment',
      `comment has ${comment.length} characters; at most ${LONGEST_COMMENT}`,
    ],
    ...(weekly ? weeklyChecks(weekly) : []),
  ];
  return checks.flatMap(([isWrong, field, message]) => (isWrong ? [{ code: 'BAD_USER_INPUT', field, message }] : []));
}

const notEmpty = (field: string, text: string): Check => [
  text === '',
  field,
  `${field} is empty; name it, or leave it out`,
];

const notTooLong = (field: string, text: string): Check => [
  text.length > LONGEST_MATCHED,
  field,
  `${field} has ${text.length} characters; at most ${LONGEST_MATCHED}`,
];

function weeklyChecks(weekly: NonNullable<AskedSilence['weekly']>): Check[] {
  const length = millisecondsOf(weekly.for);
  return [
    [weekly.days.length === 0, 'weekly.days', 'name at least one day'],
    [!/^([01]\d|2[0-3]):[0-5]\d$/.test(weekly.at), 'weekly.at', `"${weekly.at}" is no time of a day such as 02:30`],
    [length <= 0 || length > WEEK, 'weekly.for', `"${weekly.for}" must be longer than nothing and at most P7D`],
    [
      !IANAZone.isValidZone(weekly.timeZone),
      'weekly.timeZone',
      `"${weekly.timeZone}" is no time zone such as Europe/Berlin`,
    ],
  ];
}
