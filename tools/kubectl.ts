import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ensure, type Progress } from "./build";
import { find, onPath } from "./find";

/** What kubectl printed and how it ended. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Asks the cluster of one stack; the arguments are literal, no shell reads them. */
export type Kubectl = (args: readonly string[]) => Answer;

/** Which cluster is asked. */
export interface Cluster {
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
}

/** kubectl as it is installed, of whatever version; else the pinned one, which is built where it is not there yet. */
export async function ensureKubectl(progress: Progress): Promise<string> {
  return onPath("kubectl") ?? (await ensure("kubectl", progress));
}

/** Path of a kubectl that is there already; undefined where one would have to be built. */
export function foundKubectl(): string | undefined {
  const installed = onPath("kubectl");
  if (installed !== undefined) return installed;
  const { path } = find("kubectl");
  return existsSync(path) ? path : undefined;
}

/** Arguments that say which cluster is meant. */
export function clusterArgs({ context, kubeconfig }: Cluster): readonly string[] {
  return [
    ...(context === undefined ? [] : [`--context=${context}`]),
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
  ];
}

/** A command for a person to type, as it is told in texts. */
export function commandFor(args: readonly string[], { context, kubeconfig }: Cluster): string {
  const plain = (arg: string): string =>
    /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
  return [
    "kubectl",
    ...(context === undefined ? [] : ["--context", plain(context)]),
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", plain(kubeconfig)]),
    ...args.map(plain),
  ].join(" ");
}

/** A kubectl for one cluster. Answers are waited for as long as they take, unless the arguments say otherwise. */
export function kubectlFor(program: string, cluster: Cluster): Kubectl {
  return (args) => {
    const { status, stdout, stderr, error } = spawnSync(program, [...clusterArgs(cluster), ...args], {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    });
    if (error !== undefined) throw error;
    return { code: status ?? -1, stdout, stderr };
  };
}
