import { Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { printJson } from '../output.ts';
import { ask } from '../server.ts';
import { type AlertContext, printAlertContext } from './print-context.ts';
import { SECTIONS, type Section, sectionsOf } from './sections.ts';

const CONTEXT = `query AlertContext(
  $id: ID!, $series: Boolean!, $rootCause: Boolean!, $traces: Boolean!, $spans: Boolean!, $runs: Boolean!,
  $nextSteps: Boolean!, $playbook: Boolean!, $links: Boolean!, $similar: Boolean!
) {
  alertContext(id: $id) {
    alert {
      id state severity audience firedAt resolvedAt value source name asset { id }
      labels { name value } annotations { name value } generatorUrl
      suspect { asset { id } check reason since }
      suppression { kind reason until by }
      threshold { comparison value clearValue for }
      verdict { kind since reason sampleSize }
      metric {
        definition { name version title unit category fingerprint }
        asset { id kind name owner { id name contact } }
      }
    }
    incident { id title state severity openedAt }
    series @include(if: $series) { step points { time value sampleSize } baseline { lower expected upper } }
    rootCause @include(if: $rootCause) {
      outcome completeness
      origin { verdict confidence }
      causes { rank score summary asset { id kind name } path { asset { id kind name } } evidence { kind time summary } }
    }
    traces @include(if: $traces) {
      status
      items {
        traceId capturedAt spanCount
        spans @include(if: $spans) { spanId parentSpanId name service kind startTime duration status attributes }
        links { title url }
      }
    }
    runs @include(if: $runs) { id job { id } state startedAt endedAt error }
    nextSteps @include(if: $nextSteps) { order instruction url }
    playbook @include(if: $playbook) { id title version steps { order title instruction url } }
    links @include(if: $links) { kind title url }
    similar @include(if: $similar) { incident { id title } similarity resolution }
    gaps { section code message }
  }
}`;

interface Options {
  include?: Section[];
  traces: 'full' | 'links';
  json?: boolean;
}

export const contextCommand = (): Command =>
  new Command('context')
    .description('Everything that was known when an alert fired, with its traces.')
    .argument('<id>', 'alert id, as `headwater alert list` shows it')
    .option('--include <sections>', `only these of ${SECTIONS.join(', ')} (default: all)`, sectionsOf)
    .addOption(
      new Option('--traces <how>', 'their spans in full, or only where to look at them')
        .choices(['full', 'links'])
        .default('full'),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe alert, its incident and what is missing are always there.\n\nExamples:\n' +
        '  headwater alert context <id> --json | jq .rootCause.causes[0].summary\n' +
        '  headwater alert context <id> --include rootCause,traces --traces links --json',
    )
    .action(async (id: string, { include = [...SECTIONS], traces, json }: Options) => {
      const asked = Object.fromEntries(SECTIONS.map((section) => [section, include.includes(section)]));
      const variables = { id, ...asked, spans: traces === 'full' };
      const { alertContext } = await ask<{ alertContext: AlertContext | null }>(CONTEXT, variables, 'alertContext');
      if (!alertContext)
        throw new CommandFailure(EXIT.notFound, `no alert ${id}`, '`headwater alert list` shows the alerts there are');
      if (json) printJson(alertContext);
      else printAlertContext(alertContext);
    });
