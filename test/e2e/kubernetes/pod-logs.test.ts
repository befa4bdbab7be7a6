import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../../stacks/yaml";
import { ensure } from "../../../tools/build";
import { until } from "../ask";
import { apply, expectSuccess, theCluster } from "./cluster";
import { type CollectorConfig, outsideOfPod } from "./collector-config";
import { kubeconfigText } from "./control-plane";
import { nodes } from "./furnish";
import { type InPod, inPod, withFlags } from "./in-pod";
import { eventually, list } from "./objects";
import { type LogSink, logSink, type Received } from "./otlp";
import { type LoggedContainer, print, printedAt } from "./pod-logs";
import { reportRunning, runPod } from "./pods";
import { freePorts, type Processes, processes } from "./processes";
import { objects, stack } from "./stacks";

const cluster = theCluster();
const name = "node-logs";
const users = "node-logs-users";
let pod: InPod;
let sink: LogSink;
let basket: LoggedContainer;
let report: LoggedContainer;

beforeAll(async () => {
  expectSuccess(apply(cluster, objects("small", name)));
  expectSuccess(cluster.kubectl(["create", "namespace", users]));
  const here = { namespace: users, container: "app" };
  const labels = { "app.kubernetes.io/name": "basket", app: "second" };
  const uid = runPod(cluster, {
    name: "basket-1",
    namespace: users,
    node: nodes[0],
    labels,
    ip: "192.0.2.121",
  });
  basket = { ...here, pod: "basket-1", uid };
  report = { ...here, ...(await runCronJob("report")) };
  sink = await logSink();
  pod = await inPod(cluster, stack("small", name), "collector");
  await start(pod.running);
}, 90_000);
afterAll(async () => {
  await pod.stop();
  await sink.stop();
});

/** Makes a CronJob that never runs by itself, and one of its Jobs, whose name has the minute in it, and has its pod run. */
async function runCronJob(job: string): Promise<{ pod: string; uid: string }> {
  const kubectl = (args: readonly string[]) =>
    expectSuccess(cluster.kubectl([...args, `--namespace=${users}`]));
  kubectl(["create", "cronjob", job, "--image=registry.example.com/report:1.0.0", "--schedule=0 0 31 2 *"]);
  const minute = Math.floor(Date.now() / 60_000);
  kubectl(["create", "job", `${job}-${minute}`, `--from=cronjob/${job}`]);
  const [made] = await eventually(
    () =>
      list(cluster, "pods", users).filter(({ metadata }) =>
        metadata.ownerReferences?.some(({ kind }) => kind === "Job"),
      ),
    (found) => found.length === 1,
  );
  if (made === undefined) throw new Error(`${job} has no pod`);
  const path = `/api/v1/namespaces/${users}/pods/${made.metadata.name}/binding`;
  const target = { kind: "Node", name: nodes[0] };
  const { status, body } = await cluster.call("POST", path, {
    apiVersion: "v1",
    kind: "Binding",
    metadata: { name: made.metadata.name },
    target,
  });
  if (status !== 201) throw new Error(`${path} answered ${status}: ${body}`);
  reportRunning(cluster, users, made.metadata.name, "192.0.2.122");
  return { pod: made.metadata.name, uid: made.metadata.uid };
}

/** Starts the collector as its pod would, but for where the node's files, the API server and Loki are. */
async function start(running: Processes): Promise<void> {
  const { args, files, root, token, write } = pod;
  const [health = 0] = await freePorts(1);
  const [, text] = [...files].find(([file]) => file.endsWith("/collector.yml")) ?? ["", ""];
  const config = parse(text.replaceAll("/host/", `${root}/host/`)) as CollectorConfig;
  const data = join(root, "positions");
  const adapted = outsideOfPod(config, { health, folder: data, sink: sink.url });
  const changed = join(root, "collector.yml");
  write(changed, toYaml(adapted));
  const kubeconfig = join(root, "kubeconfig");
  write(kubeconfig, kubeconfigText({ ...cluster.reach, token }));
  const env = { KUBECONFIG: kubeconfig, NODE_NAME: nodes[0] };
  const local = withFlags(args, { "--config": changed });
  running.start("otelcol", await ensure("otelcol", console.log), local, env);
  await running.until("otelcol", "the collector is healthy", 45, () =>
    fetch(`http://127.0.0.1:${health}/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
}

const node = (): string => join(pod.root, "host");

/** Lines with a word in them, once there are as many as should be. */
const arrived = (word: string, count: number): Promise<readonly Received[]> =>
  until(
    20,
    () => Promise.resolve(sink.entries.filter(({ line }) => line.includes(word))),
    (found) => found.length === count,
  );

describe("the collector of a node, with the configuration and the account of its pods,", () => {
  it("knows whose a line is, when it was written and to which stream", async () => {
    print(node(), basket, { stream: "stderr", text: "  basket is full  " });
    const [entry] = await arrived("basket is full", 1);
    expect(entry?.line).toBe("  basket is full  ");
    expect(entry?.time).toBe(BigInt(printedAt.getTime()) * 1_000_000n);
    expect(entry?.attributes["log.iostream"]).toBe("stderr");
    expect(entry?.resource).toMatchObject({
      cluster: name,
      host: nodes[0],
      "k8s.container.name": "app",
      "k8s.namespace.name": users,
      "k8s.pod.name": "basket-1",
      "service.name": "basket",
    });
  });

  it("gives the lines of every run of a CronJob one name", async () => {
    print(node(), report, { stream: "stdout", text: "report is written" });
    const [entry] = await arrived("report is written", 1);
    expect(entry?.resource["service.name"]).toBe("report");
  });

  it("knows a static pod, whose folder has another uid than the API tells", async () => {
    print(
      node(),
      { ...basket, uid: "11112222333344445555666677778888" },
      { stream: "stdout", text: "from a static pod" },
    );
    const [entry] = await arrived("from a static pod", 1);
    expect(entry?.resource["service.name"]).toBe("basket");
  });

  it("names what the API does not know by its container", async () => {
    print(
      node(),
      { ...basket, pod: "gone-1", uid: "dead", container: "side" },
      { stream: "stdout", text: "of a pod that is gone" },
    );
    const [entry] = await arrived("of a pod that is gone", 1);
    expect(entry?.resource).toMatchObject({
      "k8s.pod.name": "gone-1",
      "service.name": "side",
      host: nodes[0],
    });
  });

  it("puts the pieces of a line together, those of each stream for themselves", async () => {
    print(
      node(),
      basket,
      { stream: "stdout", text: "cut: one ", more: true },
      { stream: "stderr", text: "cut: between" },
      { stream: "stdout", text: "two ", more: true },
      { stream: "stdout", text: "three" },
    );
    const found = await arrived("cut:", 2);
    expect(found.map(({ line, attributes }) => [line, attributes["log.iostream"]]).sort()).toEqual([
      ["cut: between", "stderr"],
      ["cut: one two three", "stdout"],
    ]);
  });

  it("does not read what it prints itself", async () => {
    const own = { namespace: `${name}-hosts`, uid: "beef" };
    print(
      node(),
      { ...own, pod: "collector-x1", container: "collector" },
      { stream: "stderr", text: "its own" },
    );
    print(
      node(),
      { ...own, pod: "node-exporter-x1", container: "node" },
      { stream: "stderr", text: "of a neighbour" },
    );
    await arrived("of a neighbour", 1);
    expect(sink.entries.filter(({ line }) => line.includes("its own"))).toEqual([]);
  });

  it("goes on after a restart where it was, with what was written meanwhile", async () => {
    await pod.running.stop();
    print(node(), basket, { stream: "stdout", text: "while it was away" });
    const again = processes(pod.root);
    try {
      await start(again);
      print(node(), basket, { stream: "stdout", text: "since it is back" });
      await arrived("since it is back", 1);
      await arrived("while it was away", 1);
      await arrived("basket is full", 1);
    } finally {
      await again.stop();
    }
  });

  it("is refused nothing by the API server", () => {
    const log = readFileSync(join(pod.root, "otelcol.log"), "utf8");
    expect(log).toContain("Everything is ready");
    expect(
      log.split("\n").filter((line) => /forbidden|Unauthorized|[Ff]ailed to (list|watch)/.test(line)),
    ).toEqual([]);
  });
});
