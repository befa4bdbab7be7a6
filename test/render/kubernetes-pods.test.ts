import { describe, expect, it } from "vitest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Workload } from "../../platforms/workload";
import { imageOf, versions } from "../../stacks/versions";
import {
  containersOf,
  type Labels,
  ofKind,
  podsNamed,
  type Pods,
  podsOf,
  podsOfStack,
  type Probe,
  variantStack,
} from "./kubernetes-pods";
import { settings, stackOf, variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));

/** Seconds that a server may take until it has started. */
const patience = ({ periodSeconds, failureThreshold }: Probe): number => periodSeconds * failureThreshold;

const selectorOf = ({ set }: Pods): Labels => (set["selector"] as { matchLabels: Labels }).matchLabels;

describe.each(stacks)("pods of the stack $variant", ({ stack }) => {
  const objects = manifests(stack);
  const pods = podsOf(objects);
  const containers = containersOf(pods);
  const replicated = pods.filter(({ kind, set }) => kind !== "DaemonSet" && Number(set.replicas) > 1);

  it("are those of each workload, by what it keeps and where it runs", () => {
    const kindOf = ({ data, eachHost }: Workload): string =>
      eachHost !== undefined ? "DaemonSet" : data === undefined ? "Deployment" : "StatefulSet";
    expect(pods.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      stack.workloads.map((workload) => `${kindOf(workload)} ${workload.name}`),
    );
  });

  it("are as many as the workload wants, and hold what runs beside it", () => {
    for (const { name, replicas, eachHost, sidecars = [] } of stack.workloads) {
      const { set, spec } = podsNamed(pods, name);
      expect([name, set.replicas]).toEqual([name, eachHost === undefined ? (replicas ?? 1) : undefined]);
      expect(spec.containers.map((one) => one.name)).toEqual([name, ...sidecars.map((one) => one.name)]);
    }
  });

  it("run images of a stated version, by its digest where that is known", () => {
    const servers = stack.workloads.flatMap((one) => [one, ...(one.sidecars ?? [])]);
    expect(containers.map(({ container }) => container.image)).toEqual(
      servers.map(({ server }) => imageOf(server)),
    );
    expect(
      containers.filter(({ container: { image } }) => !/^[^:@]+:[^:@]+(@sha256:[0-9a-f]{64})?$/.test(image)),
    ).toEqual([]);
    expect(containers.filter(({ container: { image } }) => image.includes(":latest"))).toEqual([]);
    expect(containers.filter(({ container }) => container["imagePullPolicy"] !== "IfNotPresent")).toEqual([]);
  });

  it("are started with what the server is told, each argument a literal", () => {
    for (const { name, args, env = {}, sidecars = [] } of stack.workloads) {
      const [own, ...beside] = podsNamed(pods, name).spec.containers;
      expect(own?.args ?? []).toEqual(args);
      expect(own?.["command"]).toBeUndefined();
      for (const [key, value] of Object.entries(env)) expect(own?.env).toContainEqual({ name: key, value });
      expect(beside.map((one) => one.args)).toEqual(sidecars.map((one) => one.args));
    }
  });

  it("are told who they are by the platform, never by a value in the template", () => {
    const fields = { POD_NAME: "metadata.name", POD_IP: "status.podIP", NODE_NAME: "spec.nodeName" };
    for (const { name, memberEnv = [] } of stack.workloads) {
      const told = (podsNamed(pods, name).spec.containers[0]?.env ?? []).filter(
        ({ valueFrom }) => valueFrom !== undefined,
      );
      expect(told).toEqual(
        [...memberEnv].sort().map((variable) => ({
          name: variable,
          valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: fields[variable] } },
        })),
      );
    }
  });

  it("have the memory that they may take at most kept free for them, and CPU without a limit", () => {
    const odd = containers.filter(({ container: { resources } }) => {
      const { requests, limits } = resources;
      return !(
        /^[1-9]\d*(Mi|Gi)$/.test(requests["memory"] ?? "") &&
        limits["memory"] === requests["memory"] &&
        /^[1-9]\d*m$/.test(requests["cpu"] ?? "") &&
        Object.keys(limits).join() === "memory" &&
        Object.keys(requests).sort().join() === "cpu,memory"
      );
    });
    expect(odd.map(({ id }) => id)).toEqual([]);
    for (const { name, memory, cpu } of stack.workloads)
      expect(podsNamed(pods, name).spec.containers[0]?.resources.requests).toEqual({
        memory,
        cpu: cpu ?? "50m",
      });
  });

  it("are asked whether they started, are ready and live, at ports that they have", () => {
    const wrong = containers.filter(({ container }) =>
      [container.startupProbe, container.readinessProbe, container.livenessProbe].some((probe) => {
        const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
        return probe.exec === undefined && !container.ports.some(({ name }) => name === port);
      }),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("are not restarted for not being ready, nor while they start", () => {
    for (const { container, pod, id } of containers) {
      expect([id, container.livenessProbe.tcpSocket === undefined]).toEqual([id, false]);
      const workload = stack.workloads.find(({ name }) => name === pod.name);
      const health =
        workload?.sidecars?.find(({ name }) => name === container.name)?.health ?? workload?.health;
      expect(patience(container.startupProbe)).toBeGreaterThanOrEqual(health?.withinSeconds ?? 60);
      // Half an hour for what a crash left behind in a volume.
      if (workload?.data !== undefined) expect(patience(container.startupProbe)).toBeGreaterThanOrEqual(1800);
    }
  });

  it("get the time that the server needs to end", () => {
    for (const { name, stopGraceSeconds = 30 } of stack.workloads)
      expect(podsNamed(pods, name).spec["terminationGracePeriodSeconds"]).toBe(stopGraceSeconds);
  });

  it("are chosen by labels that can never change: no version is among them", () => {
    for (const one of pods) {
      expect(selectorOf(one)).toEqual({
        "app.kubernetes.io/instance": "observatory-production",
        "app.kubernetes.io/name": one.name,
      });
      const chosen = pods.filter(({ labels }) =>
        Object.entries(selectorOf(one)).every(([key, value]) => labels[key] === value),
      );
      expect(chosen).toEqual([one]);
    }
    const selectors = JSON.stringify(objects).match(/"(matchLabels|selector)":\{[^{}]*\}/g) ?? [];
    expect(selectors.length).toBeGreaterThan(pods.length);
    expect(selectors.filter((text) => text.includes("version"))).toEqual([]);
  });

  it("have the version among their labels, where a reader looks for it", () => {
    for (const { labels, name } of pods) {
      const server = stack.workloads.find((one) => one.name === name)?.server ?? "prometheus";
      expect(labels["app.kubernetes.io/version"]).toBe(versions[server].tag);
    }
  });

  it("go before ordinary pods and after those of the system", () => {
    const [priority, ...further] = ofKind(objects, "PriorityClass");
    expect(further).toEqual([]);
    expect(priority?.["globalDefault"]).toBe(false);
    expect(priority?.["value"]).toBeGreaterThan(0);
    // The user-settable maximum; the system's own begin at twice as much.
    expect(priority?.["value"]).toBeLessThan(1_000_000_000);
    expect(pods.filter(({ spec }) => spec.priorityClassName !== priority?.metadata.name)).toEqual([]);
  });

  it("that are replicated keep away from each other, as far as the cluster allows", () => {
    expect(replicated.length).toBeGreaterThan(2);
    for (const one of replicated) {
      const labelSelector = { matchLabels: selectorOf(one) };
      expect(one.spec["affinity"]).toEqual({
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: { labelSelector, topologyKey: "kubernetes.io/hostname" },
            },
          ],
        },
      });
      expect(one.spec["topologySpreadConstraints"]).toEqual([
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector,
        },
      ]);
    }
  });

  it("that are replicated have a budget of one member at a time, and nobody else has one", () => {
    const budgets = ofKind(objects, "PodDisruptionBudget");
    expect(budgets.map(({ metadata }) => metadata.name)).toEqual(replicated.map(({ name }) => name));
    for (const { metadata, ...rest } of budgets)
      expect(rest["spec"]).toEqual({
        maxUnavailable: 1,
        selector: { matchLabels: selectorOf(podsNamed(pods, metadata.name)) },
        unhealthyPodEvictionPolicy: "AlwaysAllow",
      });
  });
});

describe("sets", () => {
  const pods = podsOfStack(variantStack("everything"));

  it("of members with data start them at the same time, and keep what they wrote", () => {
    for (const { kind, set, name } of pods.filter((one) => one.kind === "StatefulSet"))
      expect([kind, set]).toEqual([
        kind,
        expect.objectContaining({
          podManagementPolicy: "Parallel",
          serviceName: `${name}-headless`,
          persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        }),
      ]);
  });

  it("of members without data have a new one ready before an old one goes", () => {
    const deployments = pods.filter(({ kind }) => kind === "Deployment");
    expect(deployments.length).toBeGreaterThan(0);
    for (const { set } of deployments)
      expect(set["strategy"]).toEqual({
        type: "RollingUpdate",
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      });
  });

  it("of daemons run on every node that they are for, whatever keeps others away", () => {
    const daemons = pods.filter(({ kind }) => kind === "DaemonSet");
    expect(daemons.map(({ name, spec }) => [name, spec["nodeSelector"], spec["tolerations"]])).toEqual([
      ["collector", undefined, [{ operator: "Exists" }]],
      ["dcgm-exporter", { "nvidia.com/gpu.present": "true" }, [{ operator: "Exists" }]],
      ["node-exporter", undefined, [{ operator: "Exists" }]],
      ["process-exporter", undefined, [{ operator: "Exists" }]],
    ]);
    const others = pods.filter(({ kind }) => kind !== "DaemonSet");
    expect(others.filter(({ spec }) => "tolerations" in spec || "nodeSelector" in spec)).toEqual([]);
  });

  it("get GPUs through the runtime class that the settings name, if any", () => {
    const labels = { "example.com/gpu": "yes" };
    const named = podsOfStack(
      stackOf(settings({ gpu: true }, { gpuRuntimeClass: "nvidia", gpuLabels: labels })),
    );
    const withClass = named.filter(({ spec }) => spec["runtimeClassName"] !== undefined);
    expect(withClass.map(({ name, spec }) => [name, spec["runtimeClassName"], spec["nodeSelector"]])).toEqual(
      [["dcgm-exporter", "nvidia", labels]],
    );
    expect(pods.filter(({ spec }) => "runtimeClassName" in spec)).toEqual([]);
  });
});
