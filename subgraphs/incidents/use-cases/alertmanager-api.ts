import type { Clock } from '../../../platform/clock.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import type { Alert } from '../domain/alert.ts';
import { type Matcher, matcher, readMatcher } from '../domain/notification/matcher.ts';
import type { AlertingSettings } from '../domain/notification/settings.ts';
import { alertIdOf } from '../domain/outside/alert-of.ts';
import {
  matchedBy,
  type PostedSilence,
  type ShownSilence,
  shownId,
  shownSilence,
  silenceId,
  silenceLabels,
} from '../domain/outside/alertmanager-silence.ts';
import type { PostedAlert } from '../domain/outside/outside-alert.ts';
import { isAsked, type ShownAlert, shownOutside, shownOwn } from '../domain/outside/shown-alert.ts';
import type { Silence } from '../domain/silence.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { OutsideAlertStore } from '../ports/outside-alert-store.ts';
import type { SilenceStore } from '../ports/silence-store.ts';
import { actorOf } from './act-on-incident.ts';
import { receiveOutside } from './receive-outside.ts';
import { createSilence, expireSilence } from './silences.ts';

/** Which alerts are asked for, as the API's parameters have it. */
export interface AskedAlerts {
  filter: string[];
  receiver: string | null;
  active: boolean;
  silenced: boolean;
  inhibited: boolean;
}

/** What Alertmanager's API does here. */
export interface AlertmanagerIngest {
  /** Answers what is wrong with those that were not taken. */
  receiveAlerts(posted: readonly PostedAlert[]): Promise<string[]>;
  /** Every alert that fires, of ours and from outside. @throws BadUserInput when a matcher cannot be read */
  shownAlerts(asked: AskedAlerts): Promise<ShownAlert[]>;
  receiverNames(): string[];
  silences(filter: readonly string[]): Promise<ShownSilence[]>;
  silence(id: string): Promise<ShownSilence | null>;
  /** Answers its id. @throws BadUserInput when a silence of ours cannot mean it */
  keepSilence(posted: PostedSilence): Promise<string>;
  /** `false` when there is none. */
  expireSilence(id: string): Promise<boolean>;
}

export interface AlertmanagerPorts {
  store: IncidentStore;
  silences: SilenceStore;
  outside: OutsideAlertStore;
  settings: AlertingSettings;
  clock: Clock;
  webUrl: string | null;
}

const PAGE = 1_000;

export function alertmanagerApi(ports: AlertmanagerPorts): AlertmanagerIngest {
  const { silences, outside, settings, clock } = ports;
  return {
    receiveAlerts: (posted) => receiveOutside(outside, posted, settings, clock()),
    async shownAlerts({ filter, receiver, ...asked }) {
      const named = receiver === null ? null : readable(matcher('receiver', '=~', receiver), 'receiver');
      const query = {
        ...asked,
        matchers: filter.map((text) => readable(readMatcher(text), 'filter')),
        receiver: named,
      };
      return (await shown(ports)).filter((alert) => isAsked(alert, query));
    },
    receiverNames: () => [...settings.receivers.keys()],
    async silences(filter) {
      const matchers = filter.map((text) => readable(readMatcher(text), 'filter'));
      const all = await allSilences(ports);
      return all.filter((each) => matchers.every((one) => one.matches(silenceLabels(each)))).map(shownSilence);
    },
    async silence(id) {
      const found = await silences.byId(silenceId(id));
      return found && shownSilence(found);
    },
    async keepSilence({ id, matchers, startsAt, endsAt, createdBy, comment }) {
      const now = clock();
      const matched = matchedBy(matchers);
      if (typeof matched === 'string') throw new BadUserInput(matched, 'matchers');
      const asked = {
        kind: 'SILENCE' as const,
        matcher: { ...matched, downstream: false },
        from: startsAt,
        to: endsAt,
        comment,
      };
      const author = actorOf(createdBy.trim() || 'alertmanager', 'createdBy');
      const { silence, userErrors } = await createSilence(silences, asked, author, now);
      if (!silence) throw new BadUserInput(userErrors.map(({ field, message }) => `${field}: ${message}`).join('; '));
      if (id !== null) await expireSilence(silences, silenceId(id), author, now);
      return shownId(silence.id);
    },
    async expireSilence(id) {
      if (!(await silences.byId(silenceId(id)))) return false;
      await expireSilence(silences, silenceId(id), 'alertmanager', clock());
      return true;
    },
  };
}

function readable(read: Matcher | string, field: string): Matcher {
  if (typeof read === 'string') throw new BadUserInput(read, field);
  return read;
}

/** One from outside is shown as it was sent, with what became of it here. */
async function shown({ store, outside, settings, clock, webUrl }: AlertmanagerPorts): Promise<ShownAlert[]> {
  const now = clock();
  const own = await firing(store);
  const ownOf = new Map(own.map((alert) => [alert.id, alert]));
  const asShown = (alert: Alert) => shownOwn(alert, settings, webUrl, settings.outside.resolveTimeout, now);
  const sent = (await outside.firing(now)).map((alert) => {
    const stands = ownOf.get(alertIdOf(alert));
    return shownOutside(alert, stands ? asShown(stands) : null);
  });
  return [...own.filter((alert) => alert.outside === null).map(asShown), ...sent];
}

async function firing(store: IncidentStore): Promise<Alert[]> {
  const all: Alert[] = [];
  for (let after: string | null = null; ; ) {
    const page: Alert[] = await store.firingAlerts(after, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
    after = page.at(-1)?.id ?? null;
  }
}

async function allSilences({ silences, clock }: AlertmanagerPorts): Promise<Silence[]> {
  const all: Silence[] = [];
  for (let after: { time: number; id: string } | null = null; ; ) {
    const page: Silence[] = await silences.list({ now: clock(), isEndedIncluded: true, first: PAGE, after });
    all.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return all;
    after = { time: last.createdAt, id: last.id };
  }
}
