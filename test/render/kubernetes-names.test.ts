/** Names, labels and references that an API server would take, for any workload. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { hostWorkloads } from "../../platforms/kubernetes/names";
import { type ConfigFile, type Sidecar, type Workload } from "../../platforms/workload";
import { type Stack } from "../../stacks/observatory";
import { type ServerName, versions } from "../../stacks/versions";
import { idOf, type Pods, podsOf, variantStack } from "./kubernetes-pods";
import { settings, variants } from "./kubernetes-stack";

const label = /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const subdomain = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const labelKey = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** What an API server would say of some objects; nothing where it would take them. */
function objections(objects: readonly Manifest[]): string[] {
  const twice = objects.map(idOf).filter((id, index, all) => all.indexOf(id) !== index);
  return [
    ...twice.map((id) => `${id} is there twice`),
    ...objects.flatMap((one) => ofNames(one).map((text) => `${idOf(one)}: ${text}`)),
    ...podsOf(objects).flatMap((pods) => ofPods(pods).map((text) => `${pods.name}: ${text}`)),
  ];
}

function ofNames({ kind, metadata: { name, namespace, labels = {} }, ...rest }: Manifest): string[] {
  const ports = kind === "Service" ? (rest["spec"] as { ports: { name: string }[] }).ports : [];
  // A Service is a DNS name, and so is a Namespace; a set's name becomes a label of its pods with a hash behind it.
  const form = /^(Service|Namespace)$/.test(kind) ? label : subdomain;
  const longest = /^(StatefulSet|DaemonSet)$/.test(kind) ? 63 - "-0123456789".length : 253;
  return [
    ...(form.test(name) && name.length <= longest ? [] : ["its name"]),
    ...(namespace === undefined || label.test(namespace) ? [] : ["its namespace"]),
    ...Object.entries(labels)
      .filter(([key, value]) => !labelKey.test(key) || !labelValue.test(value))
      .map(([key]) => `its label ${key}`),
    ...unique(
      "port",
      ports.map((port) => port.name),
    ),
    ...ports.filter((port) => !portName.test(port.name)).map((port) => `the port ${port.name}`),
  ];
}

function ofPods({ spec: { containers, volumes }, labels, set, kind }: Pods): string[] {
  const claims =
    kind === "StatefulSet" ? (set["volumeClaimTemplates"] as { metadata: { name: string } }[]) : [];
  const known = [...volumes.map(({ name }) => name), ...claims.map(({ metadata }) => metadata.name)];
  const used = containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name));
  const ports = containers.flatMap((container) => container.ports);
  return [
    ...unique(
      "container",
      containers.map(({ name }) => name),
    ),
    ...containers.filter(({ name }) => !label.test(name)).map(({ name }) => `the container ${name}`),
    ...unique(
      "port",
      ports.map(({ name }) => name),
    ),
    ...unique(
      "port",
      ports.map(({ containerPort, protocol }) => `${containerPort} ${protocol}`),
    ),
    ...ports.filter(({ name }) => !portName.test(name)).map(({ name }) => `the port ${name}`),
    ...unique("volume", known),
    ...known.filter((name) => !label.test(name)).map((name) => `the volume ${name}`),
    ...used.filter((name) => !known.includes(name)).map((name) => `${name} is mounted and not there`),
    ...known.filter((name) => !used.includes(name)).map((name) => `${name} is there and not mounted`),
    ...containers.flatMap(({ volumeMounts }) =>
      unique(
        "path",
        volumeMounts.map(({ mountPath }) => mountPath),
      ),
    ),
    ...Object.values(labels).filter((value) => !labelValue.test(value)),
  ];
}

function unique(what: string, names: readonly string[]): string[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `two of one ${what}: ${name}`);
}

describe.each(Object.keys(variants))("the stack %s", (variant) => {
  it("has names, labels and references that fit", () => {
    expect(objections(manifests(variantStack(variant)))).toEqual([]);
  });
});

describe("any stack of workloads", () => {
  // As the settings take names of databases, of which names of workloads are made.
  const name = fc
    .stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,8}){0,3}$/)
    .filter((text) => text.length <= 40);
  const space = name.filter((text) => text.length <= 36).map((text) => `in-${text}`);
  const server = fc.constantFrom(
    ...(Object.keys(versions) as ServerName[]).filter(
      (one) => versions[one].image !== undefined && versions[one].user?.startsWith("0:") === false,
    ),
  );
  const file: fc.Arbitrary<ConfigFile> = fc.record({
    name: fc.stringMatching(/^((rules|dashboards|client)\/)?[a-z]{1,9}\.(ya?ml|json)$/),
    content: fc.string(),
    onChange: fc.constantFrom("restart", "reload", "watched"),
  });
  const ports = fc
    .uniqueArray(fc.constantFrom("http", "grpc", "gossip", "otlpHttp", "thanosGrpc"), { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((one, index) => [one, 9000 + index])));
  const sidecar = server.map((one): Sidecar => ({
    name: "beside",
    server: one,
    args: [],
    ports: { sidecar: 8999 },
    health: { port: "sidecar", path: "/" },
    shares: ["config"],
    memory: "64Mi",
    cpu: "10m",
  }));
  const workload: fc.Arbitrary<Workload> = fc
    .record({
      name,
      server,
      args: fc.array(fc.string(), { maxLength: 3 }),
      files: fc.uniqueArray(file, { maxLength: 5, selector: (one) => one.name.replaceAll("/", ".") }),
      secrets: fc.uniqueArray(
        fc.record({
          name: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
          from: fc.constant({ generated: "any" }),
        }),
        { maxLength: 3, selector: (one) => one.name },
      ),
      data: fc.option(fc.constant({ size: "2Gi" as const }), { nil: undefined }),
      ports,
      gossips: fc.boolean(),
      replicas: fc.integer({ min: 1, max: 5 }),
      eachHost: fc.boolean(),
      sidecars: fc.array(sidecar, { maxLength: 1 }),
      ping: fc.boolean(),
    })
    .map(({ data, gossips, eachHost, ...rest }) => ({
      ...rest,
      ...(data === undefined ? {} : { data }),
      ...(eachHost ? { eachHost: { labels: {} }, name: [...hostWorkloads][rest.name.length % 4] ?? "" } : {}),
      ...(gossips ? { udpPorts: Object.keys(rest.ports).slice(0, 1) } : {}),
      health: { port: Object.keys(rest.ports)[0] ?? "", path: "/" },
      memory: "128Mi" as const,
    }));
  const some = fc
    .uniqueArray(workload, { minLength: 1, maxLength: 4, selector: (one) => one.name })
    .filter((all) => all.every((one) => hostWorkloads.has(one.name) === (one.eachHost !== undefined)));

  it("has names, labels and references that fit", () => {
    fc.assert(
      fc.property(some, space, name, (workloads, namespace, stackName) => {
        const of = settings({}, { namespace }, stackName);
        const stack: Stack = { settings: of, workloads, jobs: [], rules: [], dashboards: [] };
        const objects = manifests(stack);
        expect(objections(objects)).toEqual([]);
        for (const secret of secretsOf(stack)) expect(secret.name).toMatch(subdomain);
        // Everything of it can be made by a second stack beside it, in a namespace of its own.
        const beside = settings({}, { namespace: "beside" }, `${stackName}-2`);
        const other = manifests({ ...stack, settings: beside });
        const ids = new Set(objects.map(idOf));
        expect(other.map(idOf).filter((id) => ids.has(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
