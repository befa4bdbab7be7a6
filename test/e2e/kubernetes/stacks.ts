/** Stacks that are applied, each in namespaces of its own name. */
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { manifests } from "../../../platforms/kubernetes/manifests";
import { type Stack } from "../../../stacks/observatory";
import { settings, stackOf, variants } from "../../render/kubernetes-stack";
import { usersNamespace } from "./furnish";

type Values = Readonly<Record<string, unknown>>;

/** What is said of the cluster where everything is on. */
const everything: Values = {
  controlPlane: { scheduler: true, controllerManager: true, etcd: true },
  entry: { host: "grafana.example.com", ingressClass: "nginx", tlsSecret: "grafana-tls" },
};

/** A service of the users that every stack is told of. */
export const service = {
  name: "checkout",
  namespace: usersNamespace,
  labels: { app: "checkout" },
  port: "http",
};

/**
 * A stack of the shape that a variant has.
 *
 * @param name name of the stack and of its namespace
 * @param more settings besides those of the variant
 */
export function stack(variant: string, name: string = variant, more: Values = {}): Stack {
  const values = variants[variant];
  if (values === undefined) throw new Error(`there is no variant ${variant}`);
  const cluster = { namespace: name, ...(variant === "everything" ? everything : {}) };
  return stackOf(settings({ services: [service], ...values, ...more }, cluster, name));
}

/** Every object of such a stack but its Secrets. */
export function objects(variant: string, name?: string, more?: Values): readonly Manifest[] {
  return manifests(stack(variant, name, more));
}

/** Namespaces of the stack of that name: of its servers, and of its daemons on hosts. */
export const namespacesOf = (name: string): readonly [string, string] => [name, `${name}-hosts`];

/** Kinds that make pods, as kubectl takes them. */
export const podKinds = "deployments,statefulsets,daemonsets";
