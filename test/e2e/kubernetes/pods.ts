/** Pods as a kubelet would report them. */
import { type Cluster, expectSuccess } from "./cluster";

/** Says of a pod what its kubelet would: that it runs, and at which address. */
export function reportRunning(cluster: Cluster, namespace: string, name: string, ip: string): void {
  const status = {
    phase: "Running",
    podIP: ip,
    podIPs: [{ ip }],
    conditions: [{ type: "Ready", status: "True" }],
  };
  const patch = JSON.stringify({ status });
  const args = ["patch", "pod", name, `--namespace=${namespace}`, "--subresource=status", `--patch=${patch}`];
  expectSuccess(cluster.kubectl(args));
}

/** A pod of the users. */
export interface UserPod {
  readonly name: string;
  readonly namespace: string;
  readonly node: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Port that its container declares, by name. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly ip: string;
}

/** Makes a pod that runs. Returns its uid. */
export function runPod(cluster: Cluster, pod: UserPod): string {
  const { name, namespace, node, labels = {}, annotations = {}, ports = {}, ip } = pod;
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels, annotations },
    spec: {
      nodeName: node,
      containers: [
        {
          name: "app",
          image: "registry.example.com/app:1.0.0",
          ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
        },
      ],
    },
  };
  const made = cluster.kubectl(
    ["create", "--filename=-", "--output=jsonpath={.metadata.uid}"],
    JSON.stringify(object),
  );
  reportRunning(cluster, namespace, name, ip);
  return expectSuccess(made);
}
