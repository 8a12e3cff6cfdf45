import type { Placed } from '../catalog-files.ts';
import { tell } from '../output.ts';

/** A fault that says its line is told where an editor finds it, any other by its document. */
export const tellFaults = (faults: readonly Placed[]): void => {
  for (const { file, line, field, message } of faults)
    tell(
      file === null
        ? `${field ? `${field}: ` : ''}${message}`
        : `${file}:${line}: ${field ? `${field.replace(/^documents\[\d+\]\.?/, '') || field}: ` : ''}${message}`,
    );
};

export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
