import { imageOf } from "../../stacks/versions";
import { capabilitiesOf, userOf } from "../user";
import { type MemberVariable, type Sidecar, type Workload } from "../workload";
import { type Configuration } from "./config-maps";
import { dataVolume } from "./claims";
import { portName } from "./names";
import { probes } from "./probes";
import { dataFolder, secretsFolder } from "./site";

/** Name of the volume with a workload's secret files. */
export const secretsVolume = "secrets";

/** Where a field of the pod is found that becomes a variable. */
const memberFields: Readonly<Record<MemberVariable, string>> = {
  POD_NAME: "metadata.name",
  POD_IP: "status.podIP",
  NODE_NAME: "spec.nodeName",
};

/** The container of a workload. Throws where nothing says how much memory it may have. */
export function container(workload: Workload, config: Configuration) {
  const { memory } = workload;
  if (memory === undefined)
    throw new Error(
      `${workload.name}: nothing says how much memory it may have; write memory in its component`,
    );
  return {
    ...running(workload, workload, memory, workload.cpu ?? "50m"),
    ...variables(workload),
    volumeMounts: [
      ...config.mounts,
      ...(workload.secrets === undefined || workload.secrets.length === 0 ? [] : [secretsMount]),
      ...(workload.data === undefined ? [] : [dataMount]),
      ...hostMounts(workload),
      scratchMount,
    ],
  };
}

/** A further container of the pod, with the volumes that it shares. */
export function sidecar(one: Sidecar, workload: Workload, config: Configuration) {
  const env = plain(one.env ?? {});
  return {
    ...running(one, workload, one.memory, one.cpu),
    ...(env.length === 0 ? {} : { env }),
    volumeMounts: [
      ...(one.shares.includes("config") ? config.mounts : []),
      ...(one.shares.includes("secrets") ? [secretsMount] : []),
      ...(one.shares.includes("data") ? [dataMount] : []),
      scratchMount,
    ],
  };
}

function running(one: Workload | Sidecar, workload: Workload, memory: string, cpu: string) {
  return {
    name: one.name,
    image: imageOf(one.server),
    imagePullPolicy: "IfNotPresent",
    ...(one.args.length === 0 ? {} : { args: one.args }),
    ports: ports(one, workload),
    ...probes(one.health, workload),
    // Memory is limited, as a host that runs out of it ends whom it likes. CPU is not: a server that is slowed down
    // falls behind in the moment in which it is needed.
    resources: { requests: { cpu, memory }, limits: { memory } },
    securityContext: securityContext(workload),
    terminationMessagePolicy: "FallbackToLogsOnError",
  };
}

function ports(one: Workload | Sidecar, workload: Workload) {
  const udp = one === workload ? (workload.udpPorts ?? []) : [];
  return Object.entries(one.ports)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, containerPort]) => [
      { name: portName(name), containerPort, protocol: "TCP" },
      ...(udp.includes(name) ? [{ name: `${portName(name)}-udp`, containerPort, protocol: "UDP" }] : []),
    ]);
}

function securityContext(workload: Workload) {
  const add = capabilitiesOf(workload).map((name) => name.replace(/^CAP_/, ""));
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"], ...(add.length === 0 ? {} : { add }) },
    readOnlyRootFilesystem: true,
    ...(userOf(workload).user === "0" ? {} : { runAsNonRoot: true }),
  };
}

function variables(workload: Workload) {
  const member = [...(workload.memberEnv ?? [])]
    .sort()
    .map((name) => ({ name, valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: memberFields[name] } } }));
  // The NVIDIA runtime gives GPUs to whom asks for them so; a GPU that is asked for as a resource would be taken away
  // from everybody else.
  const gpus =
    workload.host?.gpus === true
      ? { NVIDIA_DRIVER_CAPABILITIES: "compute,utility", NVIDIA_VISIBLE_DEVICES: "all" }
      : {};
  const env = [...member, ...plain({ ...gpus, ...workload.env })];
  return env.length === 0 ? {} : { env };
}

function plain(env: Readonly<Record<string, string>>) {
  return Object.entries(env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

const secretsMount = { name: secretsVolume, mountPath: secretsFolder, readOnly: true };
const dataMount = { name: dataVolume, mountPath: dataFolder };
const scratchMount = { name: "tmp", mountPath: "/tmp" };

function hostMounts({ host }: Workload) {
  return (host?.mounts ?? []).map(({ to, propagation }, index) => ({
    name: `host-${index}`,
    mountPath: to,
    readOnly: true,
    ...(propagation === "rslave" ? { mountPropagation: "HostToContainer" } : {}),
  }));
}
