import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type AssetBundle, assetsInBundle } from '../../domain/bundle.ts';
import { resolvedDeclaration, symlinksOf } from '../../domain/identity.ts';
import { namedAssets } from '../../domain/named-assets.ts';
import type { LineageStatement } from '../../domain/statement.ts';
import { AssetNumbers } from './asset-numbers.ts';
import { withoutRepeats, writeTitles } from './declarations.ts';
import { EdgeSets } from './edge-sets.ts';
import { FactWriter } from './fact-writer.ts';
import type { Graph } from './graph.ts';
import type { Identities } from './identities.ts';
import { writeNamedRuns } from './named-runs.ts';
import { rebuildTimelines, timelinesAround } from './rebuilt-timelines.ts';
import { type RestoredSpans, showRestored, writeBundles } from './restore.ts';
import type { Database } from './rows.ts';
import { writeRunFacets } from './run-facets.ts';
import { runChanges, saveRuns } from './run-writer.ts';
import { SpanChanges } from './span-changes.ts';
import { staticChanges } from './static-events.ts';
import { reviseTimelines, savePlaces } from './timeline-writer.ts';

/** One call of `record`. */
export interface RecordCall {
  statements: readonly LineageStatement[];
  recordedAt: Instant;
  /** Number of statements and bundles. */
  size: number;
  /** What is restored rather than stated. */
  bundles?: readonly AssetBundle[];
}

/** Writes what several calls state in one transaction, then shows it to readers. */
export class Recorder {
  private readonly database: Database;
  private readonly graph: Graph;
  private readonly numbers: AssetNumbers;
  private readonly sets: EdgeSets;
  private readonly facts: FactWriter;

  private readonly identities: Identities;

  /** Whether the graph surely is what the database holds: a transaction that failed may yet have been written. */
  sure = true;

  /** While a batch is in the database, or may be, and not yet in the graph. */
  private settling: Promise<void> | null = null;

  constructor(database: Database, graph: Graph, identities: Identities) {
    this.database = database;
    this.graph = graph;
    this.identities = identities;
    this.numbers = new AssetNumbers(graph);
    this.sets = new EdgeSets(this.numbers.nodeOf, this.numbers.idOf);
    this.facts = new FactWriter(this.numbers);
  }

  /** How many assets each call made known. */
  async record(calls: readonly RecordCall[]): Promise<{ newAssets: number }[]> {
    const { identities } = this;
    const spans = new SpanChanges(this.graph, this.numbers);
    // Never before what is kept already, should the clock go back: what was known at a time stays what it was.
    const recordedAt = Math.max(this.graph.recordedUntil, ...calls.map((call) => call.recordedAt));
    const bundles = calls.flatMap((call) => call.bundles ?? []);
    let restored: RestoredSpans | null = null;
    const settling = Promise.withResolvers<void>();
    let written = false;
    try {
      const counts = await this.database.transaction().execute(async (transaction) => {
        const statements = new Set(
          await withoutRepeats(
            transaction,
            calls.flatMap((call) => call.statements),
          ),
        );
        const moved = identities.add([...statements].flatMap(symlinksOf));
        const counts = calls.map((call) => this.numberAssets(call.statements.filter((said) => statements.has(said))));
        for (const id of bundles.flatMap(assetsInBundle)) this.numbers.nodeOf(id);
        // What they stood for before, too: a name that is no longer an asset's takes its edges along.
        const changed = [...moved.keys()].flatMap((id) => [id, identities.resolveAt(null)(id)]);
        const affected = await timelinesAround(transaction, this.graph, [...new Set(changed)]);
        for (const id of affected.flatMap(({ ends }) => ends)) this.numbers.nodeOf(identities.resolve(id));
        await rebuildTimelines(transaction, affected, this.sets, spans, identities.resolve);
        if (bundles.length > 0) {
          await this.numbers.write(transaction, recordedAt);
          restored = await writeBundles(transaction, bundles, this.numbers, this.sets, this.facts);
          await identities.restore(transaction, bundles);
        }
        await this.write(transaction, [...statements], spans, recordedAt);
        await spans.write(transaction, recordedAt);
        // Whoever reads now has read both the database and the graph by the next turn.
        await nextTurn();
        this.settling = settling.promise;
        return counts;
      });
      written = true;
      return counts;
    } finally {
      this.sure &&= written;
      this.numbers.settle(written);
      this.sets.settle(written);
      this.facts.settle(written);
      identities.settle(written, recordedAt);
      if (written && restored) showRestored(this.graph, restored);
      if (written) spans.show(recordedAt);
      this.settling = null;
      settling.resolve();
    }
  }

  /** Resolves when the database and the graph hold the same. */
  async settled(): Promise<void> {
    while (this.settling) await this.settling;
  }

  private numberAssets(statements: readonly LineageStatement[]): { newAssets: number } {
    const before = this.numbers.newAssets;
    const named = statements.flatMap(namedAssets);
    for (const id of named) this.numbers.nodeOf(id);
    const newAssets = this.numbers.newAssets - before;
    if (this.identities.any) for (const id of named) this.numbers.nodeOf(this.identities.resolve(id));
    return { newAssets };
  }

  private async write(
    database: Database,
    statements: readonly LineageStatement[],
    spans: SpanChanges,
    recordedAt: Instant,
  ): Promise<void> {
    const { numbers, sets, identities } = this;
    const runs = statements.filter((statement) => statement.kind === 'run');
    const statics = statements.filter((statement) => statement.kind === 'static');
    const declared = statements.filter((statement) => statement.kind === 'declared');
    // All questions come first: the writer holds back what it writes until it is asked something or the end.
    const { rows, changes } = await runChanges(database, runs, numbers, sets);
    const more = await staticChanges(database, statics, numbers, sets);
    const resolve = identities.any ? identities.resolve : null;
    const places = await reviseTimelines(database, [...changes, ...more], sets, spans, resolve);
    await numbers.write(database, recordedAt);
    await identities.write(database, recordedAt);
    await saveRuns(database, rows);
    await writeRunFacets(database, runs, numbers);
    await writeNamedRuns(
      database,
      runs.flatMap(({ parent, root }) => [parent, root]),
      numbers,
    );
    await savePlaces(database, places);
    await sets.write(database);
    for (const statement of declared) spans.declare(resolve ? resolvedDeclaration(statement, resolve) : statement);
    await writeTitles(database, declared, numbers);
    await this.facts.write(
      database,
      [...[...runs, ...statics].flatMap(({ facts }) => facts), ...declared.flatMap(({ notes }) => notes ?? [])],
      recordedAt,
    );
  }
}
