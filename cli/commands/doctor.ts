import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { minute, print, printJson, styled } from '../output.ts';
import { answerOf, ask, send, serverUrl } from '../server.ts';

interface Finding {
  check: string;
  ok: boolean;
  message: string;
}

const ESTATE = `{
  definitions(first: 1) { totalCount }
  metrics(first: 100) { totalCount edges { node { latest { time } } } }
}`;

interface Estate {
  definitions: { totalCount: number | null } | null;
  metrics: { totalCount: number | null; edges: { node: { latest: { time: string } | null } }[] } | null;
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('Says what is wrong between this command, the server and its stores.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  HEADWATER_URL=http://127.0.0.1:4100 headwater doctor')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = [runtime(), dependencies(), ...(await server())];
      const reachable = findings.every(({ check, ok }) => check !== 'server' || ok);
      if (reachable) findings.push(...(await estate()));
      if (json) printJson({ findings });
      else
        for (const { check, ok, message } of findings)
          print(`${ok ? styled('green', 'ok  ') : styled('red', 'bad ')} ${check}: ${message}`);
      if (!reachable)
        throw new CommandFailure(EXIT.unavailable, `no server answers at ${serverUrl()}`, 'start one with `npm start`');
      const wrong = findings.filter(({ ok }) => !ok).length;
      if (wrong > 0) throw new CommandFailure(EXIT.findings, `${wrong} of ${findings.length} checks found something`);
    });

const runtime = (): Finding => {
  const ok = Number(process.versions.node.split('.')[0]) >= 24;
  return { check: 'node', ok, message: `${process.version}${ok ? '' : '; 24 or later is needed'}` };
};

function dependencies(): Finding {
  const root = join(import.meta.dirname, '../..');
  const { dependencies: wanted } = jsonOf(join(root, 'package.json')) as { dependencies: Record<string, string> };
  const wrong = Object.entries(wanted).filter(([name, version]) => {
    const manifest = join(root, 'node_modules', name, 'package.json');
    return !existsSync(manifest) || (jsonOf(manifest) as { version: string }).version !== version;
  });
  return {
    check: 'dependencies',
    ok: wrong.length === 0,
    message:
      wrong.length === 0
        ? `${Object.keys(wanted).length} installed`
        : `not as package.json has them: ${wrong.map(([name]) => name).join(', ')}; run \`npm ci\``,
  };
}

const jsonOf = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

async function server(): Promise<Finding[]> {
  try {
    const response = await send('/readyz?verbose', {});
    const { parts = [] } = (await answerOf(response)) as { parts?: { part: string; ready: boolean; reason: string }[] };
    return [
      { check: 'server', ok: true, message: serverUrl() },
      ...parts.map(({ part, ready, reason }) => ({ check: part, ok: ready, message: reason })),
    ];
  } catch (failure) {
    return [{ check: 'server', ok: false, message: (failure as Error).message }];
  }
}

async function estate(): Promise<Finding[]> {
  const { definitions, metrics } = await ask<Estate>(ESTATE, {}, 'definitions');
  const defined = definitions?.totalCount ?? 0;
  return [
    {
      check: 'catalog',
      ok: defined > 0,
      message: defined > 0 ? `${defined} definitions` : 'empty; apply definitions with `headwater catalog apply`',
    },
    measurements(metrics),
  ];
}

function measurements(metrics: Estate['metrics']): Finding {
  const check = 'measurements';
  if (!metrics) return { check, ok: false, message: 'the metrics could not be asked' };
  const times = metrics.edges.flatMap(({ node }) => (node.latest ? [Date.parse(node.latest.time)] : []));
  if (times.length === 0) return { check, ok: false, message: 'none yet; POST /api/v1/observations' };
  const newest = new Date(Math.max(...times));
  const hours = Math.floor((Date.now() - newest.getTime()) / 3_600_000);
  const looked = metrics.totalCount === metrics.edges.length ? '' : ` of the first ${metrics.edges.length}`;
  return {
    check,
    ok: true,
    message: `${metrics.totalCount ?? 'an unknown number of'} metrics, the newest${looked} seen ${minute(newest.toISOString())}, ${hours} h ago`,
  };
}
