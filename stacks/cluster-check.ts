/**
 * What can be wrong with a cluster, looked for before the first resource: one thing after the other would cost an `up`
 * each, and the engine's own words say less.
 */
import { existsSync } from "node:fs";
import { type Answer, commandFor, type Kubectl } from "../tools/kubectl";
import { type Settings } from "./settings";
import { list, mistake, type Mistake, numberedList, stackFile, yaml } from "./settings-errors";

/** The oldest version that has all that is used in its stable form: claims that outlive a StatefulSet, in 1.32. */
const oldest = { major: 1, minor: 32 };

/** A cluster that cannot be used, with everything that is wrong with it. */
export class ClusterError extends Error {
  constructor(stack: string, findings: readonly Mistake[]) {
    super(`The cluster of ${stackFile(stack)} cannot be used.\n\n${numberedList(findings)}\n`);
    this.name = "ClusterError";
  }
}

/**
 * Looks at the cluster of a stack; changes nothing in it.
 *
 * @throws ClusterError with all findings; with the first where nothing more can be seen
 */
export function checkCluster(settings: Settings, kubectl: Kubectl): void {
  const ask: Kubectl = (args) => kubectl([...args, "--request-timeout=10s"]);
  for (const look of [contextFindings, reachableFindings]) fail(settings, look(settings, ask));
  const rest =
    settings.target === "content"
      ? [ruleFindings, namespaceFindings]
      : [versionFindings, storageFindings, gatewayFindings];
  fail(
    settings,
    [...rest, rightsFindings].flatMap((look) => look(settings, ask)),
  );
}

function fail({ stack }: Settings, findings: readonly Mistake[]): void {
  if (findings.length > 0) throw new ClusterError(stack, findings);
}

type Look = (settings: Settings, kubectl: Kubectl) => Mistake[];

const contextFindings: Look = ({ kubernetes: { context, kubeconfig } }, kubectl) => {
  if (context === undefined)
    return [
      mistake(
        ["kubernetes", "context"],
        "kubernetes.context is missing: nothing says which cluster is meant. Write, for example:",
        yaml({ kubernetes: { context: "production" } }),
      ),
    ];
  if (kubeconfig !== undefined && !existsSync(kubeconfig))
    return [
      mistake(
        ["kubernetes", "kubeconfig"],
        `There is no file ${kubeconfig}, which kubernetes.kubeconfig names. Take the line away, so that KUBECONFIG or ~/.kube/config counts, or write where it lies:`,
        yaml({ kubernetes: { context, kubeconfig: "/path/to/kubeconfig" } }),
      ),
    ];
  const answer = kubectl(["config", "get-contexts", "--output=name"]);
  const { stdout } = answer;
  const known = stdout.split("\n").filter((line) => line !== "");
  if (known.includes(context)) return [];
  const where = kubeconfig ?? "the kubeconfig (KUBECONFIG, else ~/.kube/config)";
  if (answer.code !== 0)
    return [
      mistake(
        ["kubernetes", "kubeconfig"],
        `kubectl cannot read ${where}: ${lastLine(answer)}`,
        "Look at the file, or write where another lies:",
        yaml({ kubernetes: { context, kubeconfig: "/path/to/kubeconfig" } }),
      ),
    ];
  if (known.length === 0)
    return [
      mistake(
        ["kubernetes", "context"],
        `There is no context ${context}, nor any other, in ${where}. Log in to your cluster as its provider says, or write where the kubeconfig lies:`,
        yaml({ kubernetes: { context, kubeconfig: "/path/to/kubeconfig" } }),
      ),
    ];
  return [
    mistake(
      ["kubernetes", "context"],
      `There is no context ${context} in ${where}. It has ${list(known, "and")}. Write, for example:`,
      yaml({ kubernetes: { context: known[0] } }),
    ),
  ];
};

const reachableFindings: Look = ({ kubernetes: { context, kubeconfig } }, kubectl) => {
  const answer = kubectl(["get", "--raw", "/version"]);
  if (answer.code === 0) return [];
  const server = kubectl(["config", "view", "--minify", "--output=jsonpath={.clusters[0].cluster.server}"]);
  const at = server.code === 0 && server.stdout !== "" ? ` at ${server.stdout.trim()}` : "";
  return [
    mistake(
      ["kubernetes", "context"],
      `The cluster of the context ${context}${at} does not answer: ${lastLine(answer)}`,
      "Look whether it is up and whether you are logged in:",
      { literal: commandFor(["version"], { context, kubeconfig }) },
    ),
  ];
};

const versionFindings: Look = (_settings, kubectl) => {
  const { major, minor } = parsed<{ major?: string; minor?: string }>(kubectl(["get", "--raw", "/version"]));
  // Some providers write "33+".
  const [has, least] = [Number.parseInt(minor ?? "", 10), `${oldest.major}.${oldest.minor}`];
  if (Number.isNaN(has) || Number(major) > oldest.major || has >= oldest.minor) return [];
  return [
    mistake(
      ["kubernetes"],
      `The cluster runs Kubernetes ${major}.${minor}, and ${least} is the oldest that this stack runs on. Upgrade the cluster.`,
    ),
  ];
};

const defaultClass = "storageclass.kubernetes.io/is-default-class";

const storageFindings: Look = ({ kubernetes: { storageClass } }, kubectl) => {
  const answer = kubectl(["get", "storageclasses", "--output=json"]);
  // Who may not list them may still use the one that is named.
  if (answer.code !== 0 && storageClass !== undefined) return [];
  if (answer.code !== 0)
    return [
      mistake(
        ["kubernetes", "storageClass"],
        `kubectl cannot list the storage classes, so that nobody knows whether there is a default one: ${lastLine(answer)}`,
        "Ask for the name of one, and write, for example:",
        yaml({ kubernetes: { storageClass: "standard" } }),
      ),
    ];
  const { items = [] } = parsed<{
    items?: readonly { metadata: { name: string; annotations?: Record<string, string> } }[];
  }>(answer);
  const names = items.map(({ metadata }) => metadata.name);
  if (storageClass !== undefined && names.includes(storageClass)) return [];
  const isDefault = items.some(({ metadata }) => metadata.annotations?.[defaultClass] === "true");
  if (storageClass === undefined && isDefault) return [];
  const fact =
    storageClass === undefined
      ? "The cluster has no default storage class, and kubernetes.storageClass names none: the data would have nowhere to lie."
      : `The cluster has no storage class ${storageClass}.`;
  if (names.length === 0)
    return [
      mistake(
        ["kubernetes", "storageClass"],
        `${fact} It has no storage class at all: install the storage driver of your provider first.`,
      ),
    ];
  return [
    mistake(
      ["kubernetes", "storageClass"],
      `${fact} It has ${list(names, "and")}. Write, for example:`,
      yaml({ kubernetes: { storageClass: names[0] } }),
    ),
  ];
};

const gatewayFindings: Look = ({ kubernetes: { entry } }, kubectl) => {
  if (entry?.gateway === undefined || knows(kubectl, "gateway.networking.k8s.io", "httproutes")) return [];
  return [
    mistake(
      ["kubernetes", "entry", "gateway"],
      "kubernetes.entry names a gateway, and the cluster does not know the Gateway API. Install it, or use an Ingress:",
      yaml({ kubernetes: { entry: { host: entry.host } } }),
    ),
  ];
};

const ruleFindings: Look = ({ stack }, kubectl) => {
  if (knows(kubectl, "monitoring.coreos.com", "prometheusrules")) return [];
  return [
    mistake(
      ["target"],
      "The cluster does not know the kind PrometheusRule, which the Prometheus Operator brings. Without the operator, take the plain files:",
      { literal: `./observatory export --stack ${stack}` },
    ),
  ];
};

const namespaceFindings: Look = ({ kubernetes: { context, kubeconfig, namespace } }, kubectl) => {
  const answer = kubectl(["get", "namespace", namespace, "--output=name"]);
  // Who may not look is told by the API server itself, where it matters.
  if (answer.code === 0 || !answer.stderr.includes("NotFound")) return [];
  return [
    mistake(
      ["kubernetes", "namespace"],
      `The cluster has no namespace ${namespace}, and content makes none. Write the one in which rules and dashboards are looked for:`,
      yaml({ kubernetes: { namespace: "monitoring" } }),
      "or make it:",
      { literal: commandFor(["create", "namespace", namespace], { context, kubeconfig }) },
    ),
  ];
};

/** What whoever runs this must be allowed to make, as the API names it. */
const made: Readonly<Record<"content" | "kubernetes", readonly string[]>> = {
  content: ["configmaps", "prometheusrules.monitoring.coreos.com"],
  kubernetes: [
    "namespaces",
    "clusterroles.rbac.authorization.k8s.io",
    "priorityclasses.scheduling.k8s.io",
    "statefulsets.apps",
    "secrets",
  ],
};

const rightsFindings: Look = ({ target, kubernetes: { context, namespace } }, kubectl) => {
  const wanted = made[target === "content" ? "content" : "kubernetes"];
  const missing = wanted.filter(
    (resource) => kubectl(["auth", "can-i", "create", resource, `--namespace=${namespace}`]).code !== 0,
  );
  if (missing.length === 0) return [];
  return [
    mistake(
      ["kubernetes", "context"],
      `The user of the context ${context} may not create ${list(missing, "and")} in the namespace ${namespace}, or not for the whole cluster. Use a context of an administrator, or have the rights given.`,
    ),
  ];
};

function knows(kubectl: Kubectl, group: string, resource: string): boolean {
  const { stdout } = kubectl(["api-resources", `--api-group=${group}`, "--output=name"]);
  return stdout.split("\n").includes(`${resource}.${group}`);
}

/** An answer as JSON; empty where there is none, which the finding then shows. */
function parsed<T extends object>({ code, stdout }: Answer): Partial<T> {
  return code === 0 ? (JSON.parse(stdout) as T) : {};
}

function lastLine({ stderr, stdout }: Answer): string {
  return (stderr.trim() || stdout.trim()).split("\n").at(-1) ?? "";
}
