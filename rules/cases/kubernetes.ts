/** Series of a cluster, as the API server's objects and the nodes give them. */
import { type Labels, type Series } from "./case";

/** Number of values of a series that does not change: four hours of them, 15 s apart. */
const length = 960;

/** A series of a job. A number is a value that does not change. */
export function seriesOf(job: string) {
  return (metric: string, labels: Labels, values: string | number): Series => {
    const pairs = Object.entries({ job, ...labels }).map(([label, value]) => `${label}="${value}"`);
    return { [`${metric}{${pairs.join(", ")}}`]: typeof values === "number" ? `${values}x${length}` : values };
  };
}

/** A series of kube-state-metrics. */
export function state(metric: string, labels: Labels, values: string | number): Series {
  return seriesOf("kube-state-metrics")(metric, { instance: "kube-state-metrics", ...labels }, values);
}

/** Labels of the pod and the container that most cases are about, and of another beside it. */
export const pod = { namespace: "shop", pod: "checkout-6d4cf56db6-abcde" } as const;
export const container = { ...pod, container: "checkout" } as const;
export const otherPod = { namespace: "shop", pod: "basket-5f7d9c-fghij" } as const;
export const otherContainer = { ...otherPod, container: "basket" } as const;
