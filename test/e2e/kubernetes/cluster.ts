/** A cluster as a test sees it: kubectl as the administrator, and calls of its API. */
import { spawnSync } from "node:child_process";
import { inject } from "vitest";
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { toYaml } from "../../../stacks/yaml";
import { api, type Api, type Reach } from "./api";

declare module "vitest" {
  interface ProvidedContext {
    readonly reach: Reach;
  }
}

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cluster {
  readonly reach: Reach;
  readonly call: Api;
  /** kubectl as the administrator. */
  kubectl(args: readonly string[], input?: string): Outcome;
  /** A token of a service account, as its pods have one. */
  tokenOf(namespace: string, account: string): Promise<string>;
}

/** The cluster that runs for all tests of this folder. */
export function theCluster(): Cluster {
  const reach = inject("reach");
  const call = api(reach);
  return {
    reach,
    call,
    kubectl: (args, input) => run(reach, args, input),
    tokenOf: async (namespace, account) => {
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
      const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} };
      const answer = await call("POST", path, body);
      if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
      return (JSON.parse(answer.body) as { status: { token: string } }).status.token;
    },
  };
}

function run({ kubectl, kubeconfig, folder }: Reach, args: readonly string[], input?: string): Outcome {
  const { status, stdout, stderr, error } = spawnSync(kubectl, [...args], {
    env: { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: kubeconfig },
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined) throw error;
  return { code: status ?? -1, stdout, stderr };
}

/** How whoever deploys applies objects, and as strictly as the server can: unknown fields and warnings are errors. */
export const strictly = ["apply", "--server-side", "--validate=strict", "--warnings-as-errors"] as const;

/** Applies objects strictly. */
export function apply(cluster: Cluster, manifests: readonly Manifest[]): Outcome {
  return cluster.kubectl([...strictly, "--filename=-"], textOf(manifests));
}

/** Objects as one YAML text. */
export function textOf(manifests: readonly Manifest[]): string {
  return manifests.map((manifest) => toYaml(manifest)).join("---\n");
}

/** Fails with what a command said, unless it ended well. Returns what it printed. */
export function expectSuccess({ code, stdout, stderr }: Outcome): string {
  if (code === 0) return stdout;
  // Quoted, so that nobody takes lines of a program's own stack for those of the test.
  const said = (stderr || stdout).trim().replaceAll("\n", "\n| ");
  throw new Error(`the command ended with ${code}:\n| ${said}`);
}
