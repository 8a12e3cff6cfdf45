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
  metrics(first: 1) { totalCount edges { node { latest { time } } } }
}`;

interface Estate {
  definitions: { totalCount: number | null } | null;
  metrics: { totalCount: number | null; edges: { node: { latest: { time: string } | null } }[] } | null;
}

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('Says what is wrong between this command, the server and its stores.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = [runtime(), ...(await server())];
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
  const [first] = metrics?.edges ?? [];
  return [
    {
      check: 'catalog',
      ok: defined > 0,
      message: defined > 0 ? `${defined} definitions` : 'empty; apply definitions with `headwater catalog apply`',
    },
    {
      check: 'measurements',
      ok: Boolean(first),
      message: first
        ? `${metrics?.totalCount ?? '?'} metrics, one last seen ${minute(first.node.latest?.time)}`
        : 'none yet; POST /api/v1/observations',
    },
  ];
}
