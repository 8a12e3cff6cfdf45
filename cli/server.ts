import { CommandFailure, EXIT } from './failure.ts';

/** Where the server is: `HEADWATER_URL`, without a slash at its end. */
export const serverUrl = (): string => (process.env.HEADWATER_URL ?? 'http://127.0.0.1:4000').replace(/\/+$/, '');

interface GraphError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string };
}

const EXIT_OF_CODE: Record<string, number> = {
  BAD_USER_INPUT: EXIT.usage,
  GRAPHQL_VALIDATION_FAILED: EXIT.usage,
  NOT_FOUND: EXIT.notFound,
  UNAUTHENTICATED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  CONFLICT: EXIT.rejected,
  STORE_UNAVAILABLE: EXIT.unavailable,
  SUBGRAPH_UNAVAILABLE: EXIT.unavailable,
  DEADLINE_EXCEEDED: EXIT.unavailable,
};

/**
 * Asks the graph. An error that leaves `part` of the answer null ends the command with the code that fits; errors
 * elsewhere are told on standard error and the rest of the answer is used.
 */
export async function ask<Data>(
  document: string,
  variables: Record<string, unknown>,
  part: keyof Data & string,
): Promise<Data> {
  const response = await send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors = [] } = (await answerOf(response)) as { data?: Data | null; errors?: GraphError[] };
  const [first] = errors;
  if (first && (data?.[part] ?? null) === null) throw failureOf(first);
  for (const error of errors) process.stderr.write(`headwater: ${pathOf(error)}${error.message}\n`);
  if (!data) throw new CommandFailure(EXIT.unexpected, `${serverUrl()} answered without data`);
  return data;
}

/** Sends a request to the server; a server that does not answer ends the command with 7. */
export async function send(path: string, request: RequestInit): Promise<Response> {
  if (!/^https?:\/\//.test(serverUrl()) || !URL.canParse(serverUrl()))
    throw new CommandFailure(
      EXIT.usage,
      `HEADWATER_URL is "${serverUrl()}", which is no address`,
      'expected one such as http://127.0.0.1:4000',
    );
  try {
    return await fetch(serverUrl() + path, { signal: AbortSignal.timeout(60_000), ...request });
  } catch (cause) {
    throw new CommandFailure(
      EXIT.unavailable,
      `no server answers at ${serverUrl()} (${reasonOf(cause)})`,
      'start one with `npm start`, or set HEADWATER_URL to where it runs',
    );
  }
}

/** The JSON of an answer; anything else is not a Headwater server. */
export async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(
      EXIT.unavailable,
      `${response.url} answered ${response.status} with something that is not JSON`,
      'check that HEADWATER_URL points to a Headwater server',
    );
  }
}

const reasonOf = (cause: unknown): string => {
  const { cause: inner, message } = cause as { cause?: { code?: string; message?: string }; message: string };
  return inner?.code ?? inner?.message ?? message;
};

const pathOf = ({ path }: GraphError): string => (path?.length ? `${path.join('.')}: ` : '');

function failureOf({ message, extensions }: GraphError): CommandFailure {
  const exit = EXIT_OF_CODE[extensions?.code ?? ''] ?? EXIT.unexpected;
  return new CommandFailure(
    exit,
    message,
    exit === EXIT.unavailable ? '`headwater doctor` says which part is away' : undefined,
  );
}
