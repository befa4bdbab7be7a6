/** What the dashboards of GPUs share: the choices at their top, the ways between them, and the words of empty panels. */
import { type Drill } from "../model/panel";
import { type Variable } from "../model/variables";

/** Hosts with GPUs, beside each other. */
export const gpuHosts: Variable = { name: "instance", label: "Host", job: "dcgm", multi: true };

/** One GPU of a host; panels about the host as a whole are left as they are. */
export const oneGpu: Variable = {
  name: "gpu",
  label: "GPU",
  metric: "DCGM_FI_DEV_GPU_TEMP",
  job: "dcgm",
  multi: false,
  inner: true,
};

/** Namespaces whose pods have GPUs. */
export const gpuNamespace: Variable = {
  name: "namespace",
  label: "Namespace",
  metric: "DCGM_FI_DEV_FB_USED",
  job: "dcgm",
  multi: true,
};

export const toGpu: Drill = {
  title: "Open the GPU",
  uid: "gpu-device",
  variables: { instance: "instance", gpu: "gpu" },
};

export const toGpusOfHost: Drill = {
  title: "Open a GPU of this host",
  uid: "gpu-device",
  variables: { instance: "instance" },
};

export const toHostOfGpu: Drill = {
  title: "Open the host",
  uid: "host",
  variables: { instance: "instance" },
};

export const toJobs: Drill = {
  title: "Open who has its GPUs",
  uid: "gpu-jobs",
  variables: { instance: "instance" },
};

export const toNamespace: Drill = {
  title: "Show this namespace only",
  uid: "gpu-jobs",
  variables: { namespace: "namespace" },
};

export const toPod: Drill = {
  title: "Open the pod",
  uid: "kubernetes-pods",
  variables: { namespace: "namespace", pod: "pod" },
};

/** A part of a divided GPU is told apart by its number. */
export const ofPart = ["gpu", "GPU_I_ID"];

export const notScraped = "No data: no DCGM exporter is scraped";
export const noProfiling = "No data: this GPU cannot be profiled, or the exporter may not";
export const noSensor = "This GPU has no such sensor";
export const noLinks = "These GPUs have no NVLink";
export const noEcc = "This GPU has no ECC memory";
export const noPods = "No pod has a GPU here, or the names of pods are missing: see the last row of the page";
export const unwritten = "Nothing is recorded yet; it takes some minutes";
