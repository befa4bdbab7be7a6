import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Workload } from "../../platforms/workload";
import { all, containersOf, everything, except, find, ofKind, type Pods, podsOf } from "./kubernetes-objects";
import { settings, stackOf, variants } from "./kubernetes-stack";

const containers = containersOf();
const inHosts = (owner: string): boolean => owner.startsWith("observatory-hosts/");
/** Daemons that read what belongs to root; everything else is nobody in particular. */
const asRoot = ["collector", "dcgm-exporter", "process-exporter"];

describe("every container", () => {
  it("is not root, but for daemons that read what is root's", () => {
    expect(
      except(
        containers,
        ({ securityContext, name }) => securityContext["runAsNonRoot"] === true || asRoot.includes(name),
      ),
    ).toEqual([]);
    for (const { spec } of podsOf())
      if (!asRoot.includes(spec.template.spec.containers[0]?.name ?? ""))
        expect(spec.template.spec.securityContext["runAsUser"]).not.toBe(0);
  });

  it("writes to its volumes only", () => {
    expect(except(containers, (one) => one.securityContext["readOnlyRootFilesystem"] === true)).toEqual([]);
  });

  it("has no capability but those that daemons add, and never gets more", () => {
    expect(except(containers, (one) => one.securityContext["allowPrivilegeEscalation"] === false)).toEqual(
      [],
    );
    expect(
      except(containers, ({ securityContext }) => securityContext.capabilities.drop.join() === "ALL"),
    ).toEqual([]);
    const added = containers.filter(({ securityContext }) => securityContext.capabilities.add !== undefined);
    expect(added.map(({ owner }) => owner).filter((owner) => !inHosts(owner))).toEqual([]);
    expect(containers.filter(({ securityContext }) => "privileged" in securityContext)).toEqual([]);
  });

  it("runs under the runtime's seccomp profile", () => {
    for (const { spec } of podsOf())
      expect(spec.template.spec.securityContext).toMatchObject({
        seccompProfile: { type: "RuntimeDefault" },
      });
  });

  it("has its memory limited to what is kept free for it, and its CPU kept free but not limited", () => {
    expect(
      except(
        containers,
        ({ resources: { requests, limits } }) =>
          /^\d+[MG]i$/.test(requests["memory"] ?? "") &&
          requests["memory"] === limits["memory"] &&
          /^\d+m$/.test(requests["cpu"] ?? "") &&
          limits["cpu"] === undefined,
      ),
    ).toEqual([]);
  });

  it("has a pinned image", () => {
    expect(
      except(containers, ({ image }) => /:[^:/]*\d[^:/]*$/.test(image) && !image.endsWith(":latest")),
    ).toEqual([]);
  });

  it("is asked at its start, whether it is ready, and whether it is alive", () => {
    expect(
      except(containers, (one) =>
        ["startupProbe", "readinessProbe", "livenessProbe"].every((probe) => probe in one),
      ),
    ).toEqual([]);
  });

  it("is only restarted when it takes no connection: not for being unready", () => {
    expect(
      except(containers, ({ livenessProbe }) => Object.hasOwn(livenessProbe as object, "tcpSocket")),
    ).toEqual([]);
  });
});

describe("a server with data", () => {
  it("may take half an hour to read its log again before anybody ends it", () => {
    const server = containers.find(
      ({ owner, name }) => owner === "observatory/prometheus" && name === "prometheus",
    );
    const { periodSeconds, failureThreshold } = server?.["startupProbe"] as Record<string, number>;
    expect((periodSeconds ?? 0) * (failureThreshold ?? 0)).toBe(1800);
  });

  it("has a claim for each member, of the size that the settings say", () => {
    const claim = find("PersistentVolumeClaim", "data-prometheus-1");
    expect(claim["spec"]).toMatchObject({
      resources: { requests: { storage: everything.prometheus.disk } },
    });
    for (const { metadata, spec, kind } of podsOf())
      if (kind === "StatefulSet")
        for (let member = 0; member < (spec.replicas ?? 1); member++)
          expect(() => find("PersistentVolumeClaim", `data-${metadata.name}-${member}`)).not.toThrow();
  });

  it("keeps its claims when it is deleted or becomes fewer, and its template whatever its size is", () => {
    const larger = settings({ ...variants["large"], prometheus: { disk: "900Gi" } });
    const before = find("StatefulSet", "prometheus") as Pods;
    const after = find("StatefulSet", "prometheus", manifests(stackOf(larger))) as Pods;
    expect(before.spec["persistentVolumeClaimRetentionPolicy"]).toEqual({
      whenDeleted: "Retain",
      whenScaled: "Retain",
    });
    expect(after.spec["volumeClaimTemplates"]).toEqual(before.spec["volumeClaimTemplates"]);
  });

  it("keeps the names of its claims when shards and sizes change", () => {
    const names = (variant: string) =>
      ofKind("PersistentVolumeClaim", manifests(stackOf(settings(variants[variant])))).map(
        ({ metadata }) => metadata.name,
      );
    const [medium, large] = [names("medium"), names("large")];
    expect(large).toEqual(expect.arrayContaining(medium));
  });
});

describe("a replicated server", () => {
  const replicated = podsOf().filter(({ spec }) => (spec.replicas ?? 1) > 1);

  it("is one of many: the large stack has more than ten", () => {
    expect(replicated.length).toBeGreaterThan(10);
  });

  it("has a budget, so that hosts that are emptied take one at a time", () => {
    for (const { metadata, spec } of replicated)
      expect(find("PodDisruptionBudget", metadata.name)["spec"]).toMatchObject({
        maxUnavailable: 1,
        selector: spec.selector,
      });
    expect(ofKind("PodDisruptionBudget")).toHaveLength(replicated.length);
  });

  it("runs on different hosts and in different zones where there are some", () => {
    for (const { spec } of replicated)
      expect(spec.template.spec).toMatchObject({
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector: spec.selector } },
            ],
          },
        },
        topologySpreadConstraints: [
          { topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
        ],
      });
  });
});

describe("labels", () => {
  it("that select never have a version, which changes", () => {
    const text = podsOf().map(({ spec }) => JSON.stringify(spec.selector));
    expect(text.filter((one) => one.includes("version"))).toEqual([]);
  });

  it("select exactly the pods of one workload", () => {
    for (const { spec, metadata } of podsOf()) {
      const selected = podsOf().filter(({ spec: other }) =>
        Object.entries(spec.selector.matchLabels).every(
          ([key, value]) => other.template.metadata.labels[key] === value,
        ),
      );
      expect(selected.map((one) => one.metadata.name)).toEqual([metadata.name]);
    }
  });

  it("tell of every object whose it is", () => {
    const unlabelled = all.filter(
      ({ metadata }) => metadata.labels?.["app.kubernetes.io/part-of"] !== "observatory",
    );
    expect(unlabelled).toEqual([]);
  });
});

describe("names", () => {
  it("are names that Kubernetes takes, each once for a kind and a namespace", () => {
    const ids = all.map(({ kind, metadata: { namespace = "", name } }) => `${kind}/${namespace}/${name}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { metadata } of all) {
      expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
      for (const value of Object.values(metadata.labels ?? {}))
        expect(value).toMatch(/^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/);
    }
    const ports = containers.flatMap((one) => one["ports"] as { name: string }[]);
    for (const { name } of ports) expect(name).toMatch(/^[a-z0-9-]{1,15}$/);
  });
});

describe("namespaces", () => {
  it("hold Pod Security to the letter where the servers are", () => {
    expect(find("Namespace", "observatory").metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });

  it("state the exceptions where daemons see the host, and only daemons are there", () => {
    const { annotations, labels } = find("Namespace", "observatory-hosts").metadata;
    expect(labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "privileged" });
    expect(annotations?.["observatory/pod-security-exceptions"]).toContain("collector: reads / of its host");
    for (const { kind, metadata, spec } of podsOf()) {
      expect(metadata.namespace === "observatory-hosts").toBe(kind === "DaemonSet");
      const hostly = JSON.stringify(spec.template.spec);
      if (kind !== "DaemonSet") expect(hostly).not.toMatch(/hostPath|hostNetwork|hostPID/);
    }
  });
});

describe("a workload that cannot run", () => {
  const broken = (change: Partial<Workload>) => {
    const stack = stackOf();
    const workloads = stack.workloads.map((one) =>
      one.name === "alertmanager" ? { ...one, ...change } : one,
    );
    return () => manifests({ ...stack, workloads });
  };

  it("is told before anything is made: no word about its memory", () => {
    const stack = stackOf();
    const workloads = stack.workloads.map((one): Workload => {
      if (one.name !== "alertmanager") return one;
      return Object.fromEntries(
        Object.entries(one).filter(([key]) => key !== "memory"),
      ) as unknown as Workload;
    });
    expect(() => manifests({ ...stack, workloads })).toThrow(
      "alertmanager: nothing says how much memory it may have; write memory in its component",
    );
  });

  it("is told: two words about where it runs that differ", () => {
    expect(broken({ eachHost: { labels: {} } })).toThrow(/eachHost and the list hostWorkloads/);
  });

  it("is told: a call at somebody who is not there", () => {
    expect(broken({ calls: [{ workload: "nobody", port: "http" }] })).toThrow(
      "alertmanager calls nobody, which this stack does not have",
    );
  });

  it("is told: a file that no ConfigMap holds", () => {
    const content = "x".repeat(800 * 1024);
    expect(broken({ files: [{ name: "alertmanager.yml", content, onChange: "restart" }] })).toThrow(
      /alertmanager.yml has 819200 bytes, and a ConfigMap holds/,
    );
  });
});

describe("objects", () => {
  it("come in an order in which they can be applied", () => {
    const place = (kind: string) => all.findIndex((one: Manifest) => one.kind === kind);
    expect(place("Namespace")).toBe(0);
    for (const kind of ["ConfigMap", "PersistentVolumeClaim", "ServiceAccount", "PriorityClass"])
      expect(place(kind)).toBeLessThan(place("StatefulSet"));
  });

  it("are the same, letter for letter, each time", () => {
    expect(JSON.stringify(manifests(stackOf(everything)))).toBe(JSON.stringify(all));
  });
});
