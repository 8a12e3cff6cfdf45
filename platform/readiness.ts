import type { Readiness } from './subgraph.ts';

/** How a store is, by whether it answers its ping. */
export const readinessOf = (part: string, store: { ping(): Promise<void> }): Promise<Readiness> =>
  store.ping().then(
    () => ({ part, ready: true, reason: 'answers' }),
    (fault: Error) => ({ part, ready: false, reason: fault.message }),
  );
