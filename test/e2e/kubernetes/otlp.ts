/** OTLP over HTTP, in its JSON form: what a service sends, and what a collector passes on. */
import { createServer } from "node:http";

type Attributes = readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];

interface Logs {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly {
        readonly timeUnixNano?: string;
        readonly attributes?: Attributes;
        readonly body: { readonly stringValue: string };
      }[];
    }[];
  }[];
}

/** A line and the attributes of who wrote it. */
export interface Entry {
  readonly line: string;
  readonly resource: Readonly<Record<string, string>>;
}

/** A line as it has arrived. */
export interface Received extends Entry {
  /** When it was written, in nanoseconds since 1970. */
  readonly time: bigint;
  /** Attributes of the line itself. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface LogSink {
  readonly url: string;
  /** Everything that has arrived. */
  readonly entries: readonly Received[];
  stop(): Promise<void>;
}

/** Takes logs as Loki does, and keeps them. */
export async function logSink(): Promise<LogSink> {
  const entries: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url?.endsWith("/v1/logs") === true)
        entries.push(...entriesOf(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Logs));
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    entries,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function entriesOf({ resourceLogs }: Logs): readonly Received[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(({ body, timeUnixNano = "0", attributes = [] }) => ({
        line: body.stringValue,
        time: BigInt(timeUnixNano),
        attributes: byKey(attributes),
        resource: byKey(resource.attributes),
      })),
    ),
  );
}

function byKey(attributes: Attributes): Readonly<Record<string, string>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? ""]));
}

/** Sends one line. Throws where it is not taken. */
export async function sendLine(url: string, { line, resource }: Entry): Promise<void> {
  const attributes = Object.entries(resource).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const body = {
    resourceLogs: [
      { resource: { attributes }, scopeLogs: [{ logRecords: [{ body: { stringValue: line } }] }] },
    ],
  };
  const answer = await fetch(`${url}/v1/logs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}
