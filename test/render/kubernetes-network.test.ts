import { describe, expect, it } from "vitest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Stack } from "../../stacks/observatory";
import { type CallText, configuredCalls, statedCalls } from "./kubernetes-calls";
import { type Labels, ofKind, type Pods, podsOf, variantStack } from "./kubernetes-pods";
import { type End, endOf, firewall, tcp, udp } from "./kubernetes-policies";
import { settings, stackOf, variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));

const look = (stack: Stack) => {
  const objects = manifests(stack);
  return { objects, pods: podsOf(objects), allows: firewall(objects) };
};

/** TCP ports on which some pods listen. */
const portsOf = ({ spec }: Pods): number[] =>
  spec.containers.flatMap(({ ports }) => ports.map(({ containerPort }) => containerPort));

/** Workloads that may call a port of an address that is no pod's. */
const callersOf = ({ pods, allows }: ReturnType<typeof look>, port: number): string[] =>
  pods.filter((pod) => allows(endOf(pod), "elsewhere", tcp(port))).map(({ name }) => name);

const stranger = (namespace: string, labels: Labels = { app: "stranger" }): End => ({ namespace, labels });

describe.each(stacks)("the network of the stack $variant", ({ stack }) => {
  const { objects, pods, allows } = look(stack);
  const policies = ofKind(objects, "NetworkPolicy");
  const inHostNetwork = pods.filter(({ spec }) => spec.hostNetwork === true).map(({ name }) => name);

  it("is closed in both namespaces, both ways, for whatever is in them", () => {
    const closed = policies.filter(({ metadata }) => metadata.name === "default-deny");
    expect(closed.map(({ metadata, ...rest }) => [metadata.namespace, rest["spec"]])).toEqual(
      ["observatory", "observatory-hosts"].map((namespace) => [
        namespace,
        { podSelector: {}, policyTypes: ["Egress", "Ingress"] },
      ]),
    );
  });

  it("has a policy for each pod besides, which chooses that pod alone", () => {
    const own = policies.filter(({ metadata }) => metadata.name !== "default-deny");
    const chosen = own.map(({ metadata, ...rest }) => {
      const { matchLabels } = (rest["spec"] as { podSelector: { matchLabels: Labels } }).podSelector;
      return pods
        .filter(
          ({ namespace, labels }) =>
            namespace === metadata.namespace &&
            Object.entries(matchLabels).every(([key, value]) => labels[key] === value),
        )
        .map(({ name }) => name);
    });
    expect(chosen).toEqual(own.map(({ metadata }) => [metadata.name]));
    expect(own.map(({ metadata }) => metadata.name).sort()).toEqual(pods.map(({ name }) => name).sort());
  });

  it("lets through every call that a server is told to make", () => {
    const configured = configuredCalls(stack);
    expect(configured.length).toBeGreaterThan(pods.length);
    // All parts of Loki have one file; that address in it is for the frontend alone.
    const notTheirs = /^loki-(?!query-frontend)[a-z-]+ → loki-querier:3100$/;
    const refused = configured.filter((call) => !allowed(call));
    expect(refused.filter((call) => !notTheirs.test(call))).toEqual([]);
  });

  it("lets through what the description states, and no other call from pod to pod", () => {
    const open = stack.workloads.flatMap(({ name, ports, open = [], entry }) =>
      [...open, ...(entry !== undefined && stack.settings.kubernetes.entry !== undefined ? [entry] : [])].map(
        (port) => `${name}:${ports[port]}`,
      ),
    );
    // Whoever may call anything outside is kept off other pods by their own policies.
    const passing = pods
      .flatMap((from) =>
        pods.flatMap((to) =>
          [...new Set(portsOf(to))].map((port): CallText => `${from.name} → ${to.name}:${port}`),
        ),
      )
      .filter((call) => !inHostNetwork.some((name) => call.startsWith(`${name} →`)))
      .filter((call) => !inHostNetwork.some((name) => call.includes(`→ ${name}:`)))
      .filter(allowed);
    const reaching = new Set(
      statedCalls(stack).filter((call) => !inHostNetwork.some((name) => call.includes(`→ ${name}:`))),
    );
    const surplus = passing.filter((call) => !reaching.has(call));
    expect([...reaching].filter((call) => !passing.includes(call))).toEqual([]);
    // What takes calls from any pod takes them from those of the stack that may call out.
    expect(surplus.filter((call) => !open.includes(call.split(" → ")[1] ?? ""))).toEqual([]);
  });

  it("lets the blackbox exporter through to each server with a certificate, which it verifies", () => {
    const serving = stack.workloads.filter(({ secrets = [] }) =>
      secrets.some(({ from }) => "certificate" in from && from.is === "certificate"),
    );
    expect(serving.length).toBeGreaterThan(7);
    const refused = serving
      .map(({ name, ports }): CallText => `blackbox-exporter → ${name}:${ports["http"] ?? 0}`)
      .filter((call) => !allowed(call));
    expect(refused).toEqual([]);
  });

  it("states no call that no server makes", () => {
    // Parts of Loki find each other by gossip, not by addresses in a file.
    const configured = configuredCalls(stack);
    const unused = statedCalls(stack).filter((call) => !configured.includes(call));
    expect(unused.filter((call) => !/^loki(-[a-z-]+)? → loki(-[a-z-]+)?:(7946|9096)$/.test(call))).toEqual(
      [],
    );
  });

  it("is closed to other pods, but for ports that are meant for them", () => {
    for (const from of [stranger("shop"), stranger("kube-system"), stranger("observatory", {})])
      expect(pods.flatMap((to) => reachable(from, to))).toEqual(
        [
          "collector-gateway:4317",
          "collector-gateway:4318",
          ...(stack.settings.kubernetes.entry === undefined ? [] : ["grafana:3000"]),
        ].filter(() => from === "elsewhere" || from.namespace !== "observatory"),
      );
  });

  it("gives no pod a name by which others would take it for one of the stack elsewhere", () => {
    for (const { labels, namespace } of pods) {
      const twin = stranger(namespace === "observatory" ? "shop" : "observatory", labels);
      const meant = pods.flatMap((to) => reachable(twin, to));
      expect(meant.filter((call) => !/^(collector-gateway:431[78]|grafana:3000)$/.test(call))).toEqual([]);
    }
  });

  it("lets every server ask for names", () => {
    const mute = pods.filter(
      (pod) => !allows(endOf(pod), "elsewhere", udp(53)) || !allows(endOf(pod), "elsewhere", tcp(53)),
    );
    expect(mute.map(({ name }) => name)).toEqual([]);
  });

  function allowed(call: CallText): boolean {
    const [from, to, port] = call.split(/ → |:(?=\d+$)/);
    const ends = [from, to].map((name) => pods.find((pod) => pod.name === name));
    const [caller, called] = ends;
    if (caller === undefined || called === undefined) throw new Error(`${call}: there is no such pod`);
    return allows(endOf(caller), endOf(called), tcp(Number(port)));
  }

  function reachable(from: End, to: Pods): string[] {
    if (to.spec.hostNetwork === true) return [];
    return portsOf(to)
      .filter((port) => allows(from, endOf(to), tcp(port)))
      .map((port) => `${to.name}:${port}`);
  }
});

describe("gossip", () => {
  it("of Alertmanager's members goes by UDP as well, and between them alone", () => {
    const { pods, allows } = look(variantStack("small"));
    const passing = pods.flatMap((from) =>
      pods
        .filter((to) => to.spec.hostNetwork !== true && from.spec.hostNetwork !== true)
        .filter((to) => allows(endOf(from), endOf(to), udp(9094)))
        .map((to) => `${from.name} → ${to.name}`),
    );
    expect(passing).toEqual(["alertmanager → alertmanager"]);
  });
});

describe("the way out", () => {
  const reaching = look(
    stackOf(
      settings({
        receivers: { oncall: { kind: "webhook", url: "https://hooks.example.com:8444/x" } },
        objectStorage: { endpoint: "s3.example.com:9333", metricsBucket: "metrics", logsBucket: "logs" },
        grafana: { database: { address: "db.example.com:5433" } },
        hosts: [{ name: "db-1", address: "10.0.0.5:9199" }],
      }),
    ),
  );
  // What is probed may be anywhere.
  const anywhere = ["blackbox-exporter"];
  const others = (port: number): string[] =>
    callersOf(reaching, port).filter((name) => !anywhere.includes(name) && name !== "node-exporter");

  it("is closed but for what probes", () => {
    expect(callersOf(reaching, 25)).toEqual([...anywhere, "node-exporter"]);
  });

  it("leads those to object storage that keep something there", () => {
    expect(others(9333)).toEqual(["loki", "prometheus", "thanos-compact", "thanos-store"]);
  });

  it("leads Grafana to its database, Alertmanager to who is told, Prometheus to further hosts", () => {
    expect(others(5433)).toEqual(["grafana"]);
    expect(others(8444)).toEqual(["alertmanager"]);
    expect(others(9199)).toEqual(["prometheus"]);
  });

  it("leads those to the API server that ask it, and Prometheus to the nodes", () => {
    const asking = ["collector", "collector-gateway", "kube-state-metrics", "prometheus"];
    for (const port of [443, 6443, 8443]) expect(others(port)).toEqual(asking);
    expect(others(10250)).toEqual(["prometheus"]);
  });

  it("leads to scheduler, controller manager and etcd only where they can be scraped", () => {
    const ports = [10257, 10259, 2381];
    for (const port of ports) expect(others(port)).toEqual([]);
    const all = look(variantStack("everything"));
    for (const port of ports) expect(callersOf(all, port)).toContain("prometheus");
  });

  it("leads Prometheus alone to pods of others: any may have metrics, on any port", () => {
    const target = stranger("shop");
    const scraping = reaching.pods.filter((pod) => reaching.allows(endOf(pod), target, tcp(12_345)));
    expect(scraping.map(({ name }) => name)).toEqual([...anywhere, "node-exporter", "prometheus"]);
  });

  it("is open to a receiver or a database whose address is a secret", () => {
    const { pods, allows } = look(variantStack("everything"));
    const free = pods.filter((pod) => allows(endOf(pod), "elsewhere", tcp(25))).map(({ name }) => name);
    expect(free).toEqual([
      "alertmanager",
      "blackbox-exporter",
      "node-exporter",
      "postgres-exporter-orders-db",
    ]);
  });
});

describe("the way in", () => {
  const entry = { host: "grafana.example.com" };
  const entering = (kubernetes: object): string[] => {
    const { pods, allows } = look(stackOf(settings({}, kubernetes as Record<string, unknown>)));
    return pods
      .filter(({ spec }) => spec.hostNetwork !== true)
      .flatMap((to) =>
        portsOf(to)
          .filter((port) => allows("elsewhere", endOf(to), tcp(port)))
          .map((port) => `${to.name}:${port}`),
      );
  };

  it("leads to Grafana, from wherever the ingress is, where there is an entry", () => {
    expect(entering({ entry })).toEqual(["grafana:3000"]);
    expect(entering({ entry: { ...entry, gateway: { name: "public", namespace: "gateways" } } })).toEqual([
      "grafana:3000",
    ]);
  });

  it("is closed where there is none", () => {
    expect(entering({})).toEqual([]);
  });
});

describe("a call", () => {
  const stack = variantStack("small");
  const calling = (call: { workload: string; port: string }) => () =>
    manifests({
      ...stack,
      workloads: stack.workloads.map((one) => (one.name === "grafana" ? { ...one, calls: [call] } : one)),
    });

  it("at a workload or a port that is not there is an error", () => {
    expect(calling({ workload: "mimir", port: "http" })).toThrow(
      "grafana calls mimir, which this stack does not have",
    );
    expect(calling({ workload: "loki", port: "https" })).toThrow(
      "grafana calls the port https of loki, which has none of that name",
    );
  });
});
