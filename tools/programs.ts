/**
 * The programs that the local target and the tests need, and how each is built from its pinned module in
 * tools/<folder>. The versions are those of the go.mod files; stacks/versions.ts repeats the servers' for readers,
 * and a test compares the two.
 */
export interface Program {
  /** Name of the executable. */
  readonly name: string;
  /** Folder below tools/ with go.mod and go.sum. */
  readonly folder: string;
  readonly package: string;
  readonly version: string;
  /** Go build tags. */
  readonly tags?: readonly string[];
  /** Variables that the linker sets, so that the program can tell its version. */
  readonly set?: Readonly<Record<string, string>>;
  /** Arguments that make an installed program print its version; it is used if the version is the pinned one. */
  readonly versionArgs: readonly string[];
  /** "generated": the source is made by the Collector's builder from tools/<folder>/builder.yaml. @default "module" */
  readonly source?: "module" | "generated";
  /** Time that a build from empty caches took on two cores, in seconds: shown while waiting. */
  readonly buildSeconds: number;
}

const common = "github.com/prometheus/common/version.Version";
const prometheusTags = ["netgo", "remove_all_sd", "enable_kubernetes_sd", "enable_dns_sd"];

const kubernetesVersion = {
  "k8s.io/component-base/version.gitVersion": "v1.36.4",
  "k8s.io/component-base/version.gitMajor": "1",
  "k8s.io/component-base/version.gitMinor": "36",
};

const list: readonly Program[] = [
  {
    name: "pulumi",
    folder: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: "3.220.0",
    set: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": "v3.220.0" },
    versionArgs: ["version"],
    buildSeconds: 210,
  },
  {
    name: "pulumi-language-nodejs",
    folder: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: "3.50.0",
    versionArgs: ["-version"],
    buildSeconds: 60,
  },
  {
    name: "process-compose",
    folder: "process-compose",
    package: "github.com/f1bonacc1/process-compose",
    version: "1.85.0",
    set: { "github.com/f1bonacc1/process-compose/src/config.Version": "v1.85.0" },
    versionArgs: ["version", "--short"],
    buildSeconds: 60,
  },
  {
    name: "prometheus",
    folder: "prometheus",
    package: "github.com/prometheus/prometheus/cmd/prometheus",
    version: "3.14.0",
    tags: prometheusTags,
    set: { [common]: "3.14.0" },
    versionArgs: ["--version"],
    buildSeconds: 240,
  },
  {
    name: "promtool",
    folder: "prometheus",
    package: "github.com/prometheus/prometheus/cmd/promtool",
    version: "3.14.0",
    tags: prometheusTags,
    set: { [common]: "3.14.0" },
    versionArgs: ["--version"],
    buildSeconds: 10,
  },
  {
    name: "alertmanager",
    folder: "alertmanager",
    package: "github.com/prometheus/alertmanager/cmd/alertmanager",
    version: "0.31.1",
    set: { [common]: "0.31.1" },
    versionArgs: ["--version"],
    buildSeconds: 60,
  },
  {
    name: "amtool",
    folder: "alertmanager",
    package: "github.com/prometheus/alertmanager/cmd/amtool",
    version: "0.31.1",
    set: { [common]: "0.31.1" },
    versionArgs: ["--version"],
    buildSeconds: 10,
  },
  {
    name: "loki",
    folder: "loki",
    package: "github.com/grafana/loki/v3/cmd/loki",
    version: "3.7.8",
    set: { "github.com/grafana/loki/v3/pkg/util/build.Version": "3.7.8" },
    versionArgs: ["-version"],
    buildSeconds: 450,
  },
  {
    name: "otelcol",
    folder: "otelcol",
    package: ".",
    version: "0.160.0",
    versionArgs: ["--version"],
    source: "generated",
    buildSeconds: 480,
  },
  {
    name: "builder",
    folder: "otelcol",
    package: "go.opentelemetry.io/collector/cmd/builder",
    version: "0.160.0",
    set: { "go.opentelemetry.io/collector/cmd/builder/internal.version": "v0.160.0" },
    versionArgs: ["version"],
    buildSeconds: 10,
  },
  {
    name: "node_exporter",
    folder: "node-exporter",
    package: "github.com/prometheus/node_exporter",
    version: "1.12.1",
    set: { [common]: "1.12.1" },
    versionArgs: ["--version"],
    buildSeconds: 30,
  },
  {
    name: "blackbox_exporter",
    folder: "blackbox-exporter",
    package: "github.com/prometheus/blackbox_exporter",
    version: "0.28.0",
    set: { [common]: "0.28.0" },
    versionArgs: ["--version"],
    buildSeconds: 30,
  },
  {
    name: "postgres_exporter",
    folder: "postgres-exporter",
    package: "github.com/prometheus-community/postgres_exporter/cmd/postgres_exporter",
    version: "0.19.1",
    set: { [common]: "0.19.1" },
    versionArgs: ["--version"],
    buildSeconds: 30,
  },
  {
    name: "process-exporter",
    folder: "process-exporter",
    package: "github.com/ncabatoff/process-exporter/cmd/process-exporter",
    version: "0.8.7",
    set: { "github.com/prometheus/common/version.Version": "0.8.7" },
    versionArgs: ["-version"],
    buildSeconds: 15,
  },
  ...["kube-apiserver", "kube-controller-manager", "kubectl", "kube-scheduler"].map((name, index) => ({
    name,
    folder: "kubernetes",
    package: `k8s.io/kubernetes/cmd/${name}`,
    version: "1.36.4",
    set: kubernetesVersion,
    versionArgs: name === "kubectl" ? ["version", "--client"] : ["--version"],
    buildSeconds: [420, 90, 30, 15][index] ?? 60,
  })),
  {
    // In a module of its own: what it needs besides would change the checksums of the others.
    name: "kubelet",
    folder: "kubelet",
    package: "k8s.io/kubernetes/cmd/kubelet",
    version: "1.36.4",
    set: kubernetesVersion,
    versionArgs: ["--version"],
    buildSeconds: 120,
  },
  {
    name: "etcd",
    folder: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    version: "3.6.14",
    versionArgs: ["--version"],
    buildSeconds: 60,
  },
  {
    // The version that kubeadm sets up with the Kubernetes above; no stack runs one.
    name: "coredns",
    folder: "coredns",
    package: "github.com/coredns/coredns",
    version: "1.14.2",
    versionArgs: ["-version"],
    buildSeconds: 90,
  },
  {
    name: "kube-state-metrics",
    folder: "kube-state-metrics",
    package: "k8s.io/kube-state-metrics/v2",
    version: "2.20.0",
    set: { [common]: "2.20.0" },
    versionArgs: ["version"],
    buildSeconds: 60,
  },
  {
    name: "thanos",
    folder: "thanos",
    package: "github.com/thanos-io/thanos/cmd/thanos",
    version: "0.42.4",
    // It hands labels over as they lie in memory: without the second tag it ends with the first answer that holds some.
    tags: ["netgo", "slicelabels"],
    set: { [common]: "0.42.4" },
    versionArgs: ["--version"],
    buildSeconds: 240,
  },
];

/** Every program by name. */
export const programs: ReadonlyMap<string, Program> = new Map(list.map((program) => [program.name, program]));

/** The program of that name. Throws for a name that tools/programs.ts does not list. */
export function program(name: string): Program {
  const found = programs.get(name);
  if (found === undefined)
    throw new Error(`${name} is not a program that can be built; add it to tools/programs.ts`);
  return found;
}
