import { hostNamespaceOf, namespaceOf } from "../platforms/kubernetes/names";
import { type Settings } from "../stacks/settings";
import { commandFor, type Kubectl } from "../tools/kubectl";
import { ownSelector } from "./cluster";
import { UserError } from "./errors";

/** What may lie in a namespace that is to go: everything that people put there by hand. */
const kinds =
  "pods,services,deployments.apps,statefulsets.apps,daemonsets.apps,jobs.batch,cronjobs.batch,ingresses.networking.k8s.io,persistentvolumeclaims,configmaps,secrets";

/** Objects that Kubernetes itself puts into each namespace. */
const fromKubernetes = /^(configmap\/kube-root-ca\.crt|secret\/default-token-\w+)$/;

/**
 * Deletes the claims of a stack, with all data, and its namespaces where nothing else is in them. The engine forgets both
 * without touching them.
 *
 * @returns lines that say what stays
 * @throws UserError where the cluster does not delete something
 */
export function removeClusterData(settings: Settings, kubectl: Kubectl): readonly string[] {
  const namespaces = [namespaceOf(settings), hostNamespaceOf(settings)].filter(
    (name) =>
      asked(settings, kubectl, ["get", "namespace", name, "--ignore-not-found", "--output=name"]) !== "",
  );
  for (const name of namespaces)
    asked(settings, kubectl, [
      "delete",
      "persistentvolumeclaims",
      `--namespace=${name}`,
      ownSelector(settings),
    ]);
  return namespaces.flatMap((name) => removeNamespace(settings, kubectl, name));
}

function removeNamespace(settings: Settings, kubectl: Kubectl, name: string): readonly string[] {
  const left = asked(settings, kubectl, [
    "get",
    kinds,
    `--namespace=${name}`,
    notOwn(settings),
    "--output=name",
  ])
    .split("\n")
    .filter((line) => line !== "" && !fromKubernetes.test(shortName(line)))
    .map(shortName);
  if (left.length === 0) {
    asked(settings, kubectl, ["delete", "namespace", name]);
    return [];
  }
  return [
    `The namespace ${name} stays: it holds ${left[0]}${left.length === 1 ? "" : ` and ${left.length - 1} more`}, which the stack did not make. Before the next up, delete it:`,
    `  ${commandFor(["delete", "namespace", name], settings.kubernetes)}`,
  ];
}

const notOwn = ({ stack }: Settings): string => `--selector=app.kubernetes.io/instance!=observatory-${stack}`;

/** "deployment.apps/shop" → "deployment/shop" */
const shortName = (line: string): string => line.replace(/^([a-z]+)(\.[a-z0-9.]+)?\//, "$1/");

function asked({ kubernetes }: Settings, kubectl: Kubectl, args: readonly string[]): string {
  const { code, stdout, stderr } = kubectl(args);
  if (code !== 0)
    throw new UserError(
      `The cluster did not do as it was asked: ${stderr.trim()}\nThe servers are gone; what is left of their data is not. Try it by hand:\n\n  ${commandFor(args, kubernetes)}`,
    );
  return stdout.trim();
}
