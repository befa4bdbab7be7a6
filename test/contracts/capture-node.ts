/**
 * Writes the contracts of a kubelet and of the cAdvisor in it anew: the pinned kubelet with this machine's containerd, on
 * an API server of its own, and pods that are well and in trouble.
 *
 *     npx tsx test/contracts/capture-node.ts
 *
 * Needs to be root, with containerd, runc and a static busybox (Debian: apt-get install containerd runc busybox-static).
 * All servers listen on 127.0.0.1 and nothing is fetched. Pods use the network of this machine: no CNI is needed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { nodeJobs } from "../../components/cluster-nodes";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { toYaml } from "../../stacks/yaml";
import { ensureAll } from "../../tools/build";
import { client } from "../e2e/kubernetes/https";
import { freePorts, processes } from "../e2e/kubernetes/processes";
import { apply } from "./cluster-events";
import { type Kubectl, kubectlOf, type Machine, startApiServer, startStore } from "./cluster-servers";
import { isDropped } from "./dropped";
import { image, writeImage } from "./node-image";
import { normalise, type Particulars } from "./normalise";
import { accept, plainText } from "./scrape";

const programs = ["etcd", "kube-apiserver", "kubectl", "kubelet"];

async function main(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error("A kubelet needs root. Run the same command as root.");
  const paths = await ensureAll(programs, console.error);
  const folder = mkdtempSync(join(tmpdir(), "observatory-contracts-"));
  const running = processes(folder);
  const node = processes(folder);
  const machine: Machine = { folder, running, path: (program) => paths.get(program) ?? program };
  const socket = join(folder, "containerd.sock");
  try {
    const store = await startStore(machine, running);
    const api = await startApiServer(machine, store.clients);
    const kubectl = kubectlOf(machine, api);
    await startContainerd(machine, socket);
    const [port = 0, health = 0] = await freePorts(2);
    startKubelet({ ...machine, running: node }, { kubeconfig: api.kubeconfig, socket, port, health });
    const ask = client(`https://127.0.0.1:${port}`, "Bearer capture", {});
    await node.until("kubelet", "it has a node", 60, () =>
      Promise.resolve(succeeds(kubectl, ["get", "node", "node-1"])),
    );
    const disk = join(folder, "disk");
    mkdirSync(disk);
    const text = readFileSync(join(__dirname, "node-pods.yaml"), "utf8").replace("DISK", disk);
    apply(kubectl, text);
    // A controller would say to which claim the volume belongs.
    const claim = kubectl([
      ...["get", "pvc", "disk", "--namespace=busy"],
      "--output=jsonpath={.metadata.uid}",
    ]);
    kubectl(["patch", "pv", "disk", `--patch={"spec":{"claimRef":{"uid":"${claim}"}}}`]);
    await node.until("kubelet", "a container was ended for want of memory", 120, async () =>
      /container_oom_events_total\{.*pod="greedy".*\} [1-9]/.test(await metrics(ask, "/metrics/cadvisor")),
    );
    await wait(60_000);
    await write("kubelet.prom", "kubelet", await metrics(ask, "/metrics"));
    await write("cadvisor-kubelet.prom", "cadvisor", await metrics(ask, "/metrics/cadvisor"));
    kubectl(["delete", "pods", "--all", "--namespace=busy", "--force", "--grace-period=0"]);
    await wait(5000);
  } finally {
    // First who would start them again.
    await node.stop();
    endContainers(socket);
    await running.stop();
    leaveNothing(folder);
  }
}

/** The runtime, with the one image that there is. */
async function startContainerd({ folder, running }: Machine, socket: string): Promise<void> {
  const config = join(folder, "containerd.toml");
  writeFileSync(
    config,
    `version = 2
root = "${folder}/containerd"
state = "${folder}/containerd-state"
[grpc]
  address = "${socket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${image}"
  stream_server_address = "127.0.0.1"
  # Not every machine that this runs on may protect what it starts from want of memory.
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "native"
`,
  );
  running.start("containerd", "containerd", ["--config", config]);
  const ctr = (...args: readonly string[]): string =>
    execFileSync("ctr", ["--address", socket, "--namespace", "k8s.io", ...args], {
      encoding: "utf8",
      stdio: "pipe",
    });
  await running.until("containerd", "it answers", 30, () => {
    try {
      return Promise.resolve(ctr("version").includes("Server"));
    } catch {
      return Promise.resolve(false);
    }
  });
  ctr("images", "import", "--snapshotter", "native", writeImage(folder));
}

interface Kubelet {
  readonly kubeconfig: string;
  readonly socket: string;
  readonly port: number;
  readonly health: number;
}

/** As kubeadm sets it up, but for addresses, and for what this machine has: cgroups of either version. */
function startKubelet(
  { folder, running, path }: Machine,
  { kubeconfig, socket, port, health }: Kubelet,
): void {
  const config = join(folder, "kubelet.yml");
  writeFileSync(
    config,
    toYaml({
      ...{ apiVersion: "kubelet.config.k8s.io/v1beta1", kind: "KubeletConfiguration" },
      ...{ address: "127.0.0.1", port, healthzBindAddress: "127.0.0.1", healthzPort: health },
      authentication: { anonymous: { enabled: false }, webhook: { enabled: true } },
      authorization: { mode: "Webhook" },
      containerRuntimeEndpoint: `unix://${socket}`,
      ...{ cgroupDriver: "cgroupfs", failCgroupV1: false, failSwapOn: false },
      // Figures and evictions sooner than after a minute.
      ...{ nodeStatusReportFrequency: "10s", volumeStatsAggPeriod: "5s" },
      evictionHard: { "memory.available": "50Mi", "nodefs.available": "1%" },
    }),
  );
  running.start("kubelet", path("kubelet"), [
    ...[`--config=${config}`, `--kubeconfig=${kubeconfig}`, "--hostname-override=node-1"],
    // Where its cAdvisor asks whose a container is.
    `--containerd=${socket}`,
    ...[`--root-dir=${join(folder, "kubelet")}`, `--cert-dir=${join(folder, "kubelet-certificates")}`],
  ]);
}

type Ask = ReturnType<typeof client>;

async function metrics(ask: Ask, path: string): Promise<string> {
  const { status, body } = await ask("GET", path, undefined, { accept });
  if (status !== 200) throw new Error(`The kubelet answers ${status} at ${path}: ${body}`);
  return plainText(body);
}

function succeeds(kubectl: Kubectl, args: readonly string[]): boolean {
  try {
    kubectl(args);
    return true;
  } catch {
    return false;
  }
}

/** Told in one capture and not in another. */
const byChance = /^kubelet_metrics_provider$/;

/** Writes what Prometheus stores of it. */
async function write(file: string, name: string, text: string): Promise<void> {
  const settings = parseSettings({
    stack: "contracts",
    values: { target: "kubernetes", kubernetes: { context: "capture" }, routes: { critical: [] } },
    secretKeys: [],
    catalogue,
  });
  const job = nodeJobs(settings).find((each) => each.job === name);
  if (job === undefined) throw new Error(`No job ${name} scrapes the nodes`);
  const particulars: Particulars = {
    open: ["reason"],
    without: (sample) => byChance.test(sample.name) || isDropped(sample, job.metricRelabel),
  };
  writeFileSync(join(__dirname, file), normalise(text, particulars));
  console.log(`${file} written`);
  return Promise.resolve();
}

/** What containerd started lives on without it. */
function endContainers(socket: string): void {
  const ctr = (...args: readonly string[]): string => {
    try {
      return execFileSync("ctr", ["--address", socket, "--namespace", "k8s.io", ...args], {
        encoding: "utf8",
        stdio: "pipe",
      });
    } catch {
      return "";
    }
  };
  for (const task of ctr("tasks", "list", "--quiet").split("\n").filter(Boolean))
    ctr("tasks", "delete", "--force", task);
}

/** Mounts and cgroups of the kubelet's making. */
function leaveNothing(folder: string): void {
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .flatMap((line) => line.split(" ").slice(1, 2))
    .filter((path) => path.startsWith(`${folder}/`));
  for (const path of mounts.reverse()) quietly("umount", ["--lazy", path]);
  for (const hierarchy of ["", ...readdirSync("/sys/fs/cgroup")])
    quietly("find", [
      join("/sys/fs/cgroup", hierarchy, "kubepods"),
      "-depth",
      "-type",
      "d",
      "-exec",
      "rmdir",
      "{}",
      ";",
    ]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function quietly(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { stdio: "ignore" });
  } catch {
    // There was nothing of the kind.
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
