/** Who has the GPUs, and what of them is not used. */
import * as use from "../../signals/gpu";
import * as jobs from "../../signals/gpu-jobs";
import { stat, table, text, timeseries } from "../model/panel";
import { noPods, notScraped, toNamespace, toPod, unwritten } from "./gpu-words";

/** Free GPUs belong to no namespace. */
const ofAll = ["namespace"];
/** Recorded by namespace, for all hosts and clusters. */
const recorded = ["cluster", "instance"];

export const givenOut = stat(jobs.gpusGivenOut, {
  why: "What is given out is missing for those who wait, whether or not it works.",
  act: "Compare with the free ones beside it, and with pods that are pending.",
  noValue: noPods,
});

export const free = stat(jobs.gpusWithoutPodInAll, {
  past: ofAll,
  why: "Pods that wait while GPUs are free ask for something that no node has at once.",
  act: "Read the events of the pod that waits: number of GPUs, labels and taints of nodes.",
  noValue: notScraped,
});

export const busyGivenOut = stat(jobs.gpuBusyGivenOut, {
  why: "A low mean with nothing free is a cluster that looks full and is not.",
  act: "Find in the table who has many GPUs and keeps few of them busy.",
  noValue: noPods,
});

export const idleGivenOut = stat(jobs.gpusIdleGivenOut, {
  why: "A whole GPU that its pod does not touch can be given to somebody else today.",
  act: "Ask its owner; pods that wait for people should end by themselves.",
  noValue: noPods,
});

export const wasteNow = stat(jobs.gpuWasteInAll, {
  decimals: 1,
  why: "This many GPUs could be switched off if the work was packed without gaps.",
  act: "Start with the namespace that has most of it; several small jobs can share a GPU.",
  noValue: noPods,
});

export const pods = table(
  [
    jobs.gpusOfPod,
    jobs.gpuBusyOfPod,
    jobs.gpusIdleOfPod,
    jobs.gpuWasteOfPod,
    jobs.gpuMemoryShareOfPod,
    jobs.gpuTensorOfPod,
    jobs.gpuPowerOfPod,
  ],
  {
    title: "Containers with GPUs",
    height: 10,
    sortBy: "GPUs not used",
    columns: { namespace: {}, pod: {}, container: {} },
    drill: [toPod, toNamespace],
    why: "Those at the top have most that others could use.",
    act: "Idle with full memory is a server that nobody asks, or a notebook; idle and empty is a pod that asked for too much.",
    noValue: noPods,
  },
);

export const namespaces = table(
  [
    use.gpusOfNamespace,
    use.gpuBusyOfNamespace,
    jobs.gpuWasteOfNamespace,
    use.gpuMemoryOfNamespace,
    jobs.gpuHoursOfNamespace,
    jobs.gpuHoursUnused,
  ],
  {
    title: "Namespaces with GPUs",
    past: recorded,
    sortBy: "GPU hours not used",
    columns: { namespace: {} },
    drill: [toNamespace],
    why: "The bill of the last day: what each took, and what of it did nothing.",
    act: "Multiply the hours by the price of a GPU hour, and talk to the first of the list.",
    noValue: noPods,
  },
);

export const wasteOfContainers = timeseries(jobs.gpuWasteOfPod, {
  title: "GPUs that containers do not use",
  stack: true,
  why: "Shows whether a job wastes all the time or only while it starts and writes checkpoints.",
  act: "For long flat parts ask for fewer GPUs; for gaps make loading and checkpoints faster.",
  noValue: noPods,
});

export const busyOfContainers = timeseries(jobs.gpuBusyOfPod, {
  title: "GPUs of containers busy",
  why: "One container far below its siblings of the same job holds all of them up.",
  act: "Look at the GPU that it has: heat, clocks and links.",
  noValue: noPods,
});

export const memoryOfContainers = timeseries(jobs.gpuMemoryOfPod, {
  title: "GPU memory of containers",
  why: "Shows who needs a large GPU, and who would fit onto a part of one.",
  act: "Give small ones a part of a divided GPU (MIG), or let them share one.",
  noValue: noPods,
});

export const powerOfContainers = timeseries(jobs.gpuPowerOfPod, {
  title: "Power of containers",
  stack: true,
  why: "Energy is the part of the price that a job can change.",
  act: "Try a lower power limit: many jobs lose a few percent of speed and a quarter of the power.",
  noValue: noPods,
});

export const freeOfHosts = timeseries(jobs.gpusWithoutPod, {
  past: ofAll,
  stack: true,
  why: "Single free GPUs spread over many hosts help nobody who needs eight together.",
  act: "Pack small jobs onto few hosts, so that whole hosts become free.",
  noValue: notScraped,
});

export const gpusOfNamespaces = timeseries(jobs.gpusOfNamespaceRecorded, {
  past: recorded,
  stack: true,
  why: "Shows who takes how many GPUs, for planning and for the bill.",
  act: "Compare with how busy they are beside it.",
  noValue: unwritten,
});

export const busyOfNamespaces = timeseries(jobs.gpuBusyOfNamespaceRecorded, {
  past: recorded,
  why: "GPUs that somebody has and does not use are missing elsewhere.",
  act: "Ask the owner of the namespace whether fewer are enough.",
  noValue: unwritten,
});

export const memoryOfNamespaces = timeseries(use.gpuMemoryOfNamespace, {
  stack: true,
  why: "Shows who holds the memory.",
  act: "A namespace that only grows has a leak, or more replicas.",
  noValue: noPods,
});

export const names = text(
  "Where the names come from",
  `
Namespace, pod and container are labels that the DCGM exporter adds to what it measures of a GPU, as long as a container has the GPU. They are there when

- the exporter runs in Kubernetes with \`DCGM_EXPORTER_KUBERNETES=true\` and the kubelet's folder \`/var/lib/kubelet/pod-resources\`. This stack sets both up by itself;
- pods ask for GPUs by resources, as \`nvidia.com/gpu: 1\` or \`nvidia.com/mig-1g.10gb: 1\`. A pod that reaches GPUs past the scheduler (privileged, or by \`NVIDIA_VISIBLE_DEVICES\`) has no name here;
- the scrape lets the labels be. Where an exporter of your own is scraped with names of the target on top, they are called \`exported_namespace\`, \`exported_pod\` and \`exported_container\`, and these panels stay empty.

**Limits.** DCGM measures the GPU, not the program: pods that share one by time slices each show the whole of it. Parts of a divided GPU (MIG) have memory of their own; how busy they are is told where the GPU can be profiled. On hosts without Kubernetes there are no names: the page of one GPU and \`nvidia-smi\` on its host tell the processes.
`.trim(),
  { height: 10 },
);
