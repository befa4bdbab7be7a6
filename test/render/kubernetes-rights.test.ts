import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { containersOf, ofKind, podsNamed, podsOf, variantStack } from "./kubernetes-pods";
import { variants } from "./kubernetes-stack";

const stacks = Object.keys(variants).map((variant) => ({ variant, stack: variantStack(variant) }));
const every = stacks.map(({ variant, stack }) => [variant, podsOf(manifests(stack))] as const);
const ofServers = (namespace: string): boolean => !namespace.endsWith("-hosts");

describe.each(every)("containers of the stack %s", (_, pods) => {
  const containers = containersOf(pods);
  const except = (holds: (one: (typeof containers)[number]) => boolean): string[] =>
    containers.filter((one) => !holds(one)).map(({ id }) => id);

  it("never gain privileges, and are never privileged", () => {
    expect(
      except(
        ({ container: { securityContext } }) =>
          securityContext.allowPrivilegeEscalation === false && securityContext.privileged === undefined,
      ),
    ).toEqual([]);
  });

  it("cannot write to their root file system", () => {
    expect(except(({ container }) => container.securityContext.readOnlyRootFilesystem === true)).toEqual([]);
  });

  it("drop all capabilities", () => {
    expect(
      except(({ container }) => JSON.stringify(container.securityContext.capabilities?.drop) === '["ALL"]'),
    ).toEqual([]);
  });

  it("run under the runtime's seccomp profile", () => {
    expect(
      except(
        ({ pod, container }) =>
          JSON.stringify(pod.spec.securityContext["seccompProfile"]) === '{"type":"RuntimeDefault"}' &&
          !("seccompProfile" in container.securityContext),
      ),
    ).toEqual([]);
  });

  it("are not root, by number, outside of the namespace for hosts", () => {
    const inside = except(({ pod, container }) => {
      const { runAsNonRoot, runAsUser, fsGroup } = pod.spec.securityContext;
      return (
        !ofServers(pod.namespace) ||
        (runAsNonRoot === true &&
          container.securityContext.runAsNonRoot === true &&
          !("runAsUser" in container.securityContext) &&
          Number(runAsUser) > 0 &&
          fsGroup === runAsUser)
      );
    });
    expect(inside).toEqual([]);
  });

  it("add no capability and see nothing of the host, outside of the namespace for hosts", () => {
    const excepted = pods
      .filter(({ spec }) =>
        JSON.stringify(spec).match(/"(add|hostNetwork|hostPID|hostIPC|hostPath|hostPort)":/),
      )
      .map(({ namespace }) => namespace);
    expect(excepted.length).toBeGreaterThan(0);
    expect(excepted.filter(ofServers)).toEqual([]);
  });

  it("write to the volume of their data and to a limited /tmp only", () => {
    const written = containers.flatMap(({ pod, container }) =>
      container.volumeMounts
        .filter(({ readOnly }) => readOnly !== true)
        .map(({ name, mountPath }) => {
          const volume = pod.spec.volumes.find((one) => one.name === name);
          const where = volume?.emptyDir?.sizeLimit === undefined ? "" : " limited";
          return `${name} ${mountPath}${where}`;
        }),
    );
    expect([...new Set(written)].sort()).toEqual(["data /data", "tmp /tmp limited"]);
  });

  it("have no variables with the addresses of services", () => {
    expect(pods.filter(({ spec }) => spec["enableServiceLinks"] !== false)).toEqual([]);
  });
});

describe("the exceptions", () => {
  const pods = podsOf(manifests(variantStack("everything")));
  const inHosts = pods.filter(({ namespace }) => !ofServers(namespace));

  it("are those of daemons alone", () => {
    expect(inHosts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "DaemonSet collector",
      "DaemonSet dcgm-exporter",
      "DaemonSet node-exporter",
      "DaemonSet process-exporter",
    ]);
    expect(pods.filter(({ kind, namespace }) => kind === "DaemonSet" && ofServers(namespace))).toEqual([]);
  });

  it("are root with these capabilities, and nobody else is root", () => {
    const root = containersOf(pods)
      .filter(({ pod }) => pod.spec.securityContext["runAsUser"] === 0)
      .map(({ id, container }) => [id, ...(container.securityContext.capabilities?.add ?? [])]);
    expect(root).toEqual([
      ["collector/collector", "DAC_READ_SEARCH", "SYS_CHROOT"],
      ["dcgm-exporter/dcgm-exporter", "SYS_ADMIN"],
      ["process-exporter/process-exporter", "DAC_READ_SEARCH", "SYS_PTRACE"],
    ]);
    const adding = containersOf(pods).filter(
      ({ container }) => container.securityContext.capabilities?.add !== undefined,
    );
    expect(adding.map(({ id }) => id)).toEqual(root.map(([id]) => id));
  });

  it("are the host's network and processes for those that measure them", () => {
    const names = (field: string) => pods.filter(({ spec }) => spec[field] === true).map(({ name }) => name);
    expect(names("hostNetwork")).toEqual(["node-exporter"]);
    expect(names("hostPID")).toEqual(["node-exporter", "process-exporter"]);
    expect(names("hostIPC")).toEqual([]);
    expect(podsNamed(pods, "node-exporter").spec["dnsPolicy"]).toBe("ClusterFirstWithHostNet");
  });

  it("are folders of the host, read-only but for the one folder of the stack's own", () => {
    const mounts = inHosts.flatMap(({ name, spec }) =>
      spec.volumes.flatMap(({ name: volume, hostPath }) => {
        const mount = spec.containers[0]?.volumeMounts.find((one) => one.name === volume);
        return hostPath === undefined ? [] : [`${name} ${hostPath.path} ${mount?.readOnly === true}`];
      }),
    );
    expect(mounts).toEqual([
      "collector /var/lib/observatory/production/collector false",
      "collector / true",
      "dcgm-exporter /var/lib/kubelet/pod-resources true",
      "node-exporter / true",
      "process-exporter /proc true",
    ]);
    const root = podsNamed(pods, "node-exporter").spec.containers[0]?.volumeMounts ?? [];
    expect(root.find(({ mountPath }) => mountPath === "/host")?.mountPropagation).toBe("HostToContainer");
  });

  it("are stated on their namespace, each with the daemon that needs it", () => {
    const [text = ""] = ofKind(manifests(variantStack("everything")), "Namespace").flatMap(
      ({ metadata }) => metadata.annotations?.["observatory/pod-security-exceptions"] ?? [],
    );
    const statements = text.split("; ");
    for (const { name, spec } of inHosts) {
      const own = statements.find((one) => one.startsWith(`${name}: `)) ?? "";
      const added = spec.containers.flatMap(({ securityContext }) => securityContext.capabilities?.add ?? []);
      for (const capability of added) expect(own).toContain(`CAP_${capability}`);
      for (const { hostPath } of spec.volumes)
        if (hostPath !== undefined)
          expect(own).toMatch(new RegExp(`(reads|writes) ${hostPath.path} of its host`));
      expect(own.includes("in the network of its host")).toBe(spec.hostNetwork === true);
      expect(own.includes("sees the processes")).toBe(spec.hostPID === true);
      expect(own.includes("is root")).toBe(spec.securityContext["runAsUser"] === 0);
    }
    expect(statements.map((one) => one.split(":")[0])).toEqual(inHosts.map(({ name }) => name));
  });

  it("are what a workload asks for: pings need a number range of the kernel and no capability", () => {
    const pinging = pods.filter(({ spec }) => spec.securityContext["sysctls"] !== undefined);
    expect(pinging.map(({ name, spec }) => [name, spec.securityContext["sysctls"]])).toEqual([
      ["blackbox-exporter", [{ name: "net.ipv4.ping_group_range", value: "0 2147483647" }]],
    ]);
  });

  it("are GPUs that are seen without being taken from others", () => {
    const [container] = podsNamed(pods, "dcgm-exporter").spec.containers;
    expect(container?.env).toContainEqual({ name: "NVIDIA_VISIBLE_DEVICES", value: "all" });
    expect(JSON.stringify(container?.resources)).not.toContain("nvidia.com/gpu");
    const others = containersOf(pods).filter(({ container: { env = [] } }) =>
      env.some(({ name }) => name.startsWith("NVIDIA_")),
    );
    expect(others.map(({ id }) => id)).toEqual(["dcgm-exporter/dcgm-exporter"]);
  });
});

describe.each(stacks)("namespaces of the stack $variant", ({ stack }) => {
  const level = ({ metadata: { labels = {} } }: Manifest) =>
    ["enforce", "audit", "warn"].map((mode) => labels[`pod-security.kubernetes.io/${mode}`]);

  it("hold to the letter what Pod Security asks for, but for that of the daemons", () => {
    const levels = ofKind(manifests(stack), "Namespace").map((one) => [one.metadata.name, level(one)]);
    expect(levels).toEqual([
      ["observatory", ["restricted", "restricted", "restricted"]],
      ["observatory-hosts", ["privileged", "privileged", "privileged"]],
    ]);
  });

  it("are one where no daemon runs", () => {
    const others = stack.workloads.filter(({ eachHost }) => eachHost === undefined);
    const isThere = (workload: string) => others.some(({ name }) => name === workload);
    const workloads = others.map(({ calls = [], ...one }) => ({
      ...one,
      calls: calls.filter((call) => "outside" in call || isThere(call.workload)),
    }));
    const jobs = stack.jobs.filter(({ workload }) => isThere(workload));
    const objects = manifests({ ...stack, workloads, jobs });
    expect(ofKind(objects, "Namespace").map(({ metadata }) => metadata.name)).toEqual(["observatory"]);
    expect(objects.filter(({ metadata }) => metadata.namespace === "observatory-hosts")).toEqual([]);
  });
});
