import { parseDocument } from 'yaml';
import { z } from 'zod';
import { parseAssetId } from '../../../../vocabulary/asset-id.ts';
import { type Milliseconds, millisecondsOf, parseDuration, spokenDurationOf } from '../../../../vocabulary/duration.ts';
import { isWebUrl } from '../web-url.ts';
import { readMatcher } from './matcher.ts';
import { isNetwork } from './network.ts';
import { type AlertingSettings, NO_ALERTING, type Receiver } from './settings.ts';

/** Where a secret is: never in the file itself. */
type SecretReference = { env: string } | { file: string };

/** The text behind a reference, or what is wrong with it. */
export type ReadSecret = (reference: SecretReference) => { text: string } | { fault: string };

const { escalation, group, retry, keep, outside } = NO_ALERTING;

const secret = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'a secret does not stand here; expected { env: NAME } or { file: PATH }',
);
const duration = (least: Milliseconds, most: Milliseconds) =>
  z.string('expected a duration such as PT5M').transform((text, { addIssue }) => {
    const read = parseDuration(text);
    const length = read ? millisecondsOf(read) : Number.NaN;
    if (length >= least && length <= most) return length;
    addIssue(`expected a duration from ${spokenDurationOf(least)} to ${spokenDurationOf(most)}`);
    return z.NEVER;
  });
const durationOr = (least: Milliseconds, most: Milliseconds, otherwise: Milliseconds) =>
  duration(least, most).default(otherwise);
const address = z.union(
  [z.string(), secret],
  'expected an address with http: or https:, or { env: NAME } or { file: PATH } with one',
);
const SECOND = 1_000;
const HOUR = 3_600_000;
const reached = {
  authorization: secret.optional(),
  timeout: durationOr(SECOND, 60 * SECOND, 10 * SECOND),
};
const webhook = z.strictObject({
  webhook: address,
  format: z.enum(['standard', 'cloudevents', 'cloudevents-binary', 'alertmanager']).default('standard'),
  secret: z.union([secret, z.array(secret).min(1)]).optional(),
  updates: z.boolean('expected true or false').default(false),
  ...reached,
});
const alertmanager = z.strictObject({
  alertmanager: address,
  resendEvery: durationOr(5 * SECOND, HOUR, 60 * SECOND),
  ...reached,
});
const receiver = z.unknown().transform((given, { issues, addIssue }) => {
  const isObject = typeof given === 'object' && given !== null;
  if (!isObject || 'webhook' in given === 'alertmanager' in given) {
    addIssue('expected either webhook: ADDRESS or alertmanager: ADDRESS');
    return z.NEVER;
  }
  const read = 'webhook' in given ? webhook.safeParse(given) : alertmanager.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) issues.push({ ...issue, input: given } as never);
  return z.NEVER;
});
const audience = z.enum(['ON_CALL', 'DATA_STEWARD', 'PRODUCT_OWNER']);
const severity = z.enum(['INFO', 'WARNING', 'CRITICAL']);
const matcher = z.string().transform((text, { addIssue }) => {
  const read = readMatcher(text);
  if (typeof read !== 'string') return read;
  addIssue(read);
  return z.NEVER;
});
const assetTemplate = z
  .string('expected a template such as deployment/{env}/{job}')
  .refine(
    (template) => parseAssetId(template.replaceAll(/\{[^{}]+\}/g, 'x')) !== null,
    'makes no asset id; expected one such as deployment/{env}/{job}',
  );
const WEEK = 7 * 24 * HOUR;
const LONGEST_KEPT = 3_650 * 24 * HOUR;
const steps = z
  .array(z.strictObject({ after: duration(60 * SECOND, WEEK), audience }))
  .max(10)
  .refine(
    (all) => all.every(({ after }, index) => index === 0 || after > (all[index - 1]?.after ?? 0)),
    'each step must come later than the one before it',
  );
const document = z.strictObject({
  apiVersion: z.literal('headwater/v1', 'expected headwater/v1'),
  kind: z.literal('Alerting', 'expected Alerting'),
  group: z
    .strictObject({
      wait: durationOr(0, HOUR, group.wait),
      interval: durationOr(0, 24 * HOUR, group.interval),
    })
    .prefault({}),
  /** Of a severity that is left out the default stands. */
  escalation: z
    .strictObject({ CRITICAL: steps.optional(), WARNING: steps.optional(), INFO: steps.optional() })
    .prefault({}),
  retry: z
    .strictObject({
      first: durationOr(100, HOUR, retry.first),
      longest: durationOr(100, 24 * HOUR, retry.longest),
      attempts: z.int('expected a whole number').min(1).max(100).default(retry.attempts),
    })
    .prefault({}),
  keep: z
    .strictObject({
      delivered: durationOr(HOUR, LONGEST_KEPT, keep.delivered),
      dead: durationOr(HOUR, LONGEST_KEPT, keep.dead),
    })
    .prefault({}),
  allowNetworks: z.array(z.string().refine(isNetwork, 'expected a range of addresses such as 10.0.0.0/8')).default([]),
  receivers: z
    .record(z.string().regex(/^[\w.-]{1,100}$/, 'expected letters, digits, ".", "-", "_"'), receiver)
    .default({}),
  routes: z
    .array(
      z.strictObject({
        audiences: z.array(audience).min(1).optional(),
        severities: z.array(severity).min(1).optional(),
        teams: z.array(z.string().min(1)).min(1).optional(),
        receivers: z.array(z.string()).min(1, 'expected names of receivers'),
      }),
    )
    .default([]),
  alertsFromOutside: z
    .strictObject({
      resolveTimeout: durationOr(SECOND, 24 * HOUR, outside.resolveTimeout),
      bindings: z
        .array(
          z.strictObject({
            asset: assetTemplate,
            matchers: z.array(matcher).default([]),
            audience: audience.default('ON_CALL'),
            severity: severity.optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

type Document = z.output<typeof document>;
type Path = readonly PropertyKey[];
type Tell = (path: Path, message: string) => void;

/** Reads the YAML of alerting. Every fault at once, each with its path; secrets are read by `readSecret` and never shown. */
export function readSettings(
  text: string,
  readSecret: ReadSecret,
): { settings: AlertingSettings } | { faults: string[] } {
  const yaml = parseDocument(text);
  if (yaml.errors.length > 0) return { faults: yaml.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  const read = document.safeParse(yaml.toJS() ?? {});
  if (!read.success) return { faults: read.error.issues.map(({ path, message }) => faultAt(path, message)) };
  const faults: string[] = [];
  const settings = settingsOf(read.data, readSecret, (path, message) => faults.push(faultAt(path, message)));
  return faults.length > 0 ? { faults } : { settings };
}

const faultAt = (path: Path, message: string): string =>
  path.length === 0 ? message : `${path.join('.')}: ${message}`;

function settingsOf(read: Document, readSecret: ReadSecret, tell: Tell): AlertingSettings {
  const { routes, alertsFromOutside, group, retry, keep, allowNetworks } = read;
  const receivers = Object.entries(read.receivers).map(([name, given]): [string, Receiver] => [
    name,
    receiverOf(name, given, readSecret, tell),
  ]);
  for (const [index, route] of routes.entries())
    for (const [position, name] of route.receivers.entries())
      if (!Object.hasOwn(read.receivers, name))
        tell(['routes', index, 'receivers', position], `no receiver is called ${name}`);
  if (retry.first > retry.longest) tell(['retry', 'first'], 'is longer than retry.longest');
  if (keep.dead < keep.delivered) tell(['keep', 'dead'], 'is shorter than keep.delivered');
  return {
    receivers: new Map(receivers),
    routes: routes.map(({ audiences = null, severities = null, teams = null, receivers }) => ({
      ...{ audiences, severities, teams, receivers },
    })),
    escalation: {
      CRITICAL: read.escalation.CRITICAL ?? escalation.CRITICAL,
      WARNING: read.escalation.WARNING ?? escalation.WARNING,
      INFO: read.escalation.INFO ?? escalation.INFO,
    },
    ...{ group, retry, keep, allowNetworks },
    outside: {
      resolveTimeout: alertsFromOutside.resolveTimeout,
      bindings: alertsFromOutside.bindings.map(({ severity = null, ...binding }) => ({ ...binding, severity })),
    },
  };
}

type ReceiverDocument = Document['receivers'][string];

function receiverOf(name: string, given: ReceiverDocument, readSecret: ReadSecret, tell: Tell): Receiver {
  const at = (...path: PropertyKey[]) => ['receivers', name, ...path];
  const textOf = (reference: string | SecretReference, path: Path): string => {
    const read = typeof reference === 'string' ? { text: reference } : readSecret(reference);
    if ('text' in read) return read.text;
    tell(path, read.fault);
    return '';
  };
  const urlOf = (reference: string | SecretReference, path: Path): string => {
    const url = textOf(reference, path);
    if (url !== '' && !isWebUrl(url)) tell(path, 'expected an address with http: or https:');
    return url;
  };
  const authorization = given.authorization ? textOf(given.authorization, at('authorization')) : null;
  const reached = { name, authorization, timeout: given.timeout };
  if ('alertmanager' in given) {
    const url = urlOf(given.alertmanager, at('alertmanager')).replace(/\/+$/, '');
    return { ...reached, kind: 'ALERTMANAGER', url, resendEvery: given.resendEvery };
  }
  const references = given.secret === undefined ? [] : [given.secret].flat();
  const secrets = references.map((reference) => {
    const text = textOf(reference, at('secret'));
    if (text !== '' && !isSigningSecret(text))
      tell(at('secret'), 'expected 24 to 64 bytes as base64, with or without whsec_ before them');
    return text;
  });
  const { format, updates } = given;
  return { ...reached, kind: 'WEBHOOK', url: urlOf(given.webhook, at('webhook')), format, secrets, updates };
}

/** Standard Webhooks 1.0 asks for 24 to 64 random bytes. */
function isSigningSecret(text: string): boolean {
  const encoded = text.replace(/^whsec_/, '');
  const { length } = Buffer.from(encoded, 'base64');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) && length >= 24 && length <= 64;
}
