import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { idOf, ofKind, podsNamed, podsOf, variantStack } from "./kubernetes-pods";
import { settings, stackOf, variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));
const podKinds = ["DaemonSet", "Deployment", "StatefulSet"];

interface ServiceSpec {
  readonly type: string;
  readonly clusterIP?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly ports: readonly {
    readonly port: number;
    readonly targetPort: string;
    readonly protocol: string;
  }[];
}

const spec = <T>(manifest: Manifest | undefined): T => manifest?.["spec"] as T;

describe.each(stacks)("objects of the stack $variant", ({ stack }) => {
  const objects = manifests(stack);
  const pods = podsOf(objects);
  const names = (kind: string): string[] => ofKind(objects, kind).map(({ metadata }) => metadata.name);

  it("are the same each time, letter for letter, and each there once", () => {
    expect(JSON.stringify(manifests(stack))).toBe(JSON.stringify(objects));
    expect(new Set(objects.map(idOf)).size).toBe(objects.length);
  });

  it("hold no Secret: their values are not known here", () => {
    expect(ofKind(objects, "Secret")).toEqual([]);
  });

  it("come in an order in which they can be applied", () => {
    const order = objects.map(({ kind }) => kind);
    const first = (...kinds: string[]) => Math.min(...kinds.map((kind) => order.indexOf(kind)));
    const last = (kind: string) => order.lastIndexOf(kind);
    const firstPods = first(...podKinds.filter((kind) => order.includes(kind)));
    expect(last("Namespace")).toBeLessThan(
      objects.findIndex(({ metadata }) => metadata.namespace !== undefined),
    );
    for (const kind of [
      "NetworkPolicy",
      "PriorityClass",
      "ServiceAccount",
      "ClusterRoleBinding",
      "ConfigMap",
      "PersistentVolumeClaim",
    ])
      expect(last(kind), kind).toBeLessThan(firstPods);
  });

  it("say what they belong to and who made them, by the common labels", () => {
    for (const one of objects) {
      const { labels = {} } = one.metadata;
      expect(labels, idOf(one)).toMatchObject({
        "app.kubernetes.io/instance": "observatory-production",
        "app.kubernetes.io/part-of": "observatory",
      });
    }
    const ofAll = objects.filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === undefined);
    expect([...new Set(ofAll.map(({ kind }) => kind))].sort()).toEqual([
      "Namespace",
      "NetworkPolicy",
      "PriorityClass",
    ]);
  });

  it("lie in a namespace of the stack, but for what belongs to the whole cluster", () => {
    const wide = /^(Namespace|PriorityClass|ClusterRole(Binding)?)$/;
    const inCluster = objects.filter(({ metadata }) => metadata.namespace === undefined);
    expect(objects.filter(({ kind }) => wide.test(kind))).toEqual(inCluster);
    // Of two stacks in one cluster, each has its own.
    const own = inCluster.filter(({ kind }) => kind !== "Namespace").map(({ metadata }) => metadata.name);
    expect(own.filter((name) => !name.startsWith("observatory-production"))).toEqual([]);
    // Only rights to read a namespace of others lie there.
    const elsewhere = objects.filter(
      ({ metadata: { namespace } }) => namespace?.startsWith("observatory") === false,
    );
    expect(elsewhere.filter(({ kind }) => !/^Role(Binding)?$/.test(kind)).map(idOf)).toEqual([]);
  });

  it("open no port of a host and no address outside of the cluster", () => {
    for (const service of ofKind(objects, "Service")) {
      const { type, ...rest } = spec<ServiceSpec>(service);
      expect([service.metadata.name, type]).toEqual([service.metadata.name, "ClusterIP"]);
      expect(JSON.stringify(rest)).not.toMatch(/nodePort|externalIPs|loadBalancer/);
    }
  });

  it("have a Service for each workload that is called by name, and one for its members where it has data", () => {
    const called = pods.filter(({ kind }) => kind !== "DaemonSet");
    expect(names("Service").sort()).toEqual(
      called
        .flatMap(({ kind, name }) => (kind === "StatefulSet" ? [name, `${name}-headless`] : [name]))
        .sort(),
    );
    for (const service of ofKind(objects, "Service")) {
      const { clusterIP, publishNotReadyAddresses, ports } = spec<ServiceSpec>(service);
      const headless = service.metadata.name.endsWith("-headless");
      // A member is found by others while it is not ready yet, since it becomes so by finding them.
      expect([clusterIP, publishNotReadyAddresses]).toEqual(
        headless ? ["None", true] : [undefined, undefined],
      );
      const own = podsNamed(pods, service.metadata.name.replace(/-headless$/, ""));
      const there = own.spec.containers.flatMap((container) =>
        container.ports.map(({ name, containerPort, protocol }) => `${name} ${containerPort} ${protocol}`),
      );
      expect(
        ports.map(({ targetPort, port, protocol }) => `${targetPort} ${port} ${protocol}`).sort(),
      ).toEqual(there.sort());
    }
  });

  it("have a claim for each member, of the size that the settings say, under the name that its set looks for", () => {
    const sets = stack.workloads.filter(({ data, eachHost }) => data !== undefined && eachHost === undefined);
    const expected = sets.flatMap(({ name, data, replicas = 1 }) =>
      Array.from({ length: replicas }, (_, member) => [`data-${name}-${member}`, data?.size]),
    );
    const claims = ofKind(objects, "PersistentVolumeClaim").map((claim) => [
      claim.metadata.name,
      spec<{ resources: { requests: { storage: string } } }>(claim).resources.requests.storage,
    ]);
    expect(claims).toEqual(expected);
    for (const { name } of sets) expect(podsNamed(pods, name).set["volumeClaimTemplates"]).toHaveLength(1);
  });

  it("have an account for each workload, and mount its token only where it asks the API", () => {
    expect(names("ServiceAccount")).toEqual(stack.workloads.map(({ name }) => name));
    expect(
      ofKind(objects, "ServiceAccount").filter((one) => one["automountServiceAccountToken"] !== false),
    ).toEqual([]);
    for (const { name, clusterAccess = [] } of stack.workloads) {
      const { serviceAccountName, automountServiceAccountToken } = podsNamed(pods, name).spec;
      expect([serviceAccountName, automountServiceAccountToken]).toEqual([name, clusterAccess.length > 0]);
    }
  });

  it("give exactly the rights that workloads state, to their own accounts", () => {
    for (const { name, clusterAccess = [] } of stack.workloads) {
      const bindings = ofKind(objects, "ClusterRoleBinding", "RoleBinding").filter((one) =>
        (one["subjects"] as readonly { name: string }[]).some((subject) => subject.name === name),
      );
      const rules = bindings.flatMap((binding) => {
        const { kind, name: role } = binding["roleRef"] as { kind: string; name: string };
        const found = objects.find(
          ({ kind: own, metadata }) =>
            own === kind && metadata.name === role && metadata.namespace === binding.metadata.namespace,
        );
        const { namespace } = binding.metadata;
        return (found?.["rules"] as readonly object[]).map((rule) =>
          JSON.stringify({ ...(namespace === undefined ? {} : { namespace }), ...rule }),
        );
      });
      const stated = clusterAccess.map((rule) => JSON.stringify(rule));
      const sorted = (some: readonly string[]) => some.map((text) => canonical(text)).sort();
      expect(sorted(rules)).toEqual(sorted(stated));
      for (const one of bindings)
        expect(one["subjects"]).toEqual([
          { kind: "ServiceAccount", name, namespace: podsNamed(pods, name).namespace },
        ]);
    }
  });

  it("ask for no right to write, to read secrets, or to everything", () => {
    const rules = JSON.stringify(ofKind(objects, "ClusterRole", "Role").map((one) => one["rules"]));
    expect(rules).not.toMatch(/"\*"|secrets|create|update|patch|delete|impersonate|escalate|bind/);
    expect(rules).toContain("pods");
  });

  it("expect Secrets that are described, with one key for each file", () => {
    const mounted = pods.flatMap(({ name, namespace, spec: { volumes } }) =>
      volumes.flatMap(({ secret }) =>
        secret === undefined ? [] : [`${name}: ${namespace}/${secret.secretName} ${secret.defaultMode}`],
      ),
    );
    const described = secretsOf(stack);
    // Readable to the server's user, through its group, and to nobody else.
    expect(mounted).toEqual(
      described.map(({ workload, namespace, name }) => `${workload}: ${namespace}/${name} ${0o440}`),
    );
    for (const { workload, entries } of described) {
      const { secrets = [] } = stack.workloads.find(({ name }) => name === workload) ?? {};
      expect(entries.map(({ name }) => name)).toEqual(secrets.map(({ name }) => name).sort());
    }
  });
});

describe("claims", () => {
  const grown = (size: string) => manifests(stackOf(settings({ prometheus: { disk: size } })));

  it("grow by themselves: the set, whose template can never change, stays as it is", () => {
    const [before, after] = [grown("50Gi"), grown("80Gi")];
    const set = (objects: readonly Manifest[]) => podsNamed(podsOf(objects), "prometheus").set;
    expect(set(after)["volumeClaimTemplates"]).toEqual(set(before)["volumeClaimTemplates"]);
    const changed = after.filter((one, index) => JSON.stringify(one) !== JSON.stringify(before[index]));
    expect(changed.filter(({ kind }) => kind === "PersistentVolumeClaim").map(idOf)).toEqual([
      "PersistentVolumeClaim observatory/data-prometheus-0",
      "PersistentVolumeClaim observatory/data-prometheus-1",
    ]);
  });

  it("keep their names when sizes and shards change: data hangs on them", () => {
    const names = (variant: string) =>
      ofKind(manifests(variantStack(variant)), "PersistentVolumeClaim").map(({ metadata }) => metadata.name);
    expect(names("large")).toEqual(expect.arrayContaining(names("medium")));
  });

  it("are of the storage class that the settings name, else of the cluster's own", () => {
    const classes = (kubernetes: object) =>
      ofKind(
        manifests(stackOf(settings({}, kubernetes as Record<string, unknown>))),
        "PersistentVolumeClaim",
      ).map((claim) => spec<{ storageClassName?: string }>(claim).storageClassName);
    expect(new Set(classes({ storageClass: "fast" }))).toEqual(new Set(["fast"]));
    expect(new Set(classes({}))).toEqual(new Set([undefined]));
  });
});

describe("the entry", () => {
  const host = "grafana.example.com";
  const entries = (entry?: object) =>
    ofKind(
      manifests(stackOf(settings({}, entry === undefined ? {} : { entry }))),
      "Ingress",
      "HTTPRoute",
      "Gateway",
    );

  it("is none as long as the settings name none", () => {
    expect(entries()).toEqual([]);
  });

  it("is an Ingress to Grafana alone, with TLS where there is a certificate", () => {
    const [ingress, ...further] = entries({ host, ingressClass: "nginx", tlsSecret: "grafana-tls" });
    expect(further).toEqual([]);
    expect([ingress?.apiVersion, ingress?.kind, ingress?.metadata.name]).toEqual([
      "networking.k8s.io/v1",
      "Ingress",
      "grafana",
    ]);
    expect(spec(ingress)).toEqual({
      ingressClassName: "nginx",
      tls: [{ hosts: [host], secretName: "grafana-tls" }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "grafana", port: { name: "http" } } },
              },
            ],
          },
        },
      ],
    });
    const [plain] = entries({ host });
    expect(Object.keys(spec(plain))).toEqual(["rules"]);
  });

  it("is a route of a Gateway where the settings name one", () => {
    const [route, ...further] = entries({ host, gateway: { name: "public", namespace: "gateways" } });
    expect(further).toEqual([]);
    expect([route?.apiVersion, route?.kind]).toEqual(["gateway.networking.k8s.io/v1", "HTTPRoute"]);
    expect(spec(route)).toEqual({
      parentRefs: [{ name: "public", namespace: "gateways" }],
      hostnames: [host],
      rules: [{ backendRefs: [{ name: "grafana", port: 3000 }] }],
    });
  });
});

/** JSON with sorted keys. */
function canonical(text: string): string {
  return JSON.stringify(Object.entries(JSON.parse(text) as object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
