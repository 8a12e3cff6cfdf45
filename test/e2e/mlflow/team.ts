import { join } from 'node:path';
import type { Mlflow } from '../../servers/mlflow.ts';
import { runProgram } from '../program.ts';

const TEAM = join(import.meta.dirname, 'team.py');
/** What the team signs its webhooks with. */
export const SECRET = 'whispered once';

/** A team with an MLflow, its files and the folder of its Python programs. */
export interface Team {
  mlflow: Mlflow;
  programs: string;
  folder: string;
}

/** What a step of `team.py` says of what it did. */
export async function said<Said>({ mlflow, programs, folder }: Team, step: string, argument: string): Promise<Said> {
  const ended = await runProgram(join(programs, 'python'), [TEAM, step, argument], {
    directory: folder,
    environment: {
      MLFLOW_TRACKING_URI: mlflow.url,
      MLFLOW_DISABLE_TELEMETRY: 'true',
      GIT_PYTHON_REFRESH: 'quiet',
      SECRET,
    },
  });
  const text = /^SAID (.*)$/m.exec(ended.output)?.[1];
  if (ended.status !== 0 || text === undefined) throw new Error(`${step} ended with ${ended.status}: ${ended.output}`);
  return JSON.parse(text);
}
