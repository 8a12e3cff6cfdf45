import { afterEach, beforeEach, expect } from '@jest/globals';
import { startWebhookReceiver, type WebhookReceiver } from '../../test/servers/webhook-receiver.ts';
import { openEstate } from './estate.contract.ts';

const DELIVERY = 'id occasion audience receiver state attempts status reason';

/** What of the settings is not as usual. */
interface Alerting {
  receiver?: object;
  settings?: object;
}

/** An estate whose one receiver of notifications is a pager, which takes everything until a test says otherwise. */
export function openPager() {
  const estate = openEstate();
  let pager: WebhookReceiver;
  beforeEach(async () => {
    // By the clock of who verifies a signature.
    estate.now = Date.now();
    pager = await startWebhookReceiver();
  });
  afterEach(() => pager.stop());

  const alertingFile = (more: Alerting = {}): string =>
    estate.alertingFile({
      group: { wait: 'PT0S' },
      allowNetworks: ['127.0.0.0/8'],
      receivers: { pager: { webhook: `${pager.url}/hook`, timeout: 'PT1S', ...more.receiver } },
      routes: [{ receivers: ['pager'] }],
      ...more.settings,
    });
  const deliveries = async () => {
    const answer = await estate.ask(`{ deliveries { edges { node { ${DELIVERY} } } } }`);
    return answer.deliveries.edges.map(({ node }: { node: object }) => node);
  };
  return {
    estate,
    pager: () => pager,
    alertingFile,
    /** Opens the subgraph with the pager as its receiver. */
    open: (more: Alerting = {}) => estate.reopen({ alertingFile: alertingFile(more) }),
    deliveries,
    /** The newest delivery, once it is as it should be; each look at it takes `step` milliseconds by our clock. */
    async settles(expected: object, step = 0) {
      for (let patience = 200; patience > 0; patience--) {
        estate.now += step;
        await estate.work();
        const [newest] = await deliveries();
        if (newest && Object.entries(expected).every(([name, value]) => newest[name] === value)) return newest;
        await new Promise((done) => setTimeout(done, 25));
      }
      expect((await deliveries())[0]).toMatchObject(expected);
    },
    headersOf: (index: number) => pager.received[index]?.headers as Record<string, string>,
    bodyOf: (index: number) => pager.received[index]?.body ?? '',
  };
}
