/** What makes the servers of a control plane count: many of their metrics come up with the first event of their kind. */
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parse } from "yaml";
import { type Client } from "../e2e/kubernetes/https";
import { type Kubectl } from "./cluster-servers";

const read = (file: string): string => readFileSync(join(__dirname, file), "utf8");

/** Objects first, then what servers of a cluster would say about those that have a status. */
export function applyObjects(kubectl: Kubectl): void {
  apply(kubectl, read("cluster-objects.yaml"));
  kubectl(["delete", "pod", "ending", "--namespace=shop", "--wait=false"]);
}

/** Objects of a list and their status; keys of a map that another holds as `<<` are its own. */
export function apply(kubectl: Kubectl, text: string): void {
  const list = parse(text, { merge: true }) as { items: { status?: unknown }[] };
  kubectl(["apply", "--server-side", "--force-conflicts", "--filename", "-"], JSON.stringify(list));
  const withStatus = { ...list, items: list.items.filter(({ status }) => status !== undefined) };
  const status = ["apply", "--server-side", "--force-conflicts", "--subresource=status", "--filename", "-"];
  kubectl(status, JSON.stringify(withStatus));
}

/** Takes connections on 127.0.0.1 and says nothing. */
async function silentServer(): Promise<{ readonly address: string; readonly stop: () => void }> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  const sockets = new Set<{ destroy(): unknown }>();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * Work and failures for the API server, the controllers and the scheduler.
 *
 * @param call calls the API server as the administrator
 * @param stranger calls it with a token that nobody has
 */
export async function letThemWork(kubectl: Kubectl, call: Client, stranger: Client): Promise<void> {
  const silent = await silentServer();
  try {
    apply(kubectl, read("cluster-events.yaml").replaceAll("WEBHOOK", silent.address));
    // The rules for webhooks and for seats are known to the API server a moment later.
    await wait(5000);
    await stranger("GET", "/api");
    const configMap = (name: string, webhook: string) => ({
      ...{ apiVersion: "v1", kind: "ConfigMap" },
      metadata: { name, labels: { webhook } },
    });
    const configMaps = "/api/v1/namespaces/busy/configmaps";
    await call("POST", configMaps, configMap("optional", "optional"));
    await call("POST", configMaps, configMap("required", "required"));
    // Longer than the server may take.
    // Longer than the server may take: it breaks off the connection.
    await call("POST", `${configMaps}?timeout=500ms`, configMap("late", "required")).catch(() => undefined);
    // There is a seat for one of them at a time.
    const crowd = [1, 2, 3].map((number) => configMap(`crowd-${number}`, "required"));
    const waiting = { "impersonate-user": "waiting" };
    await Promise.all(crowd.map((each) => call("POST", configMaps, each, waiting)));
    await call("GET", configMaps, undefined, { "impersonate-user": "nobody" });
    const services = "/apis/apiregistration.k8s.io/v1/apiservices";
    await call("POST", services, apiService());
    await wait(1000);
    const { body } = await call("GET", `${services}/v1.missing.example.com`);
    await call("PUT", `${services}/v1.missing.example.com`, apiService(resourceVersion(body)));
    await wait(1000);
    await call("GET", "/apis/missing.example.com/v1/things");
    // Scaled, deleted and made anew, so that controllers have something to put right.
    for (const replicas of [3, 0, 2])
      kubectl(["scale", "deployment/checkout", "--namespace=busy", `--replicas=${replicas}`]);
    await wait(20_000);
  } finally {
    silent.stop();
  }
}

/** A part of the API that the API server has itself, and later one that a service has which has no pods. */
function apiService(version?: string) {
  return {
    ...{ apiVersion: "apiregistration.k8s.io/v1", kind: "APIService" },
    metadata: {
      name: "v1.missing.example.com",
      ...(version === undefined ? {} : { resourceVersion: version }),
    },
    spec: {
      ...{ group: "missing.example.com", version: "v1", groupPriorityMinimum: 1000, versionPriority: 10 },
      ...(version === undefined
        ? {}
        : { insecureSkipTLSVerify: true, service: { name: "checkout", namespace: "busy", port: 80 } }),
    },
  };
}

function resourceVersion(body: string): string {
  return (JSON.parse(body) as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
}
