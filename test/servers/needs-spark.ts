import { needing } from './needs.ts';
import { pythonEnvironment } from './python.ts';
import { fetchSparkListener } from './spark.ts';

const FETCH_PATIENCE = 1_500_000;

/** What a suite starts Spark with. */
export interface SparkPrograms {
  /** The folder of `spark-submit` and `python`. */
  programs: string;
  /** OpenLineage's listener. */
  listener: string;
}

/** A suite with Spark and OpenLineage's listener for it. */
export const describeWithSpark = needing<SparkPrograms>({
  name: 'SPARK',
  start: async () => ({ programs: await pythonEnvironment('spark'), listener: await fetchSparkListener() }),
  patience: FETCH_PATIENCE,
});
