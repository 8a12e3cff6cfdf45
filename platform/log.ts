import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on standard error, so that standard output stays data. `HEADWATER_LOG_LEVEL` sets the level. */
export function openLog(level = process.env.HEADWATER_LOG_LEVEL ?? 'info'): Log {
  return pino(
    { level, base: undefined, redact: ['*.password', '*.authorization'] },
    destination({ fd: 2, sync: false }),
  );
}

/** A log that says nothing, for tests. */
export const silentLog = (): Log => pino({ level: 'silent' });
