/**
 * The graph as it was when the store was closed, beside the database that it was made of, so that a large one need not
 * be made again. It counts for nothing unless nobody touched the database since: whoever opens a store takes the file
 * away first, so that none is left after a crash, and the file names the size and time of the database that it goes with.
 */
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import { Graph, type GraphTexts } from './graph.ts';
import { MIGRATIONS } from './tables.ts';

/** To be raised with any change of what the columns of a graph mean. */
const FORMAT = 1;
const HEADER_LENGTH = 4_096;

interface Header {
  format: number;
  schema: number;
  /** State of the database file. */
  database: string;
  /** Numbers in each column. */
  lengths: number[];
  /** Bytes of the texts, as JSON, before the columns. */
  textBytes: number;
}

const pathsIn = (directory: string) => ({
  database: join(directory, 'lineage.sqlite'),
  graph: join(directory, 'lineage.graph'),
  unfinished: join(directory, 'lineage.graph.unfinished'),
});

/** A graph that was kept. */
export interface KeptGraph {
  /** Null when the file turns out to be spoiled. */
  resume(assets: Iterable<AssetId>): Graph | null;
  close(): void;
}

/** Takes the kept graph away, before the database is opened; null when there is none or it does not go with the database. */
export function takeGraphFile(directory: string): KeptGraph | null {
  const paths = pathsIn(directory);
  const state = stateOf(paths.database);
  const file = openIfThere(paths.graph);
  if (file === null) return null;
  // The open file stays readable.
  rmSync(paths.graph);
  const header = headerOf(file);
  if (header?.format !== FORMAT || header.schema !== MIGRATIONS.length || header.database !== state) {
    closeSync(file);
    return null;
  }
  return {
    resume(assets) {
      try {
        return readGraph(file, header, assets);
      } catch {
        return null;
      }
    },
    close: () => closeSync(file),
  };
}

function readGraph(file: number, header: Header, assets: Iterable<AssetId>): Graph {
  const graph = new Graph();
  const text = Buffer.alloc(header.textBytes);
  readWhole(file, text, HEADER_LENGTH);
  let position = HEADER_LENGTH + header.textBytes;
  for (const [index, column] of graph.columns().entries()) {
    const room = column.room(header.lengths[index] as number);
    readWhole(file, room, position);
    position += room.length;
  }
  graph.resume(assets, JSON.parse(text.toString()) as GraphTexts);
  return graph;
}

/** Keeps a graph, once its database is closed. */
export function writeGraphFile(directory: string, graph: Graph): void {
  const paths = pathsIn(directory);
  const state = stateOf(paths.database);
  if (state === null) return;
  const columns = graph.columns();
  const text = Buffer.from(JSON.stringify(graph.texts()));
  const header: Header = {
    ...{ format: FORMAT, schema: MIGRATIONS.length, database: state },
    ...{ lengths: columns.map(({ length }) => length), textBytes: text.length },
  };
  try {
    const heading = Buffer.from(JSON.stringify(header).padEnd(HEADER_LENGTH));
    writeDurably(paths.unfinished, [heading, text, ...columns.map((column) => column.bytes())]);
    renameSync(paths.unfinished, paths.graph);
  } catch (fault) {
    // On a full disk half a graph would only take the place that is missing.
    rmSync(paths.unfinished, { force: true });
    throw fault;
  }
}

function writeDurably(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w');
  try {
    for (const part of parts) writeWhole(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Null while something waits to be written into the database, or there is none. */
function stateOf(database: string): string | null {
  const [file, waiting] = [database, `${database}-wal`].map((path) =>
    statSync(path, { bigint: true, throwIfNoEntry: false }),
  );
  return file && !waiting ? `${file.size} ${file.mtimeNs} ${file.ino}` : null;
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

function headerOf(file: number): Header | null {
  const bytes = Buffer.alloc(HEADER_LENGTH);
  try {
    readWhole(file, bytes, 0);
    return JSON.parse(bytes.toString()) as Header;
  } catch {
    return null;
  }
}

/** A read or write may stop short of 2 GB. */
const MOST = 1 << 30;

function readWhole(file: number, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, Math.min(MOST, into.length - done), position + done);
    if (read === 0) throw new Error('the file ends before its time');
    done += read;
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, Math.min(MOST, bytes.length - done));
}
