import { CommandFailure, EXIT } from '../failure.ts';
import { minute, print, printJson } from '../output.ts';
import { ask } from '../server.ts';
import { throwRefusal, type UserError } from '../user-errors.ts';

interface Done {
  by: string;
  at: string;
}

export interface Action {
  id: string;
  title: string;
  owner: string;
  due: string;
  state: string;
  overdue: boolean;
  done: Done | null;
}

export interface Cause {
  agreement: string | null;
  causes: { answeredRank: number | null; assets: { id: string }[] }[];
  origin: string | null;
  note: string | null;
  by: string;
  at: string;
  hasLabelledCase: boolean;
  labelledCaseGap: string | null;
}

/** What these commands ask of a post-mortem. */
export interface PostMortem {
  id: string;
  state: string;
  version: number;
  summary: string | null;
  impact: string | null;
  lessons: string | null;
  begun: Done;
  changed: Done;
  published: (Done & { version: number }) | null;
  incident: { id: string; title: string; state: string; severity: string };
  cause: Cause | null;
  actions: Action[];
}

export const POST_MORTEM = `
  id state version summary impact lessons begun { by at } changed { by at } published { version by at }
  incident { id title state severity }
  cause { agreement causes { answeredRank assets { id } } origin note by at hasLabelledCase labelledCaseGap }
  actions { id title owner due state overdue done { by at } }
`;

/** Sends what somebody does, and prints what stands now. */
export async function change(
  mutation: string,
  input: Record<string, unknown>,
  { json }: { json?: boolean },
  told: (postMortem: PostMortem) => string,
): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Change($input: ${type}!) {
    done: ${mutation}(input: $input) { postMortem { ${POST_MORTEM} } userErrors { code field message } }
  }`;
  const { done } = await ask<{ done: { postMortem: PostMortem | null; userErrors: UserError[] } }>(
    document,
    { input },
    'done',
  );
  if (json) printJson(done);
  throwRefusal(done.userErrors);
  if (done.postMortem && !json) print(told(done.postMortem));
}

export const stateText = ({ id, state, version, changed }: PostMortem): string =>
  `${id} is ${state}, version ${version}, changed ${minute(changed.at)} by ${changed.by}`;

interface OfIncident {
  incident: { postMortem: PostMortem | null } | null;
}

/** A post-mortem by the id of its incident or its own, with further fields. @throws CommandFailure when there is none. */
export async function read<Fields extends object>(
  asked: string,
  fields = '',
  variables = {},
): Promise<PostMortem & Fields> {
  const id = asked.replace(/^post-mortem\//, 'incident/');
  const parameters = Object.keys(variables).length > 0 ? ', $after: String' : '';
  const document = `query PostMortem($id: ID!${parameters}) {
    incident(id: $id) { postMortem { ${POST_MORTEM} ${fields} } }
  }`;
  const { incident } = await ask<OfIncident>(document, { id, ...variables }, 'incident');
  if (!incident)
    throw new CommandFailure(EXIT.notFound, `no incident ${id}`, '`headwater incident list` shows those there are');
  if (!incident.postMortem)
    throw new CommandFailure(
      EXIT.notFound,
      `nobody has begun a post-mortem of ${id}`,
      `\`headwater post-mortem begin ${id}\` does`,
    );
  return incident.postMortem as PostMortem & Fields;
}

/** The version that somebody says they read, else the newest. */
export const versionOf = async (id: string, atVersion: number | undefined): Promise<number> =>
  atVersion ?? (await read(id)).version;
