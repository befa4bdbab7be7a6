/**
 * Writes the contracts of a cluster's own servers anew: the pinned etcd and kube-apiserver for some seconds on free ports
 * of 127.0.0.1, the objects of cluster-objects.yaml, and kube-state-metrics with the arguments that a stack gives it.
 *
 *     npx tsx test/contracts/capture-cluster.ts
 *
 * No controllers run: they would put right what the objects are to tell of. What a kubelet, a scheduler or CoreDNS tells
 * cannot be captured here; they need a machine of their own.
 */
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { apiServer } from "../../components/cluster-control-plane";
import { kubeStateMetrics } from "../../components/kube-state-metrics";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { ensureAll } from "../../tools/build";
import { kubeconfigText, privateFile } from "../e2e/kubernetes/control-plane";
import { freePorts, processes, type Processes } from "../e2e/kubernetes/processes";
import { isDropped } from "./dropped";
import { normalise, type Particulars } from "./normalise";

type Kubectl = (args: readonly string[], input?: string) => string;

async function main(): Promise<void> {
  const programs = await ensureAll(
    ["etcd", "kube-apiserver", "kube-state-metrics", "kubectl"],
    console.error,
  );
  const path = (program: string): string => programs.get(program) ?? program;
  const folder = mkdtempSync(join(tmpdir(), "observatory-contracts-"));
  const running = processes(folder);
  try {
    const [metrics = 0, telemetry = 0] = await freePorts(2);
    const kubeconfig = await startApiServer(folder, running, path);
    const kubectl: Kubectl = (args, input = "") =>
      execFileSync(path("kubectl"), ["--kubeconfig", kubeconfig, ...args], {
        encoding: "utf8",
        input,
        // The API server has much to tell.
        maxBuffer: 64 * 1024 * 1024,
      });
    applyObjects(kubectl);
    running.start("kube-state-metrics", path("kube-state-metrics"), [
      ...exporterArgs(),
      ...["--host=127.0.0.1", "--telemetry-host=127.0.0.1", `--kubeconfig=${kubeconfig}`],
      ...[`--port=${metrics}`, `--telemetry-port=${telemetry}`],
    ]);
    await running.until("kube-state-metrics", "it knows objects of every kind", 60, async () => {
      const text = await exposition(metrics).catch(() => "");
      return kinds.every((kind) => text.includes(`\nkube_${kind}{`));
    });
    write("kube-state-metrics.prom", await exposition(metrics), {
      closed: ["condition", "resource", "status", "unit"],
    });
    write("kube-state-metrics-telemetry.prom", await exposition(telemetry));
    write("kube-apiserver.prom", kubectl(["get", "--raw", "/metrics"]), {
      closed: ["scope", "verb"],
      without: (sample) => isDropped(sample, apiServer.metricRelabel),
    });
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A metric of each kind of objects that kube-state-metrics is told to watch. */
const kinds = [
  "cronjob_info",
  "daemonset_status_number_ready",
  "deployment_status_condition",
  "horizontalpodautoscaler_status_condition",
  "job_complete",
  "namespace_status_phase",
  "node_status_condition",
  "persistentvolume_status_phase",
  "persistentvolumeclaim_status_phase",
  "pod_container_status_last_terminated_reason",
  "poddisruptionbudget_status_current_healthy",
  "replicaset_owner",
  "resourcequota",
  "statefulset_status_replicas_ready",
];

/** Starts etcd and the API server. Returns the path of the kubeconfig. */
async function startApiServer(
  folder: string,
  running: Processes,
  path: (program: string) => string,
): Promise<string> {
  const [client = 0, peer = 0, server = 0] = await freePorts(3);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const store = `http://127.0.0.1:${client}`;
  const peers = `http://127.0.0.1:${peer}`;
  const certificates = join(folder, "certificates");
  running.start("etcd", path("etcd"), [
    ...[`--data-dir=${join(folder, "etcd")}`, `--listen-client-urls=${store}`],
    ...[`--advertise-client-urls=${store}`, `--listen-peer-urls=${peers}`, "--unsafe-no-fsync"],
  ]);
  running.start("kube-apiserver", path("kube-apiserver"), [
    ...[`--etcd-servers=${store}`, "--bind-address=127.0.0.1", "--advertise-address=192.0.2.1"],
    ...[`--secure-port=${server}`, `--cert-dir=${certificates}`, "--authorization-mode=RBAC"],
    `--token-auth-file=${privateFile(folder, "tokens.csv", "capture,admin,admin,system:masters\n")}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${privateFile(folder, "accounts.pub", publicKey)}`,
    `--service-account-signing-key-file=${privateFile(folder, "accounts.key", privateKey)}`,
    "--service-cluster-ip-range=10.96.0.0/16",
  ]);
  let kubeconfig = "";
  await running.until("kube-apiserver", "the API server is ready", 60, () => {
    try {
      const authority = readFileSync(join(certificates, "apiserver.crt"), "utf8");
      const url = `https://127.0.0.1:${server}`;
      kubeconfig = privateFile(folder, "kubeconfig", kubeconfigText({ url, authority, token: "capture" }));
      const args = ["--kubeconfig", kubeconfig, "get", "--raw", "/readyz"];
      return Promise.resolve(
        execFileSync(path("kubectl"), args, { encoding: "utf8", stdio: "pipe" }) === "ok",
      );
    } catch {
      return Promise.resolve(false);
    }
  });
  return kubeconfig;
}

/** Objects first, then what servers of a cluster would say about those that have a status. */
function applyObjects(kubectl: Kubectl): void {
  const text = readFileSync(join(__dirname, "cluster-objects.yaml"), "utf8");
  const list = parse(text) as { items: { status?: unknown }[] };
  kubectl(["apply", "--server-side", "--filename", "-"], text);
  const withStatus = { ...list, items: list.items.filter(({ status }) => status !== undefined) };
  const status = ["apply", "--server-side", "--subresource=status", "--filename", "-"];
  kubectl(status, JSON.stringify(withStatus));
}

function exporterArgs(): readonly string[] {
  const settings = parseSettings({
    stack: "contracts",
    values: { target: "kubernetes", kubernetes: { context: "capture" }, routes: { critical: [] } },
    secretKeys: [],
    catalogue,
  });
  const { args } = kubeStateMetrics(settings, kubernetesSite(settings)).workload;
  // How it is called in a cluster changes nothing of what it tells.
  return args.filter((arg) => !arg.startsWith("--tls-config="));
}

function write(file: string, text: string, particulars?: Particulars): void {
  writeFileSync(join(__dirname, file), normalise(text, particulars));
  console.log(`${file} written`);
}

async function exposition(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!answer.ok) throw new Error(`port ${port} answers ${answer.status}`);
  return answer.text();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
