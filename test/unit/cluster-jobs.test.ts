/** What of the cluster itself is scraped, how, and with which rights. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { reservedJobs } from "../../components/cluster-job-names";
import { toYaml } from "../../stacks/yaml";
import { isDropped } from "../contracts/dropped";
import { jobNamed, targetsOf, type Pod } from "./cluster-world";
import { clustered, file, objectStorage, workload } from "./ha-stack";

const controlPlane = { scheduler: true, controllerManager: true, etcd: true };
const plain = clustered();
const open = clustered({ kubernetes: { context: "test", controlPlane } });
const everything = clustered({
  size: "large",
  objectStorage,
  kubernetes: { context: "test", controlPlane },
  gpu: true,
  hosts: [{ name: "db-1", address: "10.0.0.5:9100" }],
  probes: [{ name: "shop", target: "https://shop.example.com" }],
  services: [{ name: "checkout", namespace: "shop", labels: { app: "checkout" }, port: "http" }],
});
const hidden = ["etcd", "kube-controller-manager", "kube-scheduler"];
const jobs = ({ stack }: typeof plain): string[] => [...new Set(stack.jobs.map(({ job }) => job.job))].sort();

/** Jobs of which a missing target is told. */
function expected(described: typeof plain): readonly string[] {
  const text = file(described, "prometheus", "rules/targets.yml");
  return [...text.matchAll(/absent\((?:up|job:up:count)\{job="([^"]+)"\}\)/g)].map(([, job = ""]) => job);
}

describe("the control plane", () => {
  it("is neither scraped nor expected where the settings do not say that it can be", () => {
    for (const job of hidden) {
      expect(jobs(plain)).not.toContain(job);
      expect(expected(plain)).not.toContain(job);
    }
  });

  it("is scraped and expected where they do", () => {
    expect(jobs(open)).toEqual(expect.arrayContaining(hidden));
    expect(expected(open)).toEqual(expect.arrayContaining(hidden));
  });

  it.each(["scheduler", "controllerManager", "etcd"] as const)("is scraped in parts: %s alone", (part) => {
    const some = jobs(clustered({ kubernetes: { context: "test", controlPlane: { [part]: true } } }));
    expect(hidden.filter((job) => some.includes(job))).toHaveLength(1);
  });

  it.each([
    ["kube-scheduler", "https://10.0.0.1:10259/metrics"],
    ["kube-controller-manager", "https://10.0.0.1:10257/metrics"],
    ["etcd", "http://10.0.0.1:2381/metrics"],
  ])("is called on its node, once, and not by annotations as well: %s", (component, url) => {
    const pod: Pod = {
      name: `${component}-node-1`,
      namespace: "kube-system",
      labels: { component },
      annotations: { "prometheus.io/scrape": "true" },
      containers: { [component]: { probe: 1, other: 2 } },
      ip: "10.0.0.1",
    };
    const labels = { instance: "node-1", job: component };
    expect(targetsOf(open, component, [pod])).toEqual([{ url, labels }]);
    expect(targetsOf(open, "pods", [pod])).toEqual([]);
    // Nothing else scrapes it, so that its annotations count.
    expect(targetsOf(plain, "pods", [pod]).length).toBeGreaterThan(0);
  });
});

describe("CoreDNS", () => {
  it("is found once for each pod, at its port for metrics", () => {
    const containers = { coredns: { dns: 53, metrics: 9153 } };
    const labels = { "k8s-app": "kube-dns" };
    const pod: Pod = { name: "coredns-1", namespace: "kube-system", labels, containers };
    expect(targetsOf(plain, "coredns", [pod])).toEqual([
      { url: "http://10.244.1.5:9153/metrics", labels: { instance: "coredns-1", job: "coredns" } },
    ]);
  });

  it("is not missed where the cluster has another DNS server", () => {
    expect(expected(plain)).not.toContain("coredns");
  });
});

describe("the kubelet", () => {
  it.each([
    ["kubelet", undefined],
    ["cadvisor", "/metrics/cadvisor"],
  ])("of each node is scraped by TLS with the account's token: %s", (name, path) => {
    const { job } = jobNamed(plain, name);
    expect(job.discover?.role).toBe("node");
    expect(job.path).toBe(path);
    expect(job.client).toMatchObject({
      scheme: "https",
      authorization: { credentials_file: "/var/run/secrets/kubernetes.io/serviceaccount/token" },
    });
    expect(job.discover?.relabel).toEqual([
      { source_labels: ["__meta_kubernetes_node_name"], target_label: "instance" },
    ]);
    expect(job.shards).toBe("split");
    expect(expected(plain)).toContain(name);
  });

  const dropped = (job: string, name: string, labels: Record<string, string> = {}): boolean =>
    isDropped({ name, labels }, jobNamed(plain, job).job.metricRelabel);
  const container = { namespace: "shop", pod: "shop-1", container: "app" };

  it.each([
    "container_cpu_usage_seconds_total",
    "container_memory_working_set_bytes",
    "container_cpu_cfs_throttled_periods_total",
    "container_oom_events_total",
    "container_fs_usage_bytes",
  ])("keeps %s of a container, and not its sums over pods and cgroups", (name) => {
    expect(dropped("cadvisor", name, container)).toBe(false);
    expect(dropped("cadvisor", name, { ...container, container: "" })).toBe(true);
    expect(dropped("cadvisor", name, { ...container, container: "POD" })).toBe(true);
    expect(dropped("cadvisor", name, { id: "/kubepods" })).toBe(true);
  });

  it("keeps the network of a pod, which no container of its own has, and the machine", () => {
    const network = { namespace: "shop", pod: "shop-1", interface: "eth0" };
    const name = "container_network_receive_bytes_total";
    expect(dropped("cadvisor", name, network)).toBe(false);
    expect(dropped("cadvisor", name, { ...network, interface: "veth12ab" })).toBe(true);
    expect(dropped("cadvisor", "machine_cpu_cores")).toBe(false);
  });

  it.each([
    "kubelet_running_pods",
    "kubelet_volume_stats_available_bytes",
    "kubelet_pleg_relist_duration_seconds_bucket",
    "kubelet_pod_worker_duration_seconds_bucket",
    "rest_client_requests_total",
    "go_goroutines",
    "go_gc_duration_seconds",
  ])("keeps %s", (name) => {
    expect(dropped("kubelet", name)).toBe(false);
  });

  it.each(["kubernetes_feature_enabled", "go_godebug_x_total"])("drops %s", (name) => {
    expect(dropped("kubelet", name)).toBe(true);
  });

  const signed = clustered({ kubernetes: { context: "test", signedKubelets: true } });

  it.each(["kubelet", "cadvisor"])(
    "is checked where its certificate is the cluster's, and only there: %s",
    (name) => {
      const tls = (described: typeof plain) => jobNamed(described, name).job.client?.["tls_config"];
      expect(tls(plain)).toEqual({ insecure_skip_verify: true });
      expect(tls(signed)).toEqual({ ca_file: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" });
      expect(jobNamed(signed, name).job.client).toHaveProperty("authorization");
    },
  );
});

describe("the API server", () => {
  const { job } = jobNamed(plain, "kube-apiserver");

  it("is checked with the cluster's own authority", () => {
    expect(job.client).toMatchObject({
      scheme: "https",
      tls_config: {
        ca_file: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
        server_name: "kubernetes",
      },
    });
    expect(JSON.stringify(job.client)).not.toContain("insecure");
  });

  it("keeps the limits at which its objectives are stated, and no other histogram of every kind of object", () => {
    const bucket = (name: string, le: string) =>
      isDropped({ name: `${name}_bucket`, labels: { le } }, job.metricRelabel);
    for (const le of ["1", "1.0", "5", "5.0", "30", "30.0", "+Inf"])
      expect(bucket("apiserver_request_sli_duration_seconds", le), le).toBe(false);
    expect(bucket("etcd_request_duration_seconds", "+Inf")).toBe(true);
    expect(isDropped({ name: "etcd_request_duration_seconds_count", labels: {} }, job.metricRelabel)).toBe(
      false,
    );
  });
});

describe("kube-state-metrics", () => {
  const scraped = everything.stack.jobs.find(({ job }) => job.job === "kube-state-metrics")?.job;

  it("is scraped by every shard, under one name for all its pods, and its labels win", () => {
    expect(scraped).toMatchObject({
      shards: "every",
      honorLabels: true,
      labels: { instance: "kube-state-metrics" },
    });
    expect(workload(plain, "kube-state-metrics").replicas).toBe(1);
  });

  it("may list and watch what it tells of, and nothing that holds secrets", () => {
    const { args, clusterAccess = [] } = workload(plain, "kube-state-metrics");
    const told = args
      .find((arg) => arg.startsWith("--resources="))
      ?.slice("--resources=".length)
      .split(",");
    const rights = clusterAccess.flatMap((rule) => ("resources" in rule ? rule.resources : []));
    expect([...rights].sort()).toEqual(told);
    expect(clusterAccess.every(({ verbs }) => verbs.join() === "list,watch")).toBe(true);
    expect(rights).not.toContain("secrets");
    expect(rights).not.toContain("configmaps");
  });
});

describe("Prometheus", () => {
  it("may find its targets and read their metrics, and nothing else", () => {
    const access = workload(plain, "prometheus").clusterAccess;
    expect(access).toEqual([
      { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["list", "watch"] },
      { namespace: "default", apiGroups: [""], resources: ["services"], verbs: ["list", "watch"] },
      {
        namespace: "default",
        apiGroups: ["discovery.k8s.io"],
        resources: ["endpointslices"],
        verbs: ["list", "watch"],
      },
      { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
      { nonResourceURLs: ["/metrics"], verbs: ["get"] },
    ]);
  });

  it("guards itself against pods of the users with too many series", () => {
    for (const job of ["pods", "checkout"])
      expect(jobNamed(everything, job).job.client, job).toMatchObject({ sample_limit: 50_000 });
  });

  it("divides nodes, pods and services among its shards", () => {
    for (const job of ["cadvisor", "checkout", "collector", "dcgm", "kubelet", "node", "pods", "process"])
      expect(jobNamed(everything, job).job.shards, job).toBe("split");
  });

  it("has a configuration that promtool accepts", () => {
    const program = process.env["PROMTOOL"];
    if (program === undefined || program === "")
      throw new Error("PROMTOOL is not set; run the tests with ./observatory test");
    const folder = mkdtempSync(join(tmpdir(), "observatory-cluster-"));
    try {
      const config = parse(file(everything, "prometheus", "prometheus.yml")) as Record<string, unknown>;
      const path = join(folder, "prometheus.yml");
      // The files of the account are in a pod only.
      for (const name of ["ca.crt", "token"]) writeFileSync(join(folder, name), "");
      const account = "/var/run/secrets/kubernetes.io/serviceaccount";
      writeFileSync(path, toYaml({ ...config, rule_files: [] }).replaceAll(account, folder));
      const { status, stdout, stderr } = spawnSync(program, ["check", "config", "--lint=all", path], {
        encoding: "utf8",
      });
      expect(status, stdout + stderr).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("reserved names", () => {
  it("are those of all jobs that are not services of the settings", () => {
    const own = jobs(everything).filter((job) => job !== "checkout");
    expect(reservedJobs).toEqual(expect.arrayContaining(own));
    expect([...reservedJobs].sort()).toEqual(reservedJobs);
  });
});
