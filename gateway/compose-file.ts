/**
 * Writes supergraph.graphql from the four schema.graphql; with `--check` writes nothing and fails when the committed
 * file is not what they compose to.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { compose, subgraphSchemas } from './compose.ts';

const file = new URL('../supergraph.graphql', import.meta.url);
const composed = `# Composed from subgraphs/*/schema.graphql by npm run generate; never edited by hand.\n${compose(subgraphSchemas())}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, composed);
else if (readFileSync(file, 'utf8') !== composed) {
  console.error('supergraph.graphql is not what the subgraphs compose to; run npm run generate and commit it');
  process.exitCode = 1;
}
