import { needing } from './needs.ts';

/** A suite that starts an Alertmanager, or runs amtool; see `alertmanager.ts`. */
export const describeWithAlertmanager = needing({ name: 'ALERTMANAGER', start: async () => {}, patience: 1_000 });
