import { afterAll, beforeAll, describe } from '@jest/globals';

/** What a suite needs that not every machine has. */
export interface Need<Given> {
  /** `HEADWATER_TEST_<name>=available` says that it is here; jest-setup.ts sets it, and says loudly why where it does not. */
  name: string;
  /** Makes it ready for one suite, so that suites that run at once do not see each other's data. */
  start(): Promise<Given>;
  stop?(given: Given): Promise<void>;
  /** How long starting may take, in milliseconds. */
  patience: number;
}

/** How a suite says that it needs it; the suite is left out where it cannot be had. */
export type Describe<Given> = (name: string, suite: (given: () => Given) => void) => void;

const STOP_PATIENCE = 60_000;

export const needing =
  <Given>({ name, start, stop, patience }: Need<Given>): Describe<Given> =>
  (title, suite) => {
    if (process.env[`HEADWATER_TEST_${name}`] !== 'available') {
      // On a person's machine alone, and said aloud: with CI=true the setup fails where it cannot be had.
      describe.skip(`${title} (left out: no ${name} here)`, () => suite(() => ({}) as Given));
      return;
    }
    describe(title, () => {
      let given: Given | undefined;
      beforeAll(async () => {
        given = await start();
      }, patience);
      afterAll(async () => {
        if (given !== undefined) await stop?.(given);
      }, STOP_PATIENCE);
      suite(() => given as Given);
    });
  };
