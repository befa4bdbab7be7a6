/** How the real Collector reads what Docker keeps of a container's output, with the configuration of the docker stack. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collectorConfig } from "../../components/collector";
import { dockerSite } from "../../platforms/docker/site";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { toYaml } from "../../stacks/yaml";
import { find } from "../../tools/find";
import { until } from "./ask";

interface Delivered {
  readonly service: string | undefined;
  readonly host: string | undefined;
  readonly body: string | undefined;
  readonly nanoseconds: string;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly { readonly timeUnixNano: string; readonly body: Attribute["value"] }[];
    }[];
  }[];
}

const container = "9c041ecf85ec".padEnd(64, "0");
const delivered: Delivered[] = [];
let folder: string;
let server: Server;
let collector: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "observatory-container-logs-"));
  const logs = join(folder, "containers", container);
  mkdirSync(logs, { recursive: true });
  const lines = [
    {
      log: '{"level":"info","msg":"ready"}\n',
      stream: "stdout",
      attrs: { tag: "demo" },
      time: "2026-01-02T03:04:05.000000006Z",
    },
    { log: "no tag\r\n", stream: "stderr", time: "2026-01-02T03:04:06Z" },
  ];
  writeFileSync(
    join(logs, `${container}-json.log`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      delivered.push(...records(JSON.parse(Buffer.concat(chunks).toString("utf8")) as LogsRequest));
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const file = join(folder, "collector.yml");
  writeFileSync(file, toYaml(configuration((server.address() as AddressInfo).port)));
  collector = spawn(find("otelcol").path, [`--config=${file}`], { stdio: "inherit" });
});

afterAll(async () => {
  const ended = new Promise((resolve) => collector.on("exit", resolve));
  collector.kill("SIGTERM");
  await ended;
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** The docker stack's receiver for its servers' logs, with what lies around it on this machine. */
function configuration(port: number) {
  const values = { target: "docker", host: "docker-host", routes: { critical: [] } };
  const settings = parseSettings({ stack: "docker", values, secretKeys: [], catalogue });
  const config = collectorConfig(settings, dockerSite(settings));
  const storage = { directory: join(folder, "positions"), create_directory: true };
  const include = [join(folder, "containers", "*", "*-json.log")];
  return {
    extensions: { file_storage: storage },
    receivers: { "file_log/servers": { ...config.receivers["file_log/servers"], include } },
    processors: { "transform/names": config.processors["transform/names"] },
    exporters: { otlp_http: { endpoint: `http://127.0.0.1:${port}`, encoding: "json", compression: "none" } },
    service: {
      extensions: ["file_storage"],
      pipelines: {
        logs: { receivers: ["file_log/servers"], processors: ["transform/names"], exporters: ["otlp_http"] },
      },
      telemetry: { logs: { level: "warn" }, metrics: { level: "none" } },
    },
  };
}

function records({ resourceLogs }: LogsRequest): Delivered[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) => {
    const value = (key: string) => resource.attributes.find((each) => each.key === key)?.value.stringValue;
    return scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(({ timeUnixNano, body }) => ({
        service: value("service.name"),
        host: value("host"),
        body: body.stringValue,
        nanoseconds: timeUnixNano,
      })),
    );
  });
}

it(
  "takes line, time and name from Docker's file; the id stands for a name that is not told",
  { timeout: 60_000 },
  async () => {
    await until(
      30,
      () => Promise.resolve(delivered.length),
      (count) => count >= 2,
    );
    const first = BigInt(Date.parse("2026-01-02T03:04:05Z")) * 1_000_000n;
    expect([...delivered].sort((a, b) => (a.nanoseconds < b.nanoseconds ? -1 : 1))).toEqual([
      {
        service: "demo",
        host: "docker-host",
        body: '{"level":"info","msg":"ready"}',
        nanoseconds: String(first + 6n),
      },
      {
        service: "9c041ecf85ec",
        host: "docker-host",
        body: "no tag",
        nanoseconds: String(first + 1_000_000_000n),
      },
    ]);
  },
);
