import { stripVTControlCharacters, styleText } from 'node:util';

/** Counts changes of the JSON that commands print; fields are only ever added under one number. */
export const SCHEMA_VERSION = 1;

type Style = Parameters<typeof styleText>[0];

/** Styles text where standard output is a terminal and NO_COLOR is not set. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout, validateStream: true });

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (content: object): void =>
  print(JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...content }, null, 2));

/** Tells the person at the terminal something that is not data. */
export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Columns aligned by their widest cell; the last is not padded. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)),
      )
      .join('  ');
  return [styled('bold', line(head)), ...rows.map(line)].join('\n');
}

const widthOf = (cell: string): number => stripVTControlCharacters(cell).length;

/** A time to the minute, in UTC; a dash where there is none. */
export const minute = (time: string | null | undefined): string =>
  time ? `${time.slice(0, 16).replace('T', ' ')}Z` : '-';

/** A number to three significant places; a dash where nothing is known. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '-' : String(Number(value.toPrecision(3)));

const COLOURS: Record<string, Style> = {
  CRITICAL: 'red',
  DEGRADED: 'red',
  FAIL: 'red',
  DEAD: 'red',
  WARNING: 'yellow',
  AT_RISK: 'yellow',
  HEALTHY: 'green',
  RESOLVED: 'green',
  DELIVERED: 'green',
};

/** A status in its colour. */
export const status = (word: string | null | undefined): string => {
  const text = word ?? '-';
  return COLOURS[text] ? styled(COLOURS[text], text) : text;
};
