/** The dbt project in shop/, with a database, a target folder and logs of its own. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Ended, runProgram } from '../program.ts';

const PROJECT = join(import.meta.dirname, 'shop');
export const NAMESPACE = 'shop';

export interface Shop {
  /** Where its artifacts are. */
  target: string;
  /** The DuckDB file. */
  database: string;
  /** Of its datasets, as OpenLineage names a DuckDB file. */
  datasets: string;
  /** Runs `dbt` or `dbt-ol` with these arguments. */
  run(program: 'dbt' | 'dbt-ol', args: string[], environment?: Record<string, string>): Promise<Ended>;
  artifact<Content>(name: string): Content;
  /** Copies an artifact, or the whole target directory, to where the next command does not write over it. */
  keep(name: string, as: string): string;
  remove(): void;
}

/** @param programs the folder that dbt is in. */
export function newShop(programs: string): Shop {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-dbt-'));
  const target = join(directory, 'target');
  const database = join(directory, 'shop.duckdb');
  return {
    target,
    database,
    datasets: `duckdb://${database}`,
    run: (program, args, environment) =>
      runProgram(join(programs, program), args, {
        directory: PROJECT,
        environment: {
          // dbt-ol starts dbt by its name.
          PATH: [programs, process.env.PATH].join(delimiter),
          SHOP_DATABASE: database,
          DBT_PROFILES_DIR: PROJECT,
          DBT_TARGET_PATH: target,
          DBT_LOG_PATH: join(directory, 'logs'),
          OPENLINEAGE_NAMESPACE: NAMESPACE,
          ...environment,
        },
      }),
    artifact: (name) => JSON.parse(readFileSync(join(target, name), 'utf8')),
    keep(name, as) {
      const kept = join(directory, 'kept', as);
      cpSync(join(target, name), kept, { recursive: true });
      return kept;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
