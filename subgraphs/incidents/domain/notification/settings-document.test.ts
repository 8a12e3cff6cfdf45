import { describe, expect, it } from '@jest/globals';
import { type ReadSecret, readSettings } from './settings-document.ts';

const DAY = 86_400_000;
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const secrets: ReadSecret = (reference) =>
  'env' in reference && reference.env === 'PAGER_SECRET'
    ? { text: SECRET }
    : { fault: 'the environment variable is not set' };
const read = (spec: string) => readSettings(`apiVersion: headwater/v1\nkind: Alerting\n${spec}`, secrets);
const faultsOf = (spec: string): string[] => {
  const found = read(spec);
  return 'faults' in found ? found.faults : [];
};

describe('the file of alerting', () => {
  it('says who is told of what, and leaves the rest as it is without one', () => {
    const found = read(`
receivers:
  pager: { webhook: https://events.example.com/hook, format: cloudevents, secret: { env: PAGER_SECRET }, timeout: PT3S }
  alertmanager: { alertmanager: "http://alertmanager:9093/" }
routes:
  - { audiences: [ON_CALL], severities: [CRITICAL], receivers: [pager, alertmanager] }
alertsFromOutside:
  bindings: [{ asset: "deployment/{env}/{job}", matchers: ['team="ml"'] }]`);
    expect(found).toMatchObject({
      settings: {
        group: { wait: 5_000, interval: 300_000 },
        retry: { first: 5_000, longest: 900_000, attempts: 12 },
        routes: [
          { audiences: ['ON_CALL'], severities: ['CRITICAL'], teams: null, receivers: ['pager', 'alertmanager'] },
        ],
        outside: { resolveTimeout: 300_000, bindings: [{ audience: 'ON_CALL', severity: null }] },
      },
    });
    const receivers = 'settings' in found ? found.settings.receivers : new Map();
    expect(receivers.get('pager')).toMatchObject({ format: 'cloudevents', secrets: [SECRET], timeout: 3_000 });
    expect(receivers.get('alertmanager')).toMatchObject({ url: 'http://alertmanager:9093', resendEvery: 60_000 });
  });

  it('says how long deliveries are kept, those that were given up no shorter', () => {
    expect(read('')).toMatchObject({ settings: { keep: { delivered: 30 * DAY, dead: 90 * DAY } } });
    expect(read('keep: { delivered: P7D }')).toMatchObject({ settings: { keep: { delivered: 7 * DAY } } });
    expect(faultsOf('keep: { dead: P7D }')).toEqual(['keep.dead: is shorter than keep.delivered']);
  });

  it('says who is called when nobody acknowledges, by severity; of others the default stands', () => {
    const found = read('escalation: { CRITICAL: [{ after: PT5M, audience: PRODUCT_OWNER }], INFO: [] }');
    expect(found).toMatchObject({
      settings: {
        escalation: {
          CRITICAL: [{ after: 300_000, audience: 'PRODUCT_OWNER' }],
          WARNING: [{ after: 28_800_000, audience: 'ON_CALL' }],
          INFO: [],
        },
      },
    });
    const steps = '[{ after: PT5M, audience: ON_CALL }, { after: PT5M, audience: ON_CALL }]';
    expect(faultsOf(`escalation: { WARNING: ${steps} }`)).toEqual([
      'escalation.WARNING: each step must come later than the one before it',
    ]);
  });

  it('names the bounds of a duration that lies outside of them', () =>
    expect(faultsOf('escalation: { CRITICAL: [{ after: PT20S, audience: ON_CALL }] }')).toEqual([
      'escalation.CRITICAL.0.after: expected a duration from PT1M to P7D',
    ]));

  it('is refused with every fault at once, each with its path', () =>
    expect(
      faultsOf(`
receivers:
  pager: { webhook: "ftp://example.com", secret: { env: NOBODY }, colour: red }
  both: { webhook: https://a.example.com, alertmanager: https://b.example.com }
routes: [{ severities: [FATAL], receivers: [] }]
allowNetworks: [ten]
group: { wait: soon }
alertsFromOutside: { bindings: [{ asset: "{job}", matchers: ["job~x"] }] }`).map((fault) => fault.split(':')[0]),
    ).toEqual([
      'group.wait',
      'allowNetworks.0',
      'receivers.pager',
      'receivers.both',
      'routes.0.severities.0',
      'routes.0.receivers',
      'alertsFromOutside.bindings.0.asset',
      'alertsFromOutside.bindings.0.matchers.0',
    ]));

  it.each([
    [
      'an address that is none of the web',
      'receivers: { a: { webhook: "ftp://example.com" } }',
      'receivers.a.webhook: ',
    ],
    [
      'a secret that stands in it',
      'receivers: { a: { webhook: "https://x.example.com", secret: hunter2 } }',
      'receivers.a.secret: ',
    ],
    [
      'a secret that is not there',
      'receivers: { a: { webhook: "https://x.example.com", secret: { env: NO } } }',
      'receivers.a.secret: the environment',
    ],
    [
      'a receiver that is none',
      'routes: [{ receivers: [pager] }]',
      'routes.0.receivers.0: no receiver is called pager',
    ],
    ['a first wait longer than the longest', 'retry: { first: PT1H, longest: PT1M }', 'retry.first: '],
    ['a word it does not know', 'webhooks: []', 'Unrecognized key: "webhooks"'],
  ])('is refused for %s', (_, spec, fault) => expect(faultsOf(spec).join()).toContain(fault));

  it('is refused where it is no YAML, without its text', () => {
    const found = readSettings('receivers: [', secrets);
    expect('faults' in found && found.faults).toHaveLength(1);
  });
});
