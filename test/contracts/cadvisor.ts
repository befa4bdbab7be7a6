/** The documented contracts of cAdvisor: on a host with Docker, and what a kubelet's has that was not recorded. */
import { cadvisor } from "../../components/cadvisor";
import { nodeJobs } from "../../components/cluster-nodes";
import { type Site } from "../../platforms/workload";
import { type Settings } from "../../stacks/settings";
import { containerMetrics, moduleFolder } from "./cadvisor-source";
import { readContract } from "./read";
import { contractText, type Described, documentedLine, family, stored } from "./documented";

const gauge = (name: string, help: string, labels: readonly string[]): Described => ({
  ...{ name, type: "gauge", help, labels },
});

/** Labels of a container where neither its labels nor its environment are asked for. */
const ofContainer = ["id", "image", "name"];

/** What is told of every container, whichever groups are on, and of the machine. */
const always: readonly Described[] = [
  gauge(
    "container_creation_time_seconds",
    "Container creation time since unix epoch in seconds.",
    ofContainer,
  ),
  gauge("container_scrape_error", "1 if there was an error while getting container metrics, 0 otherwise", []),
  gauge("container_spec_cpu_period", "CPU period of the container.", ofContainer),
  gauge("container_spec_cpu_quota", "CPU quota of the container.", ofContainer),
  gauge("container_spec_cpu_shares", "CPU share of the container.", ofContainer),
  gauge("container_spec_memory_limit_bytes", "Memory limit for the container.", ofContainer),
  gauge(
    "container_spec_memory_reservation_limit_bytes",
    "Memory reservation limit for the container.",
    ofContainer,
  ),
  gauge("container_spec_memory_swap_limit_bytes", "Memory swap limit for the container.", ofContainer),
  gauge(
    "container_start_time_seconds",
    "Start time of the container since unix epoch in seconds.",
    ofContainer,
  ),
  gauge(
    "cadvisor_version_info",
    "A metric with a constant '1' value labeled by kernel version, OS version, docker version, cadvisor version & cadvisor revision.",
    ["cadvisorRevision", "cadvisorVersion", "dockerVersion", "kernelVersion", "osVersion"],
  ),
  ...(
    [
      ["machine_cpu_cores", "Number of logical CPU cores."],
      ["machine_cpu_physical_cores", "Number of physical CPU cores."],
      ["machine_cpu_sockets", "Number of CPU sockets."],
      ["machine_memory_bytes", "Amount of memory installed on the machine."],
      ["machine_swap_bytes", "Amount of swap memory available on the machine."],
    ] as const
  ).map(([name, help]) => gauge(name, help, ["boot_id", "machine_id", "system_uuid"])),
  gauge("machine_scrape_error", "1 if there was an error while getting machine metrics, 0 otherwise.", []),
  // Of the process itself, by its Go library.
  gauge("go_goroutines", "Number of goroutines that currently exist.", []),
  gauge("go_memstats_heap_inuse_bytes", "Number of heap bytes that are in use.", []),
  {
    ...gauge("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", []),
    type: "counter",
  },
  gauge("process_max_fds", "Maximum number of open file descriptors.", []),
  gauge("process_open_fds", "Number of open file descriptors.", []),
  gauge("process_resident_memory_bytes", "Resident memory size in bytes.", []),
  gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.", []),
];

/** cAdvisor beside Docker, with the groups that its flags switch on. */
export function cadvisorContract(settings: Settings, site: Site): string {
  const flag = "--enable_metrics=";
  const groups = cadvisor(settings, site)
    .workload.args.find((arg) => arg.startsWith(flag))
    ?.slice(flag.length)
    .split(",");
  if (groups === undefined)
    throw new Error(`cAdvisor is started without ${flag}; say here what it tells then`);
  const version = "github.com/google/cadvisor/lib@v0.60.5";
  const metrics = containerMetrics(moduleFolder(version), ofContainer).filter(
    ({ group }) => group === "" || groups.includes(group),
  );
  return (
    documentedLine(
      `${version}, metrics/*.go, with the groups of metrics that components/cadvisor.ts switches on`,
    ) + contractText([...metrics, ...always].map(family))
  );
}

/** Groups that a kubelet switches on, in pkg/kubelet/cadvisor/cadvisor_linux.go of Kubernetes 1.36. */
const ofKubelet = ["", "cpu", "diskIO", "memory", "network", "oom_event", "pressure", "process"];

/** What a kubelet's cAdvisor tells besides what was recorded: what needs version 2 of the cgroups, or a disk that counts. */
export function kubeletCadvisorContract(settings: Settings): string {
  const version = "github.com/google/cadvisor@v0.56.2";
  const ofPod = ["container", ...ofContainer, "namespace", "pod"];
  const recorded = new Set(readContract("cadvisor-kubelet.prom").map(({ name }) => name));
  const metrics = containerMetrics(moduleFolder(version), ofPod).filter(
    ({ group, name }) => ofKubelet.includes(group) && !recorded.has(name),
  );
  const job = nodeJobs(settings).find((each) => each.job === "cadvisor");
  return (
    documentedLine(
      `${version}, metrics/prometheus.go, with the labels of pkg/kubelet/server/server.go of Kubernetes 1.36: what the recorded cadvisor-kubelet.prom has not`,
    ) + contractText(stored(metrics.map(family), job?.metricRelabel))
  );
}
