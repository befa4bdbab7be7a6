import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { portTable } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

/** node_exporter: this host, and the jobs of further hosts whose exporters run already. */
export function nodeExporter(settings: Settings, site: Site): Component {
  const at = site.place("node-exporter");
  // In the network of its host, where no policy keeps others away.
  const served = serving(site, "node-exporter", { password: true });
  const root = site.hostRoot;
  const inContainer =
    root === ""
      ? []
      : [
          `--path.rootfs=${root}`,
          `--path.procfs=${root}/proc`,
          `--path.sysfs=${root}/sys`,
          `--path.udev.data=${root}/run/udev/data`,
        ];
  return {
    workload: {
      name: "node-exporter",
      server: "node-exporter",
      args: [
        `--web.listen-address=${at.listen("http")}`,
        ...webConfigArgs(served),
        ...inContainer,
        // Mounts of containers and sandboxes come and go with them and are no disks of the host.
        "--collector.filesystem.mount-points-exclude=^/(dev|proc|run|sys|var/lib/(containerd|docker|kubelet)/.+)($|/)",
        `--collector.netdev.device-exclude=${containerInterfaces(site)}`,
        `--collector.netclass.ignored-devices=${containerInterfaces(site)}`,
        // Zombies, and how near the host is to its limit of processes and threads.
        "--collector.processes",
        ...systemdArgs(settings),
        ...(settings.nodeExporter.textfiles === undefined
          ? []
          : [`--collector.textfile.directory=${root}${settings.nodeExporter.textfiles}`]),
        "--log.level=warn",
      ],
      ...(settings.nodeExporter.systemd && root !== ""
        ? { env: { DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${root}/run/dbus/system_bus_socket` } }
        : {}),
      ports: portTable(settings)["node-exporter"] ?? {},
      secrets: served.secrets,
      health: { port: "http", path: "/", ...served.health },
      memory: "128Mi",
      cpu: "50m",
      eachHost: { labels: {} },
      // Network counters and processes are the host's only in the host's own namespaces.
      host: { mounts: [{ from: "/", to: "/host", propagation: "rslave" }], network: true, pid: true },
    },
    scrape: [
      {
        job: "node",
        client: scrapeClient(site, "node-exporter"),
        port: "http",
        instance: settings.host,
        shards: "split",
        targets: settings.hosts.map(({ name, address }) => ({ address, instance: name })),
      },
    ],
  };
}

/** Services and timers only: five series for each unit of a host add up. */
function systemdArgs({ nodeExporter: { systemd } }: Settings): readonly string[] {
  if (!systemd) return [];
  return [
    "--collector.systemd",
    "--collector.systemd.enable-restarts-metrics",
    String.raw`--collector.systemd.unit-include=.+\.(service|timer)`,
  ];
}

/** The ends of the containers' networks, which come and go with them. In a cluster some network plugins name them otherwise. */
function containerInterfaces({ target }: Site): string {
  return target === "kubernetes"
    ? "^(veth|br-|cali|cni|docker|eni|lo$|lxc).*"
    : "^(veth|br-|cali|cni|docker|lo$).*";
}
