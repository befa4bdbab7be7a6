import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensure } from "../../../tools/build";
import { until } from "../ask";
import { apply, expectSuccess, theCluster } from "./cluster";
import { kubeconfigText } from "./control-plane";
import { nodes } from "./furnish";
import { type InPod, inPod, isReady, withFlags } from "./in-pod";
import { eventually, list } from "./objects";
import { freePorts } from "./processes";
import { type Client } from "./https";
import { namespacesOf, objects, podKinds, stack } from "./stacks";

const cluster = theCluster();
const name = "objects";
let pod: InPod;
let objectsPort: Client;
let ownPort: Client;

beforeAll(async () => {
  expectSuccess(apply(cluster, objects("small", name)));
  // The figures below are of a cluster in which the controllers have done their work.
  await eventually(
    () =>
      list(cluster, "statefulsets", name).map(({ spec, status }) => [
        spec?.["replicas"],
        status?.["replicas"],
      ]),
    (all) => all.every(([wanted, made]) => wanted === made),
  );
  pod = await inPod(cluster, stack("small", name), "kube-state-metrics");
  [objectsPort, ownPort] = await start(pod);
}, 60_000);
afterAll(() => pod.stop());

/** Starts it as its pod would, with a kubeconfig of its account in place of what a pod finds by itself. */
async function start({ args, client, root, token, running, write }: InPod): Promise<[Client, Client]> {
  const [port = 0, telemetry = 0] = await freePorts(2);
  const kubeconfig = join(root, "kubeconfig");
  write(kubeconfig, kubeconfigText({ ...cluster.reach, token }));
  const local = withFlags(args, { "--port": String(port), "--telemetry-port": String(telemetry) });
  const only = ["--host=127.0.0.1", "--telemetry-host=127.0.0.1", `--kubeconfig=${kubeconfig}`];
  running.start("kube-state-metrics", await ensure("kube-state-metrics", console.log), [...local, ...only]);
  const asOthers = client(port);
  await running.until("kube-state-metrics", "kube-state-metrics answers", 30, () =>
    isReady(asOthers, "/healthz"),
  );
  return [asOthers, client(telemetry)];
}

const page = async (port = objectsPort): Promise<readonly string[]> =>
  (await port("GET", "/metrics")).body.split("\n");

const succeeded = (line: string): boolean => line.includes('result="success"');

/** Values of a metric by a label, for objects of the stack. */
async function values(metric: string, label: string): Promise<Record<string, number>> {
  const found = (await page()).filter(
    (line) => line.startsWith(`${metric}{`) && line.includes(`namespace="${name}"`),
  );
  const of = (line: string): string => new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1] ?? "";
  return Object.fromEntries(found.map((line) => [of(line), Number(line.split(" ").at(-1))]));
}

/** Replicas that the workloads of a kind want, by name. */
function wanted(kind: string): Record<string, number> {
  const all = list(cluster, podKinds, ...namespacesOf(name)).filter((one) => one.kind === kind);
  return Object.fromEntries(all.map(({ metadata, spec }) => [metadata.name, Number(spec?.["replicas"])]));
}

/** Waits until it tells of exactly what there is. */
async function told(what: () => Promise<unknown>, expected: unknown): Promise<void> {
  await until(15, what, (seen) => isDeepStrictEqual(seen, expected));
}

describe("kube-state-metrics, with the arguments and the account of its pod,", () => {
  it("tells of each Deployment and StatefulSet of the stack how many pods it wants", async () => {
    const deployments = wanted("Deployment");
    expect(deployments).toHaveProperty("kube-state-metrics", 1);
    await told(() => values("kube_deployment_spec_replicas", "deployment"), deployments);
    await told(() => values("kube_statefulset_replicas", "statefulset"), wanted("StatefulSet"));
  });

  it.each([
    ["pods", "kube_pod_info", "pod"],
    ["persistentvolumeclaims", "kube_persistentvolumeclaim_info", "persistentvolumeclaim"],
    ["poddisruptionbudgets", "kube_poddisruptionbudget_status_expected_pods", "poddisruptionbudget"],
  ])("tells of all %s of the stack", async (kinds, metric, label) => {
    const names = list(cluster, kinds, name).map(({ metadata }) => metadata.name);
    expect(names.length).toBeGreaterThan(0);
    await told(async () => Object.keys(await values(metric, label)).sort(), names.sort());
  });

  it("tells of every node", async () => {
    const ofNodes = async () => (await page()).filter((line) => line.startsWith("kube_node_info{"));
    await told(
      async () => (await ofNodes()).map((line) => /node="([^"]+)"/.exec(line)?.[1]).sort(),
      [...nodes],
    );
  });

  it("may list and watch every kind that it is told of", async () => {
    const flag = pod.args.find((arg) => arg.startsWith("--resources="));
    const kinds = flag?.slice("--resources=".length).split(",") ?? [];
    const counts = async (): Promise<readonly string[]> =>
      (await page(ownPort)).filter((line) => line.startsWith("kube_state_metrics_watch_total{"));
    const seen = await until(15, counts, (lines) => lines.filter(succeeded).length === kinds.length);
    expect(seen.filter((line) => !succeeded(line))).toEqual([]);
  });

  it("is refused nothing by the API server", () => {
    const log = readFileSync(join(pod.root, "kube-state-metrics.log"), "utf8");
    expect(log).toContain("Starting kube-state-metrics");
    expect(
      log.split("\n").filter((line) => /forbidden|Unauthorized|[Ff]ailed to (list|watch)/.test(line)),
    ).toEqual([]);
  });
});
