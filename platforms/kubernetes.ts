import { createHmac } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Stack } from "../stacks/observatory";
import { type Settings } from "../stacks/settings";
import { generatedSecret } from "./generated-secret";
import { workloadLabels } from "./kubernetes/labels";
import { type Manifest } from "./kubernetes/manifest";
import { manifests, type SecretDescription, secretsOf } from "./kubernetes/manifests";
import { namespaceOf } from "./kubernetes/names";
import { clusterProvider, dataProvider } from "./kubernetes/provider";
import { register } from "./kubernetes/resource";
import { generateSecrets, type GeneratedSecrets, secretFile } from "./secrets";

/**
 * Turns a stack into objects of the cluster that the settings name. Returns the secrets that were generated. Throws before
 * any resource is made where a workload cannot run as it is described.
 */
export function deployKubernetes(stack: Stack): GeneratedSecrets {
  const { settings, workloads } = stack;
  const objects = manifests(stack);
  const platform = new pulumi.ComponentResource("observatory:platform:Kubernetes", "observatory", {});
  const own = { parent: platform, provider: clusterProvider(settings, platform) };
  const kept = {
    parent: platform,
    provider: dataProvider(settings, platform),
    protect: true,
    retainOnDelete: true,
  };
  const generated = generateSecrets(workloads, settings.stack, platform);
  const hashKey = generatedSecret("secretsHashKey", { parent: platform });

  const made: Made[] = [];
  const secrets = secretsOf(stack);
  const hashes = new Map(
    secrets.map((secret) => [secret.workload, contentHash(secret, generated, hashKey)] as const),
  );
  for (const manifest of objects) {
    const owner = ownerOf(manifest);
    // What pods need comes before them: the secrets as well, which are not among the objects.
    if (isPods(manifest))
      for (const secret of secrets.filter(({ workload }) => workload === owner))
        made.push({
          owner,
          resource: makeSecret(secret, generated, stack, { ...own, dependsOn: first(made) }),
        });
    const dependsOn = isPods(manifest) ? before(manifest, made) : first(made);
    const options = { ...(outlives(manifest) ? kept : own), ...timeouts(manifest), dependsOn };
    const annotated = withSecretsHash(annotate(manifest), hashes);
    made.push({ owner, resource: register(logicalName(manifest, settings), annotated, options) });
  }
  return generated;
}

/** Name of the resource in the stack: that of the object, and its namespace where it is not the servers' own. */
export function logicalName({ metadata: { name, namespace } }: Manifest, settings: Settings): string {
  return namespace === undefined || namespace === namespaceOf(settings) ? name : `${namespace}/${name}`;
}

const podKinds = ["DaemonSet", "Deployment", "StatefulSet"];
const isPods = ({ kind }: Manifest): boolean => podKinds.includes(kind);

/** An object that was registered, and the workload that it belongs to; none for what the stack as a whole has. */
interface Made {
  readonly owner: string | undefined;
  readonly resource: pulumi.Resource;
}

const ownerOf = ({ metadata }: Manifest): string | undefined => metadata.labels?.["app.kubernetes.io/name"];

/** Namespaces, in which everything else lies. */
const first = (made: readonly Made[]): pulumi.Resource[] =>
  made.flatMap(({ resource }) => (resource instanceof k8s.core.v1.Namespace ? [resource] : []));

/** What pods of a workload need: what the stack as a whole has, and their own. A service is ready when its pods are. */
function before(manifest: Manifest, made: readonly Made[]): pulumi.Resource[] {
  const owner = ownerOf(manifest);
  return made
    .filter((one) => one.owner === undefined || one.owner === owner)
    .map(({ resource }) => resource)
    .filter((resource) => !(resource instanceof k8s.core.v1.Service));
}

/** Claims outlive everything, and so do the namespaces that they lie in. */
const outlives = ({ kind }: Manifest): boolean => kind === "PersistentVolumeClaim" || kind === "Namespace";

/** Servers with much data take their time, one after the other. */
const timeouts = (manifest: Manifest): pulumi.CustomResourceOptions =>
  isPods(manifest) ? { customTimeouts: { create: "20m", update: "60m" } } : {};

/** Objects of which the engine would wait for something that others bring, or that never comes. */
const notAwaited: readonly string[] = [
  // Bound when the first pod uses it.
  "PersistentVolumeClaim",
  // Gets an address from the ingress controller, where that tells one.
  "Ingress",
  "Service",
];

function annotate(manifest: Manifest): Manifest {
  if (!notAwaited.includes(manifest.kind)) return manifest;
  const { metadata } = manifest;
  return {
    ...manifest,
    metadata: { ...metadata, annotations: { ...metadata.annotations, "pulumi.com/skipAwait": "true" } },
  };
}

type Contents = Readonly<Record<string, pulumi.Output<string>>>;

function contentsOf({ entries }: SecretDescription, generated: GeneratedSecrets): Contents {
  return Object.fromEntries(entries.map((entry) => [entry.name, secretFile(entry, generated)]));
}

function makeSecret(
  secret: SecretDescription,
  generated: GeneratedSecrets,
  { settings, workloads }: Stack,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { name, namespace } = secret;
  const owner = workloads.find((one) => one.name === secret.workload);
  const labels = owner === undefined ? {} : workloadLabels(owner, settings);
  const manifest = { apiVersion: "v1", kind: "Secret", metadata: { name, namespace, labels } };
  const stringData = contentsOf(secret, generated);
  return register(logicalName(manifest, settings), { ...manifest, type: "Opaque", stringData }, options);
}

/**
 * A value that changes with the secrets, for pods that read them at their start only. It stands in the open, so that it is
 * made with a key: a plain hash of a short password would give it away.
 */
function contentHash(
  secret: SecretDescription,
  generated: GeneratedSecrets,
  key: pulumi.Output<string>,
): pulumi.Output<string> {
  const hash = pulumi
    .all([pulumi.all(contentsOf(secret, generated)), key])
    .apply(([texts, by]) =>
      createHmac("sha256", by).update(JSON.stringify(texts)).digest("hex").slice(0, 16),
    );
  return pulumi.unsecret(hash);
}

/** Pods with the hash of the secrets that they mount: other secrets are other pods. */
function withSecretsHash(manifest: Manifest, hashes: ReadonlyMap<string, pulumi.Output<string>>): Manifest {
  const hash = isPods(manifest) ? hashes.get(manifest.metadata.name) : undefined;
  if (hash === undefined) return manifest;
  const spec = manifest["spec"] as { readonly template: { readonly metadata: object } };
  const { template } = spec;
  const metadata = { ...template.metadata, annotations: { "observatory/secrets": hash } };
  return { ...manifest, spec: { ...spec, template: { ...template, metadata } } };
}
