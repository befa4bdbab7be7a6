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
import { nodes, usersNamespace } from "./furnish";
import { type InPod, inPod, withFlags } from "./in-pod";
import { type LogSink, logSink, sendLine } from "./otlp";
import { runPod } from "./pods";
import { freePorts } from "./processes";
import { objects, stack } from "./stacks";

const cluster = theCluster();
const name = "gateway";
let pod: InPod;
let sink: LogSink;
let url: string;
let uid: string;

beforeAll(async () => {
  expectSuccess(apply(cluster, objects("small", name)));
  uid = runPod(cluster, {
    name: "basket-6d4cf56db6-x2x4z",
    namespace: usersNamespace,
    node: nodes[0],
    labels: { app: "basket" },
    ip: "192.0.2.111",
  });
  sink = await logSink();
  pod = await inPod(cluster, stack("small", name), "collector-gateway");
  url = await start(pod);
}, 60_000);
afterAll(async () => {
  await pod.stop();
  await sink.stop();
});

/** Starts it as its pod would, but for addresses, and for how it finds the API server. */
async function start({ args, files, root, token, running, write }: InPod): Promise<string> {
  const [http = 0, health = 0] = await freePorts(2);
  const [path, text] = [...files].find(([file]) => file.endsWith("/collector.yml")) ?? ["", ""];
  const config = parse(text) as CollectorConfig;
  const queue = join(root, "queue");
  const adapted = {
    ...outsideOfPod(config, { health, folder: queue, sink: sink.url }),
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${http}` } } } },
  };
  write(path, toYaml(adapted));
  const kubeconfig = join(root, "kubeconfig");
  write(kubeconfig, kubeconfigText({ ...cluster.reach, token }));
  const local = withFlags(args, { "--config": path });
  const env = {
    KUBECONFIG: kubeconfig,
    POD_NAME: "collector-gateway-0",
    POD_IP: "192.0.2.110",
    NODE_NAME: nodes[0],
  };
  running.start("otelcol", await ensure("otelcol", console.log), local, env);
  await running.until("otelcol", "the collector is healthy", 45, () =>
    fetch(`http://127.0.0.1:${health}/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return `http://127.0.0.1:${http}`;
}

describe("the collector's gateway, with the configuration and the account of its pods,", () => {
  it("knows from the API server whose a log line is", async () => {
    await sendLine(url, { line: "basket is full", resource: { "k8s.pod.uid": uid } });
    const [entry] = await until(
      20,
      () => Promise.resolve(sink.entries.filter(({ line }) => line === "basket is full")),
      (found) => found.length === 1,
    );
    expect(entry?.resource).toMatchObject({
      "service.name": "basket",
      "k8s.namespace.name": usersNamespace,
      "k8s.pod.name": "basket-6d4cf56db6-x2x4z",
      host: nodes[0],
    });
  });

  it("is refused nothing by the API server", () => {
    const log = readFileSync(join(pod.root, "otelcol.log"), "utf8");
    expect(log).toContain("Everything is ready");
    expect(
      log.split("\n").filter((line) => /forbidden|Unauthorized|[Ff]ailed to (list|watch)/.test(line)),
    ).toEqual([]);
  });
});
