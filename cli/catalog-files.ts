import { readFile } from 'node:fs/promises';
import { CommandFailure, EXIT } from './failure.ts';

/** A fault as the catalog tells it, of all files joined. */
export interface Fault {
  code: string;
  field: string | null;
  message: string;
}

/** The same with its place in the file it came from; null where the fault says no line. */
export interface Placed extends Fault {
  file: string | null;
  line: number | null;
}

interface Files {
  /** All files as one text, so that they are applied together or not at all. */
  document: string;
  placed(fault: Fault): Placed;
}

const SEPARATOR = '\n---\n';
/** `(line 12)` at the end, or `at line 12, column 3`. */
const LINE = / \(line (\d+)\)$| at line (\d+)(?=, column \d+$)/;

/** Reads catalog files. @throws CommandFailure naming the file that cannot be read. */
export async function readFiles(paths: string[]): Promise<Files> {
  const texts = await Promise.all(paths.map(textOf));
  const firstLines: number[] = [];
  let line = 1;
  for (const text of texts) {
    firstLines.push(line);
    line += `${text}${SEPARATOR}`.split('\n').length - 1;
  }
  return {
    document: texts.join(SEPARATOR),
    placed(fault) {
      const [said, ...lines] = LINE.exec(fault.message) ?? [];
      if (said === undefined) return { ...fault, file: null, line: null };
      const found = Number(lines.find(Boolean));
      const index = firstLines.findLastIndex((first) => first <= found);
      return {
        ...fault,
        message: fault.message.replace(said, ''),
        file: paths[index] ?? null,
        line: found - (firstLines[index] ?? 1) + 1,
      };
    },
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: ${(cause as Error).message}`);
  }
}
