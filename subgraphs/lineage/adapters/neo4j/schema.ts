import { StartRefused } from '../../../../platform/errors.ts';
import { nameParents } from './runs.ts';
import { nameUnnamed } from './search.ts';
import type { Session } from './session.ts';

/** Longest a step may take, in milliseconds: an index over a filled database is built in one. */
const STEP_TIMEOUT = 120_000;
/**
 * Longest the first question may take, in milliseconds. A server that has just started compiles its planner on the way,
 * which takes seconds, many on a busy machine; one that does not even greet back is given up long before.
 */
const FIRST_TIMEOUT = 30_000;

/** Steps of the schema's history, each applied once and never changed after a release. */
const MIGRATIONS: string[][] = [
  [
    'CREATE CONSTRAINT asset_id IF NOT EXISTS FOR (asset:Asset) REQUIRE asset.id IS UNIQUE',
    'CREATE CONSTRAINT run_key IF NOT EXISTS FOR (run:Run) REQUIRE run.key IS UNIQUE',
    'CREATE CONSTRAINT part_key IF NOT EXISTS FOR (part:Part) REQUIRE part.key IS UNIQUE',
    'CREATE CONSTRAINT fact_key IF NOT EXISTS FOR (fact:Fact) REQUIRE fact.key IS UNIQUE',
    'CREATE CONSTRAINT fact_subject_key IF NOT EXISTS FOR (subject:FactSubject) REQUIRE subject.key IS UNIQUE',
    'CREATE CONSTRAINT declaration_key IF NOT EXISTS FOR (declaration:Declaration) REQUIRE declaration.key IS UNIQUE',
    'CREATE CONSTRAINT feeds_key IF NOT EXISTS FOR ()-[feeds:FEEDS]-() REQUIRE feeds.key IS UNIQUE',
    'CREATE CONSTRAINT feeds_column_key IF NOT EXISTS FOR ()-[feeds:FEEDS_COLUMN]-() REQUIRE feeds.key IS UNIQUE',
    'CREATE INDEX part_place IF NOT EXISTS FOR (part:Part) ON (part.timeline, part.time)',
    'CREATE INDEX fact_place IF NOT EXISTS FOR (fact:Fact) ON (fact.subject, fact.time)',
    'CREATE INDEX fact_subject_asset IF NOT EXISTS FOR (subject:FactSubject) ON (subject.asset)',
    'CREATE INDEX run_place IF NOT EXISTS FOR (run:Run) ON (run.job, run.placedAt)',
    'CREATE INDEX run_end IF NOT EXISTS FOR (run:Run) ON (run.job, run.endedAt)',
    'CREATE INDEX run_id IF NOT EXISTS FOR (run:Run) ON (run.runId)',
    'CALL db.awaitIndexes(60)',
  ],
  [
    'CREATE CONSTRAINT retracts_key IF NOT EXISTS FOR ()-[retracts:RETRACTS]-() REQUIRE retracts.key IS UNIQUE',
    ...['FEEDS', 'FEEDS_COLUMN', 'RETRACTS'].flatMap((type) =>
      ['validFrom', 'validTo'].map(
        (end) => `CREATE INDEX ${type.toLowerCase()}_${end} IF NOT EXISTS FOR ()-[feeds:${type}]-() ON (feeds.${end})`,
      ),
    ),
    'CREATE CONSTRAINT run_facet_key IF NOT EXISTS FOR (facet:RunFacet) REQUIRE facet.key IS UNIQUE',
    'CREATE INDEX run_facet_run IF NOT EXISTS FOR (facet:RunFacet) ON (facet.run)',
    'CREATE CONSTRAINT symlink_key IF NOT EXISTS FOR (symlink:Symlink) REQUIRE symlink.key IS UNIQUE',
    'CREATE INDEX symlink_asset IF NOT EXISTS FOR (symlink:Symlink) ON (symlink.asset)',
    'CREATE INDEX symlink_alias IF NOT EXISTS FOR (symlink:Symlink) ON (symlink.alias)',
    'CALL db.awaitIndexes(60)',
  ],
  [
    ...['foldedName', 'foldedTitle'].flatMap((property) => [
      `CREATE INDEX asset_${property} IF NOT EXISTS FOR (asset:Asset) ON (asset.${property})`,
      `CREATE TEXT INDEX asset_${property}_text IF NOT EXISTS FOR (asset:Asset) ON (asset.${property})`,
    ]),
    'CALL db.awaitIndexes(60)',
  ],
  [
    'CREATE INDEX run_parent IF NOT EXISTS FOR (run:Run) ON (run.parentRun)',
    'CREATE INDEX run_root IF NOT EXISTS FOR (run:Run) ON (run.rootRun)',
    'CALL db.awaitIndexes(60)',
  ],
  [
    'CREATE CONSTRAINT fact_value_digest IF NOT EXISTS FOR (kept:FactValue) REQUIRE kept.digest IS UNIQUE',
    'CALL db.awaitIndexes(60)',
  ],
  [
    'CREATE CONSTRAINT edge_set_digest IF NOT EXISTS FOR (kept:EdgeSet) REQUIRE kept.digest IS UNIQUE',
    'CALL db.awaitIndexes(60)',
  ],
];

/** The version from which on assets carry the names that search compares. */
const NAMED_SINCE = 3;
/** The version from which on runs carry whom they name as parent and root. */
const PARENTS_SINCE = 4;

/**
 * Brings the database's schema to the newest version. Every step may be repeated, so that two processes may start at once.
 * @throws StartRefused when a newer Headwater wrote the database.
 */
export async function migrate(session: Session): Promise<void> {
  const [known] = await session.read<{ version: number }>(
    'MATCH (schema:HeadwaterSchema) RETURN schema.version AS version',
    {},
    FIRST_TIMEOUT,
  );
  const version = known?.version ?? 0;
  if (version > MIGRATIONS.length)
    throw new StartRefused(
      `the lineage database has schema version ${version}, this Headwater knows ${MIGRATIONS.length}; start the newer Headwater that wrote it`,
    );
  // Each in a transaction of its own: Neo4j does not mix schema and data, nor creating an index with waiting for it.
  for (const statement of MIGRATIONS.slice(version).flat())
    await session.write((query) => query(statement), STEP_TIMEOUT);
  if (version < NAMED_SINCE) await nameUnnamed(session);
  if (version < PARENTS_SINCE) await nameParents(session);
  if (version < MIGRATIONS.length)
    await session.write((query) =>
      query('MERGE (schema:HeadwaterSchema {name: "lineage"}) SET schema.version = $version', {
        version: MIGRATIONS.length,
      }),
    );
}
