import { beforeAll, describe } from '@jest/globals';
import { describeWithPython } from './needs-python.ts';
import { fetchSparkListener } from './spark.ts';

const FETCH_PATIENCE = 600_000;

/** What a suite starts Spark with. */
export interface SparkPrograms {
  /** The folder of `spark-submit` and `python`. */
  programs: string;
  /** OpenLineage's listener. */
  listener: string;
}

/** A suite with Spark and OpenLineage's listener for it. */
export function describeWithSpark(name: string, suite: (spark: () => SparkPrograms) => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_SPARK !== 'available') {
    describe.skip(`${name} (left out: no Spark here)`, () => suite(() => ({ programs: '', listener: '' })));
    return;
  }
  describeWithPython(name, 'spark', (programs) => {
    let listener: string;
    beforeAll(async () => {
      listener = await fetchSparkListener();
    }, FETCH_PATIENCE);
    suite(() => ({ programs: programs(), listener }));
  });
}
