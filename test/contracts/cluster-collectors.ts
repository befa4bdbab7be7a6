/** The collectors of a cluster, on its API server, and that of one host: with work and trouble. */
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { collector } from "../../components/collector";
import { collectorAgent } from "../../components/collector-agent";
import { collectorGateway } from "../../components/collector-gateway";
import { type Workload } from "../../platforms/workload";
import { type Settings } from "../../stacks/settings";
import { parse } from "yaml";
import { toYaml } from "../../stacks/yaml";
import { processes } from "../e2e/kubernetes/processes";
import { writeFiles } from "./capture-stack";
import { type ApiServer, type Machine } from "./cluster-servers";
import { loopbackSite, portsFrom } from "./loopback";

/** Texts by contract file: what several collectors of a kind tell together. */
export type Expositions = Readonly<Record<string, readonly string[]>>;

interface CollectorFile {
  readonly processors: {
    readonly memory_limiter: object;
    /** Only where there is a cluster to ask. */
    readonly k8s_attributes?: object;
  };
  readonly exporters: Readonly<Record<string, { readonly sending_queue: object }>>;
}

/** What is changed of a collector's file, besides how it finds the API server. */
type Change = (config: CollectorFile) => object;

interface Start {
  readonly root: string;
  readonly settings: Settings;
  readonly workload: Workload;
  readonly change: Change;
  /** Name of its log. */
  readonly name: string;
}

const unchanged: Change = (config) => config;

/** A queue in which nothing has room. */
const withoutRoom: Change = ({ exporters, ...config }) => ({
  ...config,
  exporters: Object.fromEntries(
    Object.entries(exporters).map(([name, of]) => [
      name,
      { ...of, sending_queue: { ...of.sending_queue, sizer: "bytes", queue_size: 1, batch: undefined } },
    ]),
  ),
});

/** Less memory than the program itself takes: it refuses everything. */
const withoutMemory: Change = (config) => ({
  ...config,
  processors: {
    ...config.processors,
    memory_limiter: { check_interval: "1s", limit_mib: 1, spike_limit_mib: 0 },
  },
});

const firstPort = 29600;

/** Starts them one after the other, and returns what they tell at last. */
export async function collectorExpositions(
  settings: Settings,
  machine: Machine,
  api: ApiServer,
  scrape: (url: string) => Promise<string>,
): Promise<Expositions> {
  const destination = await startDestination();
  const root = join(machine.folder, "collectors");
  const ports = portsFrom(firstPort);
  const site = {
    ...loopbackSite(settings, root, ports),
    address: () => destination.address,
    url: () => `http://${destination.address}`,
    members: (_workload: string, _port: string, replicas: number) =>
      Array.from({ length: replicas }, () => destination.address),
  };
  const agent = collectorAgent(settings, site).workload;
  const gateway = collectorGateway(settings, site).workload;
  const host = collector(settings, { ...site, target: "local" }).workload;
  const run = async (name: string, workload: Workload, change: Change): Promise<string> => {
    destination.answer(200);
    const running = processes(machine.folder);
    start({ ...machine, running }, api, { root, settings, workload, change, name });
    const port = (of: string): number => ports.of(workload.name, of);
    await running.until(name, "the collector is healthy", 45, () =>
      fetch(`http://127.0.0.1:${port("health")}/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const busy = async (): Promise<void> => {
      writeLines(root);
      if (workload !== agent) await send(`http://127.0.0.1:${port("otlpHttp")}`);
      // Figures of spans are sent every 15 s.
      await wait(workload !== agent && change === unchanged ? 18_000 : 5000);
    };
    await busy();
    // What is refused for good is given up.
    destination.answer(400);
    await busy();
    const text = await scrape(`http://127.0.0.1:${port("metrics")}/metrics`);
    await running.stop();
    return text;
  };
  try {
    const texts = async (name: string, workload: Workload): Promise<readonly string[]> => [
      await run(name, workload, unchanged),
      await run(`${name}-without-room`, workload, withoutRoom),
      await run(`${name}-without-memory`, workload, withoutMemory),
    ];
    return {
      "collector-agent.prom": await texts("agent", agent),
      "collector-gateway.prom": await texts("gateway", gateway),
      "collector-host.prom": await texts("host", host),
    };
  } finally {
    destination.stop();
  }
}

/** Starts a collector as its pod would, but for how it finds the API server. */
function start(
  { running, path }: Machine,
  api: ApiServer,
  { root, settings, workload, change, name }: Start,
): void {
  const files = (workload.files ?? []).map((file) => {
    const config = parse(file.content.replaceAll("https://127", "http://127")) as CollectorFile;
    const { k8s_attributes: pods, ...processors } = config.processors;
    const known = pods === undefined ? {} : { k8s_attributes: { ...pods, auth_type: "kubeConfig" } };
    const adapted = change({ ...config, processors: { ...processors, ...known } });
    return { ...file, content: toYaml(adapted) };
  });
  writeFiles({ ...workload, files }, root, settings.stack, {});
  const authorization = join(root, ".observatory", settings.stack, "secrets", workload.name, "authorization");
  mkdirSync(dirname(authorization), { recursive: true });
  writeFileSync(authorization, "Basic x", { mode: 0o600 });
  running.start(name, path("otelcol"), workload.args, {
    ...workload.env,
    KUBECONFIG: api.kubeconfig,
    NODE_NAME: "node-1",
    POD_NAME: "collector-gateway-0",
  });
}

/** What stands in for Loki and Prometheus: takes everything, or refuses it. */
async function startDestination() {
  let status = 200;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    answer: (next: number) => {
      status = next;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A line of a pod of the cluster, as containerd keeps it, one of a pod that nobody knows, and one of the node. */
function writeLines(root: string): void {
  const line = `${new Date().toISOString()} stdout F it works\n`;
  for (const pod of ["shop_checkout-6d4cf56db6-abcde_x/checkout", "shop_unknown_y/unknown"])
    append(join(root, "pods", pod, "0.log"), line);
  append(join(root, "var", "log", "syslog"), "it works\n");
}

function append(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: "a" });
}

/** Lines, spans and metrics by OTLP, some of which are not taken; and something that is none of these. */
async function send(url: string): Promise<void> {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "basket" } }] };
  const now = `${Date.now()}000000`;
  const span = {
    ...{ traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", name: "buy", kind: 2 },
    ...{ startTimeUnixNano: now, endTimeUnixNano: now },
  };
  const post = (path: string, body: string) =>
    fetch(url + path, { method: "POST", headers: { "content-type": "application/json" }, body });
  const record = { timeUnixNano: now, body: { stringValue: "x".repeat(100) } };
  await post(
    "/v1/logs",
    JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords: [record] }] }] }),
  );
  await post(
    "/v1/traces",
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  );
  // Of each filter, something that it drops.
  const gauge = (name: string, points: readonly object[]) => ({ name, gauge: { dataPoints: points } });
  const point = { timeUnixNano: now, asDouble: 1 };
  const metrics = [
    gauge("stock", [point]),
    gauge("up", [point]),
    { name: "difference", sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [point] } },
    gauge("long", [{ ...point, attributes: [{ key: "a", value: { stringValue: "x".repeat(3000) } }] }]),
    gauge("old", [{ ...point, timeUnixNano: `${Date.now() - 3_600_000}000000` }]),
  ];
  await post("/v1/metrics", JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }));
  await post("/v1/logs", "nonsense");
}
