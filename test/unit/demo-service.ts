/** Starts the demo service for tests: inside of the test's process, or as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type Config } from "../../services/demo/config";
import { type Outside, startService } from "../../services/demo/service";
import { type Exposition, parseExposition } from "./demo-exposition";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export interface Client {
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  scrape(): Promise<Exposition>;
}

export function client(url: string): Client {
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    const json = isJson && text !== "" ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, json };
  };
  return {
    url,
    get: (path, headers = {}) => call(path, { headers }),
    post: (path, body, headers = {}) =>
      call(path, {
        method: "POST",
        headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    scrape: async () => parseExposition(await (await fetch(`${url}/metrics`)).text()),
  };
}

export type LogLine = Readonly<Record<string, unknown>>;

/** The service in this process, on a free port of 127.0.0.1, with its log lines. */
export async function startDemo(config: Partial<Config> = {}, outside: Partial<Outside> = {}) {
  const lines: string[] = [];
  const service = await startService(
    { host: "127.0.0.1", port: 0, traffic: false, revision: "unknown", ...config },
    { write: (line) => lines.push(line), ...outside },
  );
  const log = (): LogLine[] => lines.map((line) => JSON.parse(line) as LogLine);
  return { ...client(service.url), stop: () => service.stop(), lines, log };
}

export interface DemoProcess {
  readonly process: ChildProcess;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Base URL, once it listens. Rejects if it ends before. */
  readonly url: Promise<string>;
}

const root = path.resolve(__dirname, "../..");

/** The service as `node --import tsx services/demo/main.ts`, with exactly this environment beside PATH. */
export function spawnDemo(env: Record<string, string>): DemoProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "services/demo/main.ts"], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const found = /"msg":"listening".*"url":"([^"]+)"/.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`the service ended with ${code}: ${err}`)));
  });
  url.catch(() => undefined);
  return { process: child, stdout: () => out, stderr: () => err, ended, url };
}

/** Asks until the answer is what is waited for; the test's own limit ends a wait in vain. */
export async function until<T>(ask: () => T | Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
