/** Cases of the alerts on containers. */
import { fires, quiet, resolves, type Series } from "./case";
import { container, otherContainer, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, steps } from "./series";

export const times = {
  config: { for: "10m", keepFiringFor: "5m" },
  crashLooping: { for: "5m", keepFiringFor: "15m" },
  imagePull: { for: "15m", keepFiringFor: "5m" },
  init: { for: "15m", keepFiringFor: "15m" },
  waiting: { for: "30m", keepFiringFor: "5m" },
} as const satisfies Readonly<Record<string, Timing>>;

const where = "shop/checkout-6d4cf56db6-abcde";

/** A container that waits for a reason, or does not (0). */
const waits = (reason: string, values: string | number, labels: object = container): Series =>
  state("kube_pod_container_status_waiting_reason", { ...labels, reason }, values);

const restarts = (values: string, labels: object = container): Series =>
  state("kube_pod_container_status_restarts_total", { ...labels }, values);

const crash = "CrashLoopBackOff";

export const crashLooping = [
  ...proof(times.crashLooping, {
    over: 3.05 / 3600,
    under: 2.95 / 3600,
    shape: counter,
    // It takes most of an hour until three restarts are together.
    since: "3555s",
    series: (values) => ({
      ...restarts(values),
      ...waits(crash, steps([["10h", 1]])),
      ...restarts(values, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: checkout ends again and again, 3.05 restarts in an hour`,
      description:
        "The container checkout was started more than 3 times within an hour and ended each time; the kubelet waits longer and longer before it tries again. This pod takes no part in the work.",
    },
  }).filter(({ kind }) => kind !== "resolves"),
  quiet("many restarts, but it runs since", {
    series: { ...restarts(counter([["3h", 0.01]])), ...waits(crash, 0) },
    at: "1h",
  }),
  resolves("it is mended", {
    series: {
      ...restarts(
        counter([
          ["30m", 0.01],
          ["3h", 0],
        ]),
      ),
      ...waits(
        crash,
        steps([
          ["30m", 1],
          ["3h", 0],
        ]),
      ),
    },
    labels: [container],
    // The last 5 minutes count, and then it is held for 15.
    firingAt: "2985s",
    goneAt: "3030s",
  }),
];

export const imagePull = [
  ...proof(times.imagePull, {
    over: 1,
    under: 0,
    lag: "285s",
    series: (values) => ({
      ...waits("ImagePullBackOff", values),
      ...waits("ContainerCreating", 1, otherContainer),
      ...waits("ErrImagePull", 0, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: the image of checkout cannot be fetched`,
      description:
        "For 15 minutes the node has failed to fetch the image of the container checkout. The pod does not start. A rollout stands still, and a pod that was moved here is missing elsewhere.",
    },
  }),
  fires("the kubelet changes between the reasons", {
    series: {
      ...waits("ErrImagePull", "1 0 0 0 ".repeat(100)),
      ...waits("ImagePullBackOff", "0 1 1 1 ".repeat(100)),
    },
    at: "20m",
    labels: [container],
  }),
];

export const config = proof(times.config, {
  over: 1,
  under: 0,
  lag: "285s",
  series: (values) => ({
    ...waits("CreateContainerConfigError", values),
    ...waits("ContainerCreating", 1, otherContainer),
  }),
  labels: container,
  text: {
    summary: `${where}: checkout cannot be created`,
    description:
      "For 10 minutes the node has been unable to create the container checkout: a ConfigMap, Secret or key that it names is missing, or the runtime refuses what it asks for. It does not get better by itself.",
  },
});

export const waiting = [
  ...proof(times.waiting, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...waits("ContainerCreating", values),
      ...waits("PodInitializing", 1, otherContainer),
      ...waits(crash, 1, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: checkout has not started for 30 minutes`,
      description:
        "The pod has a node, and for 30 minutes the container checkout has waited there to be created. Mostly a volume cannot be attached or mounted, or the network plugin gives the pod no address.",
    },
  }),
  quiet("the reason has an alert of its own", {
    series: { ...waits("ErrImagePull", 1), ...waits("CreateContainerConfigError", 1, otherContainer) },
    at: "1h",
  }),
];

const initWaits = (reason: string, values: string | number, labels: object = container): Series =>
  state("kube_pod_init_container_status_waiting_reason", { ...labels, reason }, values);

export const init = [
  ...proof(times.init, {
    over: 1,
    under: 0,
    lag: "285s",
    series: (values) => ({
      ...initWaits(crash, values),
      ...initWaits("PodInitializing", 1, otherContainer),
      ...initWaits("ContainerCreating", 1, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: the init container checkout fails`,
      description:
        "For 15 minutes the init container checkout has ended with errors or could not be started. The containers of the pod wait for it and do not run.",
    },
  }),
];
