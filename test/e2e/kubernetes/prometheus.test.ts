import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../../stacks/yaml";
import { ensure } from "../../../tools/build";
import { until } from "../ask";
import { apply, expectSuccess, theCluster } from "./cluster";
import { nodes, usersNamespace } from "./furnish";
import { type InPod, inPod, isReady, withFlags } from "./in-pod";
import { type MetricsServer, serveMetrics } from "./metrics-server";
import { eventually, list } from "./objects";
import { reportRunning, runPod } from "./pods";
import { freePorts } from "./processes";
import { type Client } from "./https";
import { namespacesOf, objects, service, stack } from "./stacks";

const cluster = theCluster();
const name = "discovery";
/** No host outside of this machine is called, and nobody waits long for a scrape. */
const settings = { hosts: [], scrapeInterval: "5s" };
let pod: InPod;
let users: MetricsServer;
let call: Client;

interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapeUrl: string;
  readonly health: string;
  readonly lastError: string;
}

beforeAll(async () => {
  expectSuccess(apply(cluster, objects("everything", name, settings)));
  users = await serveMetrics();
  await reportOwnPods();
  makeUsersPods(users.port);
  pod = await inPod(cluster, stack("everything", name, settings), "prometheus");
  call = await startPrometheus(pod);
}, 60_000);
afterAll(async () => {
  await pod.stop();
  await users.stop();
});

/** An answer of Prometheus. Throws for one that is no success. */
async function ask<T>(path: string): Promise<T> {
  const { status, body } = await call("GET", path);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
  return (JSON.parse(body) as { data: T }).data;
}

const activeTargets = async (): Promise<readonly Target[]> =>
  (await ask<{ activeTargets: readonly Target[] }>("/api/v1/targets?state=active")).activeTargets;

/** Waits until a query has one result of that value. */
async function becomes(query: string, value: number): Promise<void> {
  interface Vector {
    readonly result: readonly { readonly value: readonly [number, string] }[];
  }
  const path = `/api/v1/query?query=${encodeURIComponent(query)}`;
  await until(
    25,
    () => ask<Vector>(path),
    ({ result }) => result.length === 1 && Number(result[0]?.value[1]) === value,
  );
}

/** Targets of a job, once there are as many as should be. */
async function targets(job: string, count: number): Promise<readonly Target[]> {
  const ofJob = async (): Promise<readonly Target[]> =>
    (await activeTargets()).filter(({ labels }) => labels["job"] === job);
  return until(15, ofJob, (found) => found.length === count);
}

const instances = (found: readonly Target[]): string[] =>
  found.map(({ labels }) => labels["instance"] ?? "").sort();

describe("Prometheus, with the configuration and the account of its pods,", () => {
  it("finds each of its own members by name", async () => {
    expect(instances(await targets("prometheus", 2))).toEqual(["prometheus-0", "prometheus-1"]);
  });

  it("finds the daemons of every node by the node's name", async () => {
    expect(instances(await targets("node", 1))).toEqual([nodes[0]]);
  });

  it("asks the blackbox exporter for the certificate of each pod that has one", async () => {
    const found = await targets("stack-certificates", 3);
    const asked = found.map(({ labels, scrapeUrl }) => {
      const { host, searchParams } = new URL(scrapeUrl);
      return [host, searchParams.get("module"), searchParams.get("target"), labels["server"]];
    });
    const exporter = `blackbox-exporter.${namespacesOf(name)[0]}.svc:9115`;
    expect(asked.sort()).toEqual([
      [exporter, "certificate-node-exporter", "192.0.2.103:9100", "node-exporter"],
      [exporter, "certificate-prometheus", "192.0.2.101:9090", "prometheus"],
      [exporter, "certificate-prometheus", "192.0.2.102:9090", "prometheus"],
    ]);
    // The daemon by its pod, not by its node, whose name several of them share.
    expect(instances(found)).toEqual([
      expect.stringMatching(/^node-exporter-[a-z0-9]+$/),
      "prometheus-0",
      "prometheus-1",
    ]);
    expect(found.filter(({ labels }) => "pod" in labels)).toEqual([]);
  });

  it.each(["kubelet", "cadvisor"])("finds the %s of every node", async (job) => {
    expect(instances(await targets(job, nodes.length))).toEqual([...nodes]);
  });

  it("reads the metrics of the API server", { timeout: 40_000 }, async () => {
    await targets("kube-apiserver", 1);
    await becomes('up{job="kube-apiserver"}', 1);
    await becomes("count(count(apiserver_request_total))", 1);
  });

  it("reads the metrics of a user's pod that has the annotations", { timeout: 40_000 }, async () => {
    const [found] = await targets("orders", 1);
    expect(found?.labels).toMatchObject({ namespace: usersNamespace, pod: "orders-1", node: nodes[1] });
    await becomes('orders_total{job="orders"}', 3);
  });

  it("reads the metrics of a service that the settings name", { timeout: 40_000 }, async () => {
    const [found] = await targets(service.name, 1);
    expect(found?.labels).toMatchObject({ namespace: usersNamespace, pod: "checkout-1", node: nodes[0] });
    await becomes(`orders_total{job="${service.name}"}`, 3);
  });

  it("leaves a pod alone that says nothing", async () => {
    await targets("orders", 1);
    const pods = (await activeTargets()).map(({ labels }) => labels["pod"]);
    expect(pods).toContain("orders-1");
    expect(pods).not.toContain("silent-1");
  });

  it("is refused nothing by the API server", async () => {
    await targets("kubelet", nodes.length);
    const failures = await promMetric("prometheus_sd_kubernetes_failures_total");
    expect(failures).toBe(0);
    const log = readFileSync(join(pod.root, "prometheus.log"), "utf8");
    expect(
      log.split("\n").filter((line) => /forbidden|Unauthorized|[Ff]ailed to (list|watch)/.test(line)),
    ).toEqual([]);
  });
});

/** A metric that Prometheus tells of itself, summed over its labels. Throws where it does not tell it. */
async function promMetric(metric: string): Promise<number> {
  const { body } = await call("GET", "/metrics");
  const lines = body.split("\n").filter((line) => line.startsWith(metric));
  if (lines.length === 0) throw new Error(`Prometheus does not tell ${metric}`);
  return lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

/** The servers' own pods run: both members of Prometheus, and one daemon. Addresses for examples, RFC 5737. */
async function reportOwnPods(): Promise<void> {
  const [servers, hosts] = namespacesOf(name);
  const names = await eventually(
    () => list(cluster, "pods", servers).map(({ metadata }) => metadata.name),
    (some) => some.includes("prometheus-0") && some.includes("prometheus-1"),
  );
  expect(names).toContain("prometheus-1");
  reportRunning(cluster, servers, "prometheus-0", "192.0.2.101");
  reportRunning(cluster, servers, "prometheus-1", "192.0.2.102");
  const [daemon] = await eventually(
    () =>
      list(cluster, "pods", hosts)
        .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === "node-exporter")
        .filter(({ spec }) => JSON.stringify(spec).includes(`"${nodes[0]}"`))
        .map(({ metadata }) => metadata.name),
    (some) => some.length === 1,
  );
  if (daemon === undefined) throw new Error("there is no node exporter");
  const binding = {
    apiVersion: "v1",
    kind: "Binding",
    metadata: { name: daemon },
    target: { kind: "Node", name: nodes[0] },
  };
  const { status, body } = await cluster.call(
    "POST",
    `/api/v1/namespaces/${hosts}/pods/${daemon}/binding`,
    binding,
  );
  if (status !== 201) throw new Error(`the binding of ${daemon} was answered with ${status}: ${body}`);
  reportRunning(cluster, hosts, daemon, "192.0.2.103");
}

function makeUsersPods(port: number): void {
  const place = { namespace: usersNamespace, ip: "127.0.0.1" };
  const annotations = { "prometheus.io/scrape": "true", "prometheus.io/port": String(port) };
  runPod(cluster, { ...place, name: "orders-1", node: nodes[1], labels: { app: "orders" }, annotations });
  runPod(cluster, {
    ...place,
    name: "checkout-1",
    node: nodes[0],
    labels: service.labels,
    ports: { [service.port]: port },
  });
  runPod(cluster, {
    ...place,
    name: "silent-1",
    node: nodes[0],
    labels: { app: "silent" },
    ports: { http: port },
  });
}

interface Config {
  readonly scrape_configs?: readonly {
    readonly job_name: string;
    readonly kubernetes_sd_configs?: readonly object[];
    readonly relabel_configs?: readonly object[];
  }[];
}

/** A file with what differs outside of a pod: the API server is not found by itself, and not at its service's address. */
function adapted(text: string, { tokenFile, authorityFile }: InPod): string {
  const { scrape_configs: configs, ...rest } = parse(text) as Config;
  if (configs === undefined) return text;
  const api = {
    api_server: cluster.reach.url,
    authorization: { credentials_file: tokenFile },
    tls_config: { ca_file: authorityFile },
  };
  const here = { target_label: "__address__", replacement: new URL(cluster.reach.url).host };
  const all = configs.map(({ kubernetes_sd_configs: discoveries, relabel_configs: relabel, ...one }) => ({
    ...one,
    ...(discoveries === undefined
      ? {}
      : { kubernetes_sd_configs: discoveries.map((discovery) => ({ ...discovery, ...api })) }),
    relabel_configs: [...(relabel ?? []), ...(one.job_name === "kube-apiserver" ? [here] : [])],
  }));
  return toYaml({ ...rest, scrape_configs: all });
}

async function startPrometheus(of: InPod): Promise<Client> {
  const { args, files, root, running, write } = of;
  for (const [path, text] of files) if (path.endsWith(".yml")) write(path, adapted(text, of));
  const [port = 0] = await freePorts(1);
  const local = withFlags(args, {
    "--storage.tsdb.path": join(root, "data"),
    "--web.listen-address": `127.0.0.1:${port}`,
  });
  running.start("prometheus", await ensure("prometheus", console.log), local, { POD_NAME: "prometheus-0" });
  const asOthers = of.client(port);
  await running.until("prometheus", "Prometheus is ready", 30, () => isReady(asOthers, "/-/ready"));
  return asOthers;
}
