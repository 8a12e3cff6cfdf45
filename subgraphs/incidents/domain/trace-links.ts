import type { ContextLink } from './context.ts';

/** Where a trace is looked at; `{traceId}` stands for its id. */
export interface TraceLink {
  title: string;
  template: string;
}

export const traceLinksOf = (links: readonly TraceLink[], traceId: string): ContextLink[] =>
  links.map(({ title, template }) => ({
    kind: 'TRACE',
    title,
    url: template.replaceAll('{traceId}', encodeURIComponent(traceId)),
  }));
