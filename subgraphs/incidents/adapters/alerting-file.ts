import { readFileSync } from 'node:fs';
import { StartRefused } from '../../../platform/errors.ts';
import { type AlertingSettings, NO_ALERTING } from '../domain/notification/settings.ts';
import { type ReadSecret, readSettings } from '../domain/notification/settings-document.ts';

/**
 * Reads the YAML file of alerting; without one nobody is told of anything.
 * @throws StartRefused with every fault of the file at once.
 */
export function readAlertingFile(path: string | null, environment: NodeJS.ProcessEnv): AlertingSettings {
  if (path === null) return NO_ALERTING;
  const read = readSettings(textOf(path), secretsOf(environment));
  if ('settings' in read) return read.settings;
  throw new StartRefused(`${path} is wrong:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartRefused(`HEADWATER_ALERTING_FILE=${path}: cannot be read (${code})`);
  }
}

const secretsOf =
  (environment: NodeJS.ProcessEnv): ReadSecret =>
  (reference) => {
    if ('env' in reference) {
      const text = environment[reference.env]?.trim();
      return text ? { text } : { fault: `the environment variable ${reference.env} is not set` };
    }
    try {
      const text = readFileSync(reference.file, 'utf8').trim();
      return text ? { text } : { fault: `the file ${reference.file} is empty` };
    } catch (cause) {
      return { fault: `the file ${reference.file} cannot be read (${(cause as NodeJS.ErrnoException).code})` };
    }
  };
