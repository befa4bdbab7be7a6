/** What a cluster has before observatory comes: nodes and a storage class. */
import { type ControlPlane } from "./control-plane";
import { expectSuccess } from "./objects";

/** Labels of the node with GPUs. */
export const gpuNode = "node-gpu";

const node = (name: string, labels: Readonly<Record<string, string>> = {}) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name, labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux", ...labels } },
});

const storageClass = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
  provisioner: "example.com/none",
  volumeBindingMode: "WaitForFirstConsumer",
  allowVolumeExpansion: true,
};

/** Three nodes on which nothing runs, one of them with GPUs, and a default storage class. */
export function furnish(plane: ControlPlane): void {
  const items = [
    node("node-1"),
    node("node-2"),
    node(gpuNode, { "nvidia.com/gpu.present": "true" }),
    storageClass,
  ];
  const text = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  expectSuccess(plane.kubectl(["apply", "--server-side", "--filename=-"], text));
}
