/** Pods of the users: which are found, what they are called, and that each is scraped once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reservedJobs } from "../../components/cluster-job-names";
import { targetsOf, type Pod, type Target } from "./cluster-world";
import { clustered } from "./ha-stack";

const annotations = { "prometheus.io/scrape": "true" };
const plain = clustered();
const found = (...pods: readonly Pod[]): readonly Target[] => targetsOf(plain, "pods", pods);
const jobs = (...pods: readonly Pod[]): readonly (string | undefined)[] =>
  found(...pods).map(({ labels }) => labels["job"]);

describe("a pod with nothing but the standard annotations", () => {
  it("is found at the port that it declares", () => {
    expect(found({ name: "shop-1", namespace: "shop", annotations, labels: { app: "shop" } })).toEqual([
      {
        url: "http://10.244.1.5:8080/metrics",
        labels: {
          container: "app",
          instance: "shop-1",
          job: "shop",
          namespace: "shop",
          node: "node-1",
          pod: "shop-1",
          port: "8080",
        },
      },
    ]);
  });

  it("is found at the port, path and scheme of its annotations, once, whatever its containers declare", () => {
    const pod: Pod = {
      name: "shop-1",
      namespace: "shop",
      labels: { app: "shop" },
      annotations: {
        ...annotations,
        "prometheus.io/port": "9999",
        "prometheus.io/path": "/internal",
        "prometheus.io/scheme": "https",
      },
      containers: { app: { http: 8080, admin: 8081 }, proxy: { mesh: 15000 } },
    };
    expect(found(pod)).toEqual([
      {
        url: "https://10.244.1.5:9999/internal",
        labels: { instance: "shop-1", job: "shop", namespace: "shop", node: "node-1", pod: "shop-1" },
      },
    ]);
  });

  it("is found by its IPv6 address", () => {
    const port = { ...annotations, "prometheus.io/port": "9090" };
    const pods = found({ name: "six", namespace: "shop", annotations: port, ip: "fd00::5" });
    expect(pods.map(({ url }) => url)).toEqual(["http://[fd00::5]:9090/metrics"]);
  });

  it("has targets of different labels at each TCP port where no annotation names one", () => {
    const containers = { app: { dns: 53, http: 8080 }, side: { metrics: 9090 } };
    const targets = found({ name: "shop-1", namespace: "shop", annotations, containers, udp: ["dns"] });
    expect(targets.map(({ url }) => url)).toEqual([
      "http://10.244.1.5:8080/metrics",
      "http://10.244.1.5:9090/metrics",
    ]);
    expect(new Set(targets.map(({ labels }) => JSON.stringify(labels))).size).toBe(2);
  });
});

describe("nothing is found", () => {
  it.each<[string, Pod]>([
    ["of a pod without annotations", { name: "a", namespace: "shop" }],
    [
      "of a pod that says no",
      { name: "a", namespace: "shop", annotations: { "prometheus.io/scrape": "false" } },
    ],
    ["of a pod that is done", { name: "a", namespace: "shop", annotations, phase: "Succeeded" }],
    [
      "of a pod whose images are being fetched",
      { name: "a", namespace: "shop", annotations, phase: "Pending" },
    ],
    ["of a pod that failed", { name: "a", namespace: "shop", annotations, phase: "Failed" }],
    ["of the stack's own servers", { name: "a", namespace: "observatory", annotations }],
    ["of the stack's own daemons", { name: "a", namespace: "observatory-hosts", annotations }],
    [
      "of CoreDNS, which has a job",
      {
        name: "coredns-1",
        namespace: "kube-system",
        annotations: { ...annotations, "prometheus.io/port": "9153" },
        labels: { "k8s-app": "kube-dns" },
        containers: { coredns: { dns: 53, metrics: 9153 } },
      },
    ],
  ])("%s", (_, pod) => {
    expect(found(pod)).toEqual([]);
  });
});

describe("the label job", () => {
  const pod = (more: Partial<Pod>): Pod => ({
    name: "pod-x",
    namespace: "shop",
    annotations: { ...annotations, "prometheus.io/port": "80" },
    ...more,
  });
  const set = { kind: "ReplicaSet", name: "my-shop-6d4cf56db6" };

  it("is app.kubernetes.io/name, else app, else what controls the pod, else the pod's name", () => {
    const both = { "app.kubernetes.io/name": "best", app: "second" };
    expect(jobs(pod({ labels: both, controller: set }))).toEqual(["best"]);
    expect(jobs(pod({ labels: { app: "second" }, controller: set }))).toEqual(["second"]);
    expect(jobs(pod({ controller: set }))).toEqual(["my-shop"]);
    expect(jobs(pod({ controller: { kind: "StatefulSet", name: "db-1" } }))).toEqual(["db-1"]);
    expect(jobs(pod({ controller: { kind: "Job", name: "report-28912345" } }))).toEqual(["report"]);
    expect(jobs(pod({}))).toEqual(["pod-x"]);
  });

  it.each(reservedJobs)("of a pod called %s is none of the stack's own", (name) => {
    expect(jobs(pod({ labels: { app: name } }))).toEqual([`shop/${name}`]);
  });
});

describe("a pod that a service of the settings takes", () => {
  const services = [
    { name: "checkout", namespace: "shop", labels: { app: "checkout", "a.b/c": "x.y" }, port: "http" },
    { name: "cart", namespace: "shop", labels: { app: "cart" }, port: 9000, path: "/internal" },
  ];
  const described = clustered({ services });
  const labels = { app: "checkout", "a.b/c": "x.y" };
  const checkout: Pod = { name: "checkout-1", namespace: "shop", labels, annotations };

  it("is scraped for the service, under its name, and not by its annotations", () => {
    expect(targetsOf(described, "checkout", [checkout])).toEqual([
      {
        url: "http://10.244.1.5:8080/metrics",
        labels: {
          container: "app",
          instance: "checkout-1",
          job: "checkout",
          namespace: "shop",
          node: "node-1",
          pod: "checkout-1",
        },
      },
    ]);
    expect(targetsOf(described, "pods", [checkout])).toEqual([]);
  });

  it("is scraped once at a port by number, which no container needs to declare", () => {
    const containers = { app: { http: 8080, admin: 8081 }, proxy: {} };
    const pods: Pod[] = [{ name: "cart-1", namespace: "shop", labels: { app: "cart" }, containers }];
    expect(targetsOf(described, "cart", pods).map(({ url }) => url)).toEqual([
      "http://10.244.1.5:9000/internal",
    ]);
  });

  it("has all labels, exactly, and is in the namespace; another pod stays as it is", () => {
    for (const other of [
      { ...checkout, labels: { app: "checkout" } },
      { ...checkout, labels: { ...labels, "a.b/c": "xzy" } },
      { ...checkout, namespace: "test" },
    ]) {
      expect(targetsOf(described, "checkout", [other])).toEqual([]);
      expect(targetsOf(described, "pods", [other])).toHaveLength(1);
    }
  });
});

describe("services of the settings", () => {
  const word = fc
    .stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?$/)
    .filter((name) => !reservedJobs.includes(name));
  const label = fc.stringMatching(/^[a-z]{1,5}(\.[a-z]{1,3}\/[a-z]{1,4})?$/);
  const value = fc.stringMatching(/^[a-zA-Z0-9]{1,4}([._-][a-zA-Z0-9]{1,4})?$/);
  const service = fc.record({
    name: word,
    namespace: fc.constantFrom("shop", "bank", "shop-2"),
    labels: fc.dictionary(label, value, { minKeys: 1, maxKeys: 3 }),
    port: fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constantFrom("http", "metrics")),
    path: fc.constantFrom("/metrics", "/internal/metrics"),
  });
  const services = fc.uniqueArray(service, { selector: ({ name }) => name, maxLength: 6 });

  it("become exactly one job each, with a name of its own, and no pod is found by two ways", () => {
    fc.assert(
      fc.property(services, (some) => {
        const described = clustered({ services: some });
        const jobsOf = described.stack.jobs.map(({ job }) => job);
        for (const { name } of some) expect(jobsOf.filter(({ job }) => job === name)).toHaveLength(1);
        const configurations = jobsOf.map(({ name, job }) => name ?? job);
        for (const { name } of some)
          expect(configurations.filter((each) => each === `service-${name}`)).toHaveLength(1);
        for (const { name, namespace, labels, port } of some) {
          const containers = { app: typeof port === "number" ? { http: port } : { [port]: 8080 } };
          const pod: Pod = { name: "pod-1", namespace, labels, annotations, containers };
          expect(targetsOf(described, name, [pod])).toHaveLength(1);
          expect(targetsOf(described, "pods", [pod])).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
