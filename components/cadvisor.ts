import { type Component, type Site } from "../platforms/workload";
import { milliseconds } from "../stacks/duration";
import { type Settings } from "../stacks/settings";
import { portOf, portTable } from "./ports";

/**
 * Groups of metrics that are collected. Left out: `disk`, which walks through every layer of every container;
 * `oom_event`, which needs the kernel's log and would read 0 without it; the per-CPU, per-socket and other groups
 * that make more series than all the rest.
 */
const metrics = ["cpu", "diskIO", "memory", "network", "pressure"];

/**
 * Cgroups that are counted even where Docker cannot be asked about them: with the containerd image store (default of
 * new installations since Docker 29) cAdvisor wants containerd's own socket, which is not given away here. Containers
 * then appear with their id and without their name.
 */
const containerCgroups = ["/docker/", "/system.slice/docker-"];

/** cAdvisor: what containers of this host use. */
export function cadvisor(settings: Settings, site: Site): Component {
  const table = portTable(settings);
  return {
    workload: {
      name: "cadvisor",
      server: "cadvisor",
      args: [
        `--port=${portOf(table, "cadvisor", "http")}`,
        `--docker=tcp://${site.address("docker-socket-proxy", "http")}`,
        "--docker_only=true",
        `--raw_cgroup_prefix_whitelist=${containerCgroups.join(",")}`,
        `--enable_metrics=${metrics.join(",")}`,
        // As often as it is scraped, and no less often for containers that do little.
        `--housekeeping_interval=${milliseconds(settings.scrapeInterval)}ms`,
        "--allow_dynamic_housekeeping=false",
        // Labels and environment of containers are other people's text; name and image are enough.
        "--store_container_labels=false",
        "--machine_id_file=/rootfs/etc/machine-id,/rootfs/var/lib/dbus/machine-id",
        "--v=0",
      ],
      ports: table["cadvisor"] ?? {},
      health: { port: "http", path: "/healthz" },
      memory: "512Mi",
      host: {
        mounts: [
          // Network counters of containers, and how Docker names their layers.
          { from: "/", to: "/rootfs", propagation: "rslave" },
          // The cgroups of the host; a container's own /sys shows its own only.
          { from: "/sys", to: "/sys", propagation: "rslave" },
        ],
        // Docker's folder is readable to its owner, root, alone; no capability is needed to read as its owner.
        user: "0:0",
      },
      after: ["docker-socket-proxy"],
    },
    scrape: [{ job: "cadvisor", port: "http", instance: settings.host }],
  };
}
