import type { Milliseconds } from '../../../../vocabulary/duration.ts';
import { DEFAULT_ESCALATION, type EscalationPolicy } from '../escalation.ts';
import type { Audience, Severity } from '../verdict-change.ts';
import type { Matcher } from './matcher.ts';

/** What a webhook's body is: Standard Webhooks' own, a CloudEvent (whole or with its attributes as headers), or Alertmanager's. */
export type WebhookFormat = 'standard' | 'cloudevents' | 'cloudevents-binary' | 'alertmanager';

interface Reached {
  /** What routes, deliveries and people call it. */
  name: string;
  url: string;
  /** Value of the `authorization` header; null: none is sent. */
  authorization: string | null;
  /** How long one attempt may take. */
  timeout: Milliseconds;
}

/** Gets a signed message for each change of an incident. */
export interface WebhookReceiver extends Reached {
  kind: 'WEBHOOK';
  format: WebhookFormat;
  /** Each signs, so that a secret can be replaced while both are known; empty: messages are not signed. */
  secrets: string[];
  /** Whether it is also told of changes that call nobody, such as one more alert. */
  updates: boolean;
}

/** An Alertmanager that gets each incident as an alert, again and again while it is open. */
export interface AlertmanagerReceiver extends Reached {
  kind: 'ALERTMANAGER';
  resendEvery: Milliseconds;
}

export type Receiver = WebhookReceiver | AlertmanagerReceiver;

/** Whom to tell. Null stands for all. */
interface Route {
  audiences: Audience[] | null;
  severities: Severity[] | null;
  /** Names of teams; one of them owns the incident's asset or an asset that its alerts are of. */
  teams: string[] | null;
  /** Names of receivers. */
  receivers: string[];
}

/** How alerts of another Prometheus become alerts on assets. */
export interface AlertBinding {
  /** All must hold; none: every alert. */
  matchers: Matcher[];
  /** Template of an asset id, such as `deployment/{env}/{job}`, of the alert's labels. */
  asset: string;
  audience: Audience;
  /** Null: by the label `severity`. */
  severity: Severity | null;
}

export interface AlertingSettings {
  receivers: ReadonlyMap<string, Receiver>;
  routes: Route[];
  group: {
    /** From the first alert of an audience to its notification, so that what comes at once is told at once. */
    wait: Milliseconds;
    /** Shortest time between two notifications that call nobody. */
    interval: Milliseconds;
  };
  /** Who is called when nobody acknowledges. */
  escalation: EscalationPolicy;
  retry: { first: Milliseconds; longest: Milliseconds; attempts: number };
  /** How long deliveries are kept once they were delivered, or given up. */
  keep: { delivered: Milliseconds; dead: Milliseconds };
  /** Private address ranges that receivers may be in, as CIDR. */
  allowNetworks: string[];
  outside: { bindings: AlertBinding[]; resolveTimeout: Milliseconds };
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What holds where nothing is configured: nobody is told of anything. */
export const NO_ALERTING: AlertingSettings = {
  receivers: new Map(),
  routes: [],
  group: { wait: 5_000, interval: 5 * MINUTE },
  escalation: DEFAULT_ESCALATION,
  retry: { first: 5_000, longest: 15 * MINUTE, attempts: 12 },
  keep: { delivered: 30 * DAY, dead: 90 * DAY },
  allowNetworks: [],
  outside: { bindings: [], resolveTimeout: 5 * MINUTE },
};
