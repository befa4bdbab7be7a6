/**
 * Which changes a provider can make only by making the resource anew. Kubernetes: fields that the API server refuses to
 * change (validation of apps/v1, core/v1, rbac/v1 in Kubernetes 1.34), and immutable ConfigMaps. Docker: all of a container
 * but what its update call takes (kreuzwerker/docker 3.x, which the plugin bridges), all of networks and volumes.
 */
import { kindOf, type ReadResource } from "./read-resources";
import { type Difference } from "./flatten";

/** What can be changed of a container that runs, or says only how the engine handles it. */
const containerInPlace =
  /^(restart|maxRetryCount|cpuShares|cpuSet|memory|memorySwap|mustRun|attach|logs|rm|removeVolumes|start|wait|waitTimeout|destroyGraceSeconds|containerReadRefreshTimeoutMilliseconds)(\W|$)/;

const kubernetes: Readonly<Record<string, RegExp>> = {
  DaemonSet: /^spec\.selector\./,
  Deployment: /^spec\.selector\./,
  PersistentVolumeClaim: /^spec\.(?!resources\.requests\.storage$)/,
  ClusterRoleBinding: /^roleRef\./,
  RoleBinding: /^roleRef\./,
  Secret: /^type$/,
  Service: /^spec\.clusterIP$/,
  StatefulSet: /^spec\.(selector\.|serviceName$|podManagementPolicy$|volumeClaimTemplates)/,
};

/** Whether a change of a leaf makes the resource anew. */
export function forces(resource: ReadResource, { path }: Difference): boolean {
  if (
    resource.replaceOnChanges.some(
      (each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`),
    )
  )
    return true;
  const kind = kindOf(resource);
  if (resource.type.startsWith("docker:")) return kind === "Container" ? !containerInPlace.test(path) : true;
  if (!resource.type.startsWith("kubernetes:")) return false;
  if (/^metadata\.(name|namespace)$/.test(path)) return true;
  if (kind === "ConfigMap") return resource.inputs["immutable"] === true && /^(data|binaryData)\b/.test(path);
  if (kind === "PriorityClass") return path === "value";
  return kubernetes[kind]?.test(path) ?? false;
}

/** A claim that asks for less room than it has: the API server refuses it. */
export function shrinks({ path, before, after }: Difference): boolean {
  return /requests\.storage$/.test(path) && bytes(after) < bytes(before);
}

const units: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

function bytes(quantity: unknown): number {
  const [, number = "0", unit = ""] = /^([\d.]+)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  return Number(number) * (units[unit] ?? 1);
}

/** Resources that hold what nobody can make again. */
export function holdsData(resource: ReadResource): boolean {
  const kind = kindOf(resource);
  if (kind === "PersistentVolumeClaim") return true;
  if (kind === "Volume") return resource.protect || /-data$/.test(String(resource.inputs["name"]));
  return kind === "Server" && resource.inputs["data"] === true;
}
