/** How the demonstration speaks to the server that it started: over HTTP, as any producer would. */
export interface Client {
  /** Sends a body and answers the JSON that comes back. @throws when the server does not take it. */
  post(path: string, type: string, body: string): Promise<unknown>;
  /** Asks the graph. @throws when the answer has an error. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
}

export function httpClient(url: string): Client {
  const post = async (path: string, type: string, body: string): Promise<unknown> => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    post,
    async ask<Data>(query: string, variables: object = {}) {
      const answer = await post('/graphql', 'application/json', JSON.stringify({ query, variables }));
      const { data, errors } = answer as { data: Data; errors?: { message: string }[] };
      if (errors?.[0]) throw new Error(`the graph answered: ${errors[0].message}`);
      return data;
    },
  };
}
