import { beforeEach } from '@jest/globals';
import { FIRED, openEstate } from './estate.contract.ts';

const POST_MORTEM = `{
  id state version summary changed { by } published { version by } incident { id }
  cause {
    agreement origin note by hasLabelledCase labelledCaseGap causes { answeredRank assets { id } }
    answered { outcome causes { rank asset { id } } }
  }
  actions { id title owner due state overdue done { by } }
}`;

/** An estate with one incident, and what people write of it. */
export function openPostMortem() {
  const estate = openEstate();
  let id = '';
  beforeEach(async () => {
    await estate.follow(FIRED);
    id = (await estate.ask('{ incidents { edges { node { id } } } }')).incidents.edges[0].node.id;
  });
  /** What a mutation left, and why it refused. */
  const act = async (mutation: string, input: Record<string, unknown> = {}) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation($input: ${type}!) {
      done: ${mutation}(input: $input) { postMortem ${POST_MORTEM} userErrors { code field message } }
    }`;
    const { done } = await estate.ask(document, { input: { incident: id, by: 'ana', ...input } });
    return { postMortem: done.postMortem, errors: done.userErrors };
  };
  return {
    estate,
    idOfIncident: () => id,
    act,
    begin: () => act('beginPostMortem'),
    confirm: (version: number, more = {}) => act('confirmPostMortemCause', { version, ...more }),
    /** Of the post-mortem as it is. */
    read: async (fields = POST_MORTEM) =>
      (await estate.ask(`{ incident(id: "${id}") { postMortem ${fields} } }`)).incident.postMortem,
    cases: async () =>
      (await estate.ask('{ labelledCases { totalCount edges { node { id document } } } }')).labelledCases,
  };
}
