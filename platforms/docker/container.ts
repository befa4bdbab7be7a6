import type * as docker from "@pulumi/docker";
import { type CustomResourceOptions, type Input } from "@pulumi/pulumi";
import { type Settings } from "../../stacks/settings";
import { versions } from "../../stacks/versions";
import { type Site, type Workload } from "../workload";
import { restartHash } from "./files";
import { borrowsClient, clientFolder, healthcheck, withinSeconds } from "./health";
import { ownName } from "./names";
import { publishedOn } from "./published";
import { configFolder, inHostNetwork, secretsFolder } from "./site";
import { inMebibytes } from "./units";
import { capabilitiesOf, userOf } from "../user";

/** What a container is made from besides its workload. Volumes are by name; one that is not needed is left out. */
export interface Surroundings {
  readonly settings: Settings;
  readonly site: Site;
  readonly imageId: Input<string>;
  readonly network: Input<string>;
  readonly volumes: {
    readonly config?: Input<string>;
    readonly secrets?: Input<string>;
    readonly data?: Input<string>;
    readonly client?: Input<string>;
  };
}

/** Properties that the provider neither changes in place nor takes as a reason to replace the container. */
export const replacing: NonNullable<CustomResourceOptions["replaceOnChanges"]> = [
  "cpuPeriod",
  "cpuQuota",
  "init",
  "tmpfs",
];

/** The container of a workload. */
export function containerArgs(workload: Workload, around: Surroundings): docker.ContainerArgs {
  const { settings, site } = around;
  const { user, group } = userOf(workload);
  return {
    name: ownName(settings.stack, workload.name),
    image: around.imageId,
    ...(workload.args.length === 0 ? {} : { command: [...workload.args] }),
    ...environment(workload),
    labels: labels(workload, settings.stack),
    user: `${user}:${group}`,
    ...rights(workload),
    ...storage(workload, around),
    ...networking(workload, around),
    ...memory(workload),
    ...(workload.host?.pid === true ? { pidMode: "host" } : {}),
    ...(workload.host?.gpus === true ? { gpus: "all" } : {}),
    // Rotated, as nothing else bounds the file. The tag names the server in each line, for the Collector.
    logDriver: "json-file",
    logOpts: { "max-file": "3", "max-size": "10m", tag: workload.name },
    restart: "unless-stopped",
    // Unset, the provider kills: a server would lose what it holds in memory at every change.
    destroyGraceSeconds: workload.stopGraceSeconds ?? 30,
    // The same patience when the Docker engine itself ends the container, as at a shutdown of the host.
    stopTimeout: workload.stopGraceSeconds ?? 30,
    mustRun: true,
    healthcheck: healthcheck(workload, site),
    wait: true,
    waitTimeout: withinSeconds(workload),
  };
}

function environment({ env = {} }: Workload) {
  const envs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return envs.length === 0 ? {} : { envs: envs.sort() };
}

function rights(workload: Workload) {
  const adds = capabilitiesOf(workload);
  return {
    capabilities: { drops: ["ALL"], ...(adds.length === 0 ? {} : { adds }) },
    securityOpts: securityOpts(workload),
    readOnly: true,
    tmpfs: { "/tmp": "rw,noexec,nosuid,nodev,size=64m", ...hiddenSockets(workload) },
  };
}

/**
 * Docker takes SELinux labels off a container that sees the host's processes, and says so in what it gives back. Said
 * beforehand, the two agree; otherwise the container would be replaced at every refresh.
 */
function securityOpts({ host }: Workload): string[] {
  return [...(host?.pid === true ? ["label=disable"] : []), "no-new-privileges"];
}

/**
 * Root that sees the host's files could also open the sockets in /run, Docker's own among them: a read-only mount does
 * not keep anyone from talking through a socket. An empty file system is mounted over that folder.
 */
function hiddenSockets(workload: Workload): Record<string, string> {
  if (userOf(workload).user !== "0") return {};
  const roots = (workload.host?.mounts ?? []).filter(({ from }) => from === "/");
  return Object.fromEntries(roots.map(({ to }) => [`${to}/run`, "ro,noexec,nosuid,nodev,size=64k"]));
}

/** The limit counts swap as well: left to itself Docker doubles it, and reads back what was never written. */
function memory(workload: Workload) {
  if (workload.memory === undefined) return {};
  const limit = inMebibytes(workload.memory);
  return { memory: limit, memorySwap: limit };
}

/** Volumes, and the parts of the host that the server reads. */
function storage(workload: Workload, { site, volumes }: Surroundings) {
  const data = site.place(workload.name).data;
  if (
    workload.data !== undefined &&
    userOf(workload).user !== "0" &&
    versions[workload.server].dataPath !== data
  ) {
    throw new Error(
      `${workload.name}: its user cannot write to ${data}, which Docker makes for root; write dataPath for ${workload.server} in stacks/versions.ts`,
    );
  }
  const mounted = [
    { containerPath: configFolder, volumeName: volumes.config, readOnly: true },
    { containerPath: secretsFolder, volumeName: volumes.secrets, readOnly: true },
    { containerPath: data, volumeName: volumes.data, readOnly: false },
    {
      containerPath: clientFolder,
      volumeName: borrowsClient(workload) ? volumes.client : undefined,
      readOnly: true,
    },
  ].flatMap(({ volumeName, ...mount }) => (volumeName === undefined ? [] : [{ ...mount, volumeName }]));
  const mounts = (workload.host?.mounts ?? []).map(({ from, to, propagation }) => ({
    type: "bind",
    source: from,
    target: to,
    readOnly: true,
    ...(propagation === undefined ? {} : { bindOptions: { propagation } }),
  }));
  return {
    ...(mounted.length === 0 ? {} : { volumes: mounted }),
    ...(mounts.length === 0 ? {} : { mounts }),
  };
}

/** The stack's network, or the host's own. Ports are published for those who need them, on one address. */
function networking(workload: Workload, { settings, network }: Surroundings) {
  if ((workload.host?.network === true) !== inHostNetwork.has(workload.name)) {
    throw new Error(
      `${workload.name}: host.network in its component and inHostNetwork in platforms/docker/site.ts disagree; change one of them`,
    );
  }
  if (workload.host?.network === true) return { networkMode: "host" };
  const ports = Object.entries(workload.ports)
    .sort(([, a], [, b]) => a - b)
    .flatMap(([name, internal]) => {
      const ip = publishedOn(settings, workload.name, name);
      return ip === undefined
        ? []
        : [{ internal, external: internal + settings.portOffset, ip, protocol: "tcp" }];
    });
  return {
    hostname: workload.name,
    networksAdvanced: [{ name: network, aliases: [workload.name] }],
    ...(ports.length === 0 ? {} : { ports }),
  };
}

/** Labels by which a person finds the containers of a stack; the hash replaces the container when its files change. */
function labels(workload: Workload, stack: string): docker.types.input.ContainerLabel[] {
  const files = restartHash(workload);
  return [
    ...(files === undefined ? [] : [{ label: "observatory.files", value: files }]),
    { label: "observatory.stack", value: stack },
    { label: "observatory.workload", value: workload.name },
  ];
}
