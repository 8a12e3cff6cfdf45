import type { z } from 'zod';
import { CommandFailure, EXIT } from '../failure.ts';

/** How to speak to an MLflow server, by the variables that MLflow's own client reads. */
export interface MlflowAddress {
  /** Without a slash at its end. */
  url: string;
  authorization: string | null;
}

/** Where MLflow is. @throws CommandFailure when that is no address of a server. */
export function mlflowAddress(given: string | undefined, environment: NodeJS.ProcessEnv): MlflowAddress {
  const raw = given ?? environment.MLFLOW_TRACKING_URI ?? '';
  const named = given === undefined ? 'MLFLOW_TRACKING_URI' : 'the address';
  const remedy =
    'give the address of an MLflow server, such as http://127.0.0.1:5000, or set MLFLOW_TRACKING_URI to it';
  if (raw === '') throw new CommandFailure(EXIT.usage, 'nobody says where MLflow is', remedy);
  if (!/^https?:\/\//.test(raw) || !URL.canParse(raw))
    throw new CommandFailure(
      EXIT.usage,
      `${named} is "${raw.replace(/\/\/[^/]*@/, '//')}", which is not that of a server`,
      remedy,
    );
  const url = new URL(raw);
  const { MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD } = environment;
  const user = MLFLOW_TRACKING_USERNAME || decodeURIComponent(url.username);
  const password = MLFLOW_TRACKING_PASSWORD || decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  const basic = user ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` : null;
  return { url: url.href.replace(/\/+$/, ''), authorization: basic ?? (token ? `Bearer ${token}` : null) };
}

/** How long MLflow may take for one answer, in milliseconds. */
const PATIENCE = 60_000;
/** Tried so often while MLflow says that it is busy. */
const TRIES = 3;
const BUSY = new Set([429, 502, 503, 504]);

/** MLflow has no such thing, or not for whoever asks. */
class NotShown extends CommandFailure {}

/** Asks MLflow's REST API. */
export class MlflowClient {
  readonly #address: MlflowAddress;

  constructor(address: MlflowAddress) {
    this.#address = address;
  }

  /** @throws CommandFailure saying what MLflow answered instead, and what to do about it. */
  async get<Content>(path: string, query: Record<string, string>, shape: z.ZodType<Content>): Promise<Content> {
    const response = await this.#send(`/api/2.0/mlflow/${path}?${new URLSearchParams(query)}`);
    const answer = await this.#jsonOf(response);
    if (!response.ok) throw this.#refused(response.status, answer);
    const read = shape.safeParse(answer);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new CommandFailure(
      EXIT.unavailable,
      `${this.#address.url} answered ${path} with ${issue?.path.map(String).join('.') || 'something'}: ${issue?.message}`,
      'this is not the REST API of an MLflow that is known here, which was tried with MLflow 3.17',
    );
  }

  /** As `get`; null when MLflow has no such thing, or does not show it to whoever asks. */
  async find<Content>(path: string, query: Record<string, string>, shape: z.ZodType<Content>): Promise<Content | null> {
    try {
      return await this.get(path, query, shape);
    } catch (failure) {
      if (failure instanceof NotShown) return null;
      throw failure;
    }
  }

  async #send(path: string): Promise<Response> {
    const { url, authorization } = this.#address;
    const headers: Record<string, string> = { accept: 'application/json', ...(authorization ? { authorization } : {}) };
    for (let tried = 1; ; tried++) {
      const response = await this.#fetch(url + path, headers);
      if (!BUSY.has(response.status) || tried === TRIES) return response;
      await response.arrayBuffer();
      const seconds = Number(response.headers.get('retry-after')) || tried;
      await new Promise((later) => setTimeout(later, Math.min(seconds, 10) * 1000));
    }
  }

  async #fetch(address: string, headers: Record<string, string>): Promise<Response> {
    try {
      // A redirect leads to a page to sign in at, and must not take the credentials along.
      return await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    } catch (cause) {
      const { cause: inner, message } = cause as { cause?: { code?: string; message?: string }; message: string };
      throw new CommandFailure(
        EXIT.unavailable,
        `no MLflow answers at ${this.#address.url} (${inner?.code ?? inner?.message ?? message})`,
        'start it with `mlflow server`, or give the address where it runs',
      );
    }
  }

  /** What MLflow says; null where it refuses in words of its own. */
  async #jsonOf(response: Response): Promise<object | null> {
    const text = await response.text();
    try {
      const answer: unknown = JSON.parse(text);
      if (typeof answer === 'object' && answer !== null) return answer;
    } catch {}
    if (response.status === 401 || response.status === 403 || BUSY.has(response.status)) return null;
    const type = response.headers.get('content-type') ?? 'something';
    throw this.#isNotMlflow(`answered ${response.status} with ${type.split(';')[0]} that is not JSON`);
  }

  #refused(status: number, answer: object | null): CommandFailure {
    const { url } = this.#address;
    const { error_code: code, message } = (answer ?? {}) as { error_code?: string; message?: string };
    const said = code ? `, ${code}: ${message}` : '';
    if (status === 401 || status === 403)
      return new (status === 403 ? NotShown : CommandFailure)(
        EXIT.notAllowed,
        `${url} lets nobody in as such (${status})`,
        'set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, to those of somebody who may read',
      );
    if (status >= 500 || status === 429)
      return new CommandFailure(
        EXIT.unavailable,
        `${url} answered ${status}${said}`,
        'look at the log of MLflow, and run the command again when it is well: a sync starts from the beginning',
      );
    if (!code) return this.#isNotMlflow(`answered ${status}`);
    return new (code === 'RESOURCE_DOES_NOT_EXIST' ? NotShown : CommandFailure)(
      EXIT.unexpected,
      `${url} refused with ${status}${said}`,
    );
  }

  #isNotMlflow(what: string): CommandFailure {
    return new CommandFailure(
      EXIT.unavailable,
      `${this.#address.url} ${what}: that is no MLflow`,
      'give the address under which its pages open in a browser, without what comes after #',
    );
  }
}
