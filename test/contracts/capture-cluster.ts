/**
 * Writes the contracts of a cluster's own servers anew: the pinned etcd, API server, controllers, scheduler and CoreDNS on
 * free ports of 127.0.0.1, kube-state-metrics and the collectors with the arguments and files that a stack gives them.
 *
 *     npx tsx test/contracts/capture-cluster.ts
 *
 * Takes three minutes. The objects of cluster-objects.yaml are told of before the controllers run: those would put them
 * right. Then there is work and trouble for the servers (cluster-events.yaml), and one of three members of the store is
 * ended.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { apiServer, controlPlaneJobs } from "../../components/cluster-control-plane";
import { kubeStateMetrics } from "../../components/kube-state-metrics";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { type Settings } from "../../stacks/settings";
import { ensureAll } from "../../tools/build";
import { client } from "../e2e/kubernetes/https";
import { freePorts, processes } from "../e2e/kubernetes/processes";
import { collectorExpositions } from "./cluster-collectors";
import { dnsExposition } from "./cluster-dns";
import { applyObjects, letThemWork } from "./cluster-events";
import { kubectlOf, type Machine, startApiServer, startControllers, startStore } from "./cluster-servers";
import { isDropped } from "./dropped";
import { normalise, type Particulars } from "./normalise";
import { accept, plainText, scrape } from "./scrape";

const programs = [
  "coredns",
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-state-metrics",
  "kubectl",
  "otelcol",
];

async function main(): Promise<void> {
  const paths = await ensureAll(programs, console.error);
  const folder = mkdtempSync(join(tmpdir(), "observatory-contracts-"));
  const running = processes(folder);
  const third = processes(folder);
  const machine: Machine = { folder, running, path: (program) => paths.get(program) ?? program };
  try {
    const store = await startStore(machine, third);
    const api = await startApiServer(machine, store.clients);
    const kubectl = kubectlOf(machine, api);
    applyObjects(kubectl);
    await captureObjects(machine, api.kubeconfig);
    const { controllers, scheduler } = await startControllers(machine, api);
    const call = client(api.url, "Bearer capture", { authority: api.authority });
    await letThemWork(kubectl, call, client(api.url, "Bearer nobody", { authority: api.authority }));
    const metrics = async (name: string, ask: typeof call): Promise<string> => {
      const { status, body } = await ask("GET", "/metrics", undefined, { accept });
      if (status !== 200) throw new Error(`${name} answers ${status}: ${body}`);
      return plainText(body);
    };
    write("kube-apiserver.prom", await metrics("kube-apiserver", call), {
      closed: ["scope", "verb"],
      open: ["error", "reason"],
      without: (sample) => byChance.test(sample.name) || isDropped(sample, apiServer.metricRelabel),
    });
    write(
      "kube-controller-manager.prom",
      await metrics("kube-controller-manager", controllers),
      particulars("kube-controller-manager", []),
    );
    write(
      "kube-scheduler.prom",
      await metrics("kube-scheduler", scheduler),
      particulars("kube-scheduler", ["queue"]),
    );
    for (const [file, texts] of Object.entries(await collectorExpositions(settings(), machine, api, scrape)))
      write(file, texts.join("\n"), { closed: ["filter"] });
    write("coredns.prom", await dnsExposition(machine, api, scrape), { closed: ["rcode"] });
    // The others miss the one that ends.
    await third.stop();
    await wait(5000);
    const texts = await Promise.all(store.metrics.slice(0, 2).map(scrape));
    write("etcd.prom", texts.join("\n"), particulars("etcd", ["grpc_code", "grpc_type"]));
  } finally {
    await third.stop();
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function captureObjects({ running, path }: Machine, kubeconfig: string): Promise<void> {
  const [metrics = 0, telemetry = 0] = await freePorts(2);
  running.start("kube-state-metrics", path("kube-state-metrics"), [
    ...exporterArgs(),
    ...["--host=127.0.0.1", "--telemetry-host=127.0.0.1", `--kubeconfig=${kubeconfig}`],
    ...[`--port=${metrics}`, `--telemetry-port=${telemetry}`],
  ]);
  const at = (port: number): string => `http://127.0.0.1:${port}/metrics`;
  await running.until("kube-state-metrics", "it knows objects of every kind", 60, async () => {
    const text = await scrape(at(metrics)).catch(() => "");
    return kinds.every((kind) => text.includes(`\nkube_${kind}{`));
  });
  write("kube-state-metrics.prom", await scrape(at(metrics)), {
    closed: ["condition", "resource", "status", "unit"],
  });
  write("kube-state-metrics-telemetry.prom", await scrape(at(telemetry)));
}

/** Counts of races, which one capture has and another has not. */
const byChance = /_stale_sync_skips_total$|^apiserver_request_aborts_total$/;

/** Labels of closed sets, and what Prometheus does not store of a server of the control plane. */
function particulars(name: string, closed: readonly string[]): Particulars {
  const job = controlPlaneJobs(settings()).find((each) => each.job === name);
  if (job === undefined) throw new Error(`No job ${name} scrapes the control plane`);
  return {
    closed,
    open: ["error", "reason"],
    without: (sample) => byChance.test(sample.name) || isDropped(sample, job.metricRelabel),
  };
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

function exporterArgs(): readonly string[] {
  const { args } = kubeStateMetrics(settings(), kubernetesSite(settings())).workload;
  // How it is called in a cluster changes nothing of what it tells.
  return args.filter((arg) => !arg.startsWith("--tls-config="));
}

function settings(): Settings {
  const controlPlane = { controllerManager: true, etcd: true, scheduler: true };
  return parseSettings({
    stack: "contracts",
    values: {
      target: "kubernetes",
      kubernetes: { context: "capture", controlPlane },
      routes: { critical: [] },
    },
    secretKeys: [],
    catalogue,
  });
}

function write(file: string, text: string, particulars?: Particulars): void {
  writeFileSync(join(__dirname, file), normalise(text, particulars));
  console.log(`${file} written`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
