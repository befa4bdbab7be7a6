/** What a cluster has before observatory comes: nodes, a storage class, and services of users. */
import { type Reach, api } from "./api";

/** Nodes on which nothing runs; the last one has GPUs. */
export const nodes = ["node-1", "node-2", "node-gpu"] as const;
export const gpuNode = "node-gpu";

/** Namespace of users' services. */
export const usersNamespace = "shop";

const node = (name: string, index: number) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name,
    labels: {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      ...(name === gpuNode ? { "nvidia.com/gpu.present": "true" } : {}),
    },
  },
  status: {
    addresses: [
      // Addresses for examples (RFC 5737).
      { type: "InternalIP", address: `192.0.2.${index + 11}` },
      { type: "Hostname", address: name },
    ],
    conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", message: "" }],
  },
});

/** Who would make volumes. */
export const storageDriver = "storage.example.com";

/** The default class: a volume is made when the first pod needs it, and can grow. */
export const storageClass = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
  provisioner: storageDriver,
  volumeBindingMode: "WaitForFirstConsumer",
  allowVolumeExpansion: true,
};

const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: usersNamespace } };

/** Makes all of it. Throws with what the server said against it. */
export async function furnish(reach: Reach): Promise<void> {
  const call = api(reach);
  const make = async (path: string, object: object): Promise<void> => {
    const { status, body } = await call("POST", path, object);
    if (status !== 201) throw new Error(`${path} answered ${status}: ${body}`);
  };
  for (const [index, name] of nodes.entries()) await make("/api/v1/nodes", node(name, index));
  await make("/apis/storage.k8s.io/v1/storageclasses", storageClass);
  await make("/api/v1/namespaces", namespace);
}
