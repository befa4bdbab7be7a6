/** A stack as files for who deploys from a repository: plain objects, and a page that says which Secrets they expect. */
import { type Stack } from "../../stacks/observatory";
import { toYaml } from "../../stacks/yaml";
import { type Manifest } from "./manifest";
import { manifests, secretsOf } from "./manifests";
import { secretsText } from "./secrets-page";

/** Page that says how to make the Secrets. */
export const secretsPage = "SECRETS.md";

/** Objects that belong to no workload; the name comes before all others, as they are needed first. */
export const stackFile = "00-stack.yaml";

/**
 * Name of the list of files. Of the three that kustomize knows, it is the one that `kubectl apply -f FOLDER` does not take
 * for an object.
 */
export const kustomizationFile = "Kustomization";

/**
 * Text of each file by path: one for the stack as a whole, one for each workload. `kubectl apply` takes the files of a
 * folder by name, and the objects of a file one after the other. Nothing secret is in them.
 */
export function exportFiles(stack: Stack): ReadonlyMap<string, string> {
  const byFile = new Map<string, Manifest[]>();
  for (const manifest of manifests(stack)) {
    const file = fileOf(manifest);
    byFile.set(file, [...(byFile.get(file) ?? []), manifest]);
  }
  const files = [...byFile]
    .map(([name, some]) => [name, some.map((manifest) => toYaml(manifest)).join("---\n")] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([
    [kustomizationFile, kustomization(files.map(([path]) => path))],
    ...files,
    [secretsPage, secretsText(secretsOf(stack), stackFile)],
  ]);
}

/** What `kubectl apply -k`, Argo CD and Flux read: the files that belong together. */
export function kustomization(resources: readonly string[]): string {
  return toYaml({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources });
}

function fileOf({ metadata: { labels = {} } }: Manifest): string {
  const workload = labels["app.kubernetes.io/name"];
  return workload === undefined ? stackFile : `10-${workload}.yaml`;
}
