/** Calls over TLS, over connections that stay open. */
import { Agent, request } from "node:https";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How a server is known. */
export interface Trust {
  /** Certificate of the authority that its own is signed by, as PEM. @default any certificate is taken */
  readonly authority?: string;
  /** Name that its certificate has to have. @default that of the address */
  readonly name?: string;
}

/** Calls one server; a body is sent as JSON. Rejects where no answer comes. */
export type Client = (
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string | string[]>>,
) => Promise<Answer>;

/**
 * @param base address of the server, without a path
 * @param authorization who calls, as the header says it
 */
export function client(base: string, authorization: string, { authority, name }: Trust): Client {
  const trust = authority === undefined ? { rejectUnauthorized: false } : { ca: authority };
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    ...trust,
    ...(name === undefined ? {} : { servername: name }),
  });
  return (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const all = { authorization, ...type, ...headers };
      const call = request(base + path, { method, agent, headers: all, timeout: 30_000 }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
        );
      });
      call.on("timeout", () => call.destroy(new Error(`${base}${path} gave no answer`)));
      call.on("error", reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
}
