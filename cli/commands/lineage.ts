import { Command } from 'commander';
import { instant, wholeNumber, wordsOf } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { minute, print, printJson, status, styled, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Connection {
  completeness: 'COMPLETE' | keyof typeof CUT_OFF;
  totalCount: number | null;
  edges: { depth: number; node: { id: string; kind: string; name: string; health: { status: string } | null } }[];
}

interface Path {
  lineagePath: {
    completeness: string;
    length: number;
    steps: {
      asset: { id: string; kind: string; name: string };
      via: { role: string; validFrom: string; validTo: string | null } | null;
    }[];
  } | null;
}

const KINDS = ['DATASET', 'FEATURE', 'JOB', 'MODEL_VERSION', 'DEPLOYMENT', 'SERVICE'];

export const lineageCommand = (): Command =>
  new Command('lineage')
    .description('What feeds what.')
    .addCommand(walkCommand('upstream', 'Everything that feeds an asset, nearest first.'))
    .addCommand(walkCommand('downstream', 'Everything an asset feeds, nearest first.'))
    .addCommand(pathCommand());

const walkCommand = (direction: 'upstream' | 'downstream', description: string): Command =>
  new Command(direction)
    .description(description)
    .argument('<id>', 'asset id, such as dataset/<namespace>/<name>')
    .option('--depth <edges>', 'how far to go, 1 to 100', wholeNumber, 3)
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 100)
    .option('--as-of <time>', 'the graph as it stood, RFC 3339', instant)
    .option('--kinds <kinds...>', `only these, FEATURE follows columns too: ${KINDS.join(', ')}`, wordsOf(KINDS))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `\nExample:\n  headwater lineage ${direction} deployment/prod/flight-delay --depth 6 --kinds DATASET,JOB`,
    )
    .action(
      async (
        id: string,
        options: { depth: number; first: number; asOf?: string; kinds?: string[]; json?: boolean },
      ) => {
        const document = `query Walk($id: ID!, $depth: Int!, $first: Int!, $asOf: DateTime, $kinds: [AssetKind!]) {
        asset(id: $id) {
          id
          walk: ${direction}(depth: $depth, first: $first, asOf: $asOf, kinds: $kinds) {
            completeness
            totalCount
            edges { depth node { id kind name health { status } } }
          }
        }
      }`;
        const { depth, first, asOf, kinds } = options;
        const { asset } = await ask<{ asset: { walk: Connection | null } | null }>(
          document,
          { id, depth, first, asOf, kinds },
          'asset',
        );
        if (!asset) throw unknownAsset(id);
        if (!asset.walk) throw new CommandFailure(EXIT.unavailable, 'the lineage of this asset could not be had');
        const { edges, completeness, totalCount } = asset.walk;
        if (options.json)
          return printJson({
            id,
            direction,
            completeness,
            totalCount,
            assets: edges.map(({ depth, node }) => ({ depth, ...node })),
          });
        print(
          table(
            ['depth', 'kind', 'health', 'id'],
            edges.map(({ depth, node }) => [`${depth}`, node.kind, status(node.health?.status), node.id]),
          ),
        );
        if (completeness !== 'COMPLETE') tell(`${completeness}: ${CUT_OFF[completeness]}`);
        else if (totalCount !== null && totalCount > edges.length) tell(`${edges.length} of ${totalCount} listed`);
      },
    );

const pathCommand = (): Command =>
  new Command('path')
    .description('The shortest chain from one asset down to another.')
    .argument('<from>', 'id of the upstream asset')
    .argument('<to>', 'id of the downstream asset')
    .option('--as-of <time>', 'the graph as it stood, RFC 3339', instant)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  headwater lineage path dataset/warehouse/raw.weather deployment/prod/flight-delay',
    )
    .action(async (from: string, to: string, options: { asOf?: string; json?: boolean }) => {
      const document = `query Path($from: ID!, $to: ID!, $asOf: DateTime) {
        lineagePath(from: $from, to: $to, asOf: $asOf) {
          completeness
          length
          steps { asset { id kind name } via { role validFrom validTo } }
        }
      }`;
      const { lineagePath } = await ask<Path>(document, { from, to, asOf: options.asOf }, 'lineagePath');
      if (!lineagePath) throw new CommandFailure(EXIT.notFound, `nothing leads from ${from} to ${to}`);
      if (options.json) return printJson(lineagePath);
      for (const { asset, via } of lineagePath.steps)
        print(via ? `${styled('dim', `  ${via.role} since ${minute(via.validFrom)} ->`)}\n${asset.id}` : asset.id);
    });

/** What a walk that was cut off leaves out, and what to do about it. */
const CUT_OFF = {
  TRUNCATED: 'there is more than is listed here; raise --depth or narrow with --kinds',
  TIMED_OUT: 'there may be more than is listed here; ask again, or with a lower --depth',
};

const unknownAsset = (id: string): CommandFailure =>
  new CommandFailure(
    EXIT.notFound,
    `no asset ${id}`,
    'an id is a path such as dataset/<namespace>/<name>, each segment percent-encoded',
  );
