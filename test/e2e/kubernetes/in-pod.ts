/** A server as its pod would run it: what the API server holds of its arguments, its files and its secrets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { namespaceFor } from "../../../platforms/kubernetes/names";
import { type Stack } from "../../../stacks/observatory";
import { apply, type Cluster, expectSuccess } from "./cluster";
import { client, type Client } from "./https";
import { processes, type Processes } from "./processes";
import { newAuthority, secretObject, serversAuthorization } from "./secrets";

/** Where every pod finds its account's token. */
const accountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Where the pods of a stack find their configuration and their secrets. */
const ownFolders = ["/etc/observatory", "/run/secrets/observatory"] as const;

interface Source {
  readonly configMap?: {
    readonly name: string;
    readonly items?: readonly { readonly key: string; readonly path: string }[];
  };
}

interface Volume {
  readonly name: string;
  readonly projected?: { readonly sources: readonly Source[] };
  readonly secret?: { readonly secretName: string };
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly containers: readonly {
    readonly args?: readonly string[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes?: readonly Volume[];
}

/** A server on this machine that takes itself for one in a pod. */
export interface InPod {
  /** Arguments of its container. */
  readonly args: readonly string[];
  /** Its configuration and its secrets by path, with the paths in them as they are on this machine. */
  readonly files: ReadonlyMap<string, string>;
  /** Folder that stands in for the root folder of the pod. */
  readonly root: string;
  /** Token of its account; the certificate of the API server lies beside it, as in a pod. */
  readonly token: string;
  readonly tokenFile: string;
  readonly authorityFile: string;
  readonly running: Processes;
  /** Writes a file of the pod, changed or not. */
  write(path: string, text: string): void;
  /** Calls the server at a port as other servers of the stack do. */
  client(port: number): Client;
  stop(): Promise<void>;
}

/**
 * Makes the Secret of a workload, and reads what a pod of it would run. Nothing is started yet; `stop` takes everything
 * away.
 */
export async function inPod(
  cluster: Cluster,
  stack: Stack,
  name: string,
  authority = newAuthority(),
): Promise<InPod> {
  expectSuccess(apply(cluster, [secretObject(stack, name, authority)]));
  const { namespace, pod } = await podOf(cluster, stack, name);
  const root = mkdtempSync(join(tmpdir(), "observatory-in-pod-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o600 });
  };
  const here = (text: string): string =>
    [accountFolder, ...ownFolders].reduce((all, folder) => all.replaceAll(folder, root + folder), text);
  const files = new Map<string, string>();
  for (const [path, text] of await mountedFiles(cluster, namespace, pod)) files.set(root + path, here(text));
  for (const [path, text] of files) write(path, text);
  const token = await cluster.tokenOf(namespace, pod.serviceAccountName);
  const [tokenFile, authorityFile] = [`${root}${accountFolder}/token`, `${root}${accountFolder}/ca.crt`];
  write(tokenFile, token);
  write(authorityFile, cluster.reach.authority);
  const running = processes(root);
  const trust = { authority: authority.certificate, name: `${name}.${namespace}.svc` };
  return {
    args: (pod.containers[0]?.args ?? []).map(here),
    files,
    root,
    token,
    tokenFile,
    authorityFile,
    running,
    write,
    client: (port) => client(`https://127.0.0.1:${port}`, serversAuthorization, trust),
    stop: async () => {
      await running.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function podOf(
  cluster: Cluster,
  { settings, workloads }: Stack,
  name: string,
): Promise<{ namespace: string; pod: PodSpec }> {
  const workload = workloads.find((one) => one.name === name);
  if (workload === undefined) throw new Error(`the stack has no ${name}`);
  const namespace = namespaceFor(workload, settings);
  const kind =
    workload.eachHost !== undefined
      ? "daemonsets"
      : workload.data === undefined
        ? "deployments"
        : "statefulsets";
  const path = `/apis/apps/v1/namespaces/${namespace}/${kind}/${name}`;
  const { spec } = await read<{ spec: { template: { spec: PodSpec } } }>(cluster, path);
  return { namespace, pod: spec.template.spec };
}

/** Files of ConfigMaps and Secrets by the path at which the first container of a pod finds them. */
async function mountedFiles(
  cluster: Cluster,
  namespace: string,
  { containers, volumes = [] }: PodSpec,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { name, mountPath } of containers[0]?.volumeMounts ?? []) {
    const volume = volumes.find((one) => one.name === name);
    const found = volume === undefined ? [] : await filesOf(cluster, namespace, volume);
    for (const [path, text] of found) files.set(join(mountPath, path), text);
  }
  return files;
}

async function filesOf(
  cluster: Cluster,
  namespace: string,
  { projected, secret }: Volume,
): Promise<(readonly [string, string])[]> {
  const data = async (kind: "configmaps" | "secrets", name: string): Promise<Record<string, string>> =>
    (
      await read<{ data?: Record<string, string> }>(
        cluster,
        `/api/v1/namespaces/${namespace}/${kind}/${name}`,
      )
    ).data ?? {};
  if (secret !== undefined)
    return Object.entries(await data("secrets", secret.secretName)).map(
      ([key, text]) => [key, Buffer.from(text, "base64").toString("utf8")] as const,
    );
  const files: (readonly [string, string])[] = [];
  for (const { configMap } of projected?.sources ?? []) {
    if (configMap === undefined) continue;
    const texts = await data("configmaps", configMap.name);
    for (const { key, path } of configMap.items ??
      Object.keys(texts).map((one) => ({ key: one, path: one }))) {
      const text = texts[key];
      if (text === undefined) throw new Error(`${configMap.name} has no key ${key}`);
      files.push([path, text]);
    }
  }
  return files;
}

async function read<T>({ call }: Cluster, path: string): Promise<T> {
  const { status, body } = await call("GET", path);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
  return JSON.parse(body) as T;
}

/** The arguments with some flags set to other values. Throws for a flag that is not among them. */
export function withFlags(
  args: readonly string[],
  flags: Readonly<Record<string, string>>,
): readonly string[] {
  const missing = Object.keys(flags).find((flag) => !args.some((arg) => arg.startsWith(`${flag}=`)));
  if (missing !== undefined) throw new Error(`no argument sets ${missing}: ${args.join(" ")}`);
  return args.map((arg) => {
    const flag = arg.split("=")[0] ?? arg;
    const value = flags[flag];
    return value === undefined ? arg : `${flag}=${value}`;
  });
}

/** Whether a server answers so. */
export async function isReady(call: Client, path: string): Promise<boolean> {
  try {
    return (await call("GET", path)).status === 200;
  } catch {
    return false;
  }
}
