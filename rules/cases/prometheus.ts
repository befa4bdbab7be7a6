/** Two replicas of Prometheus, by the labels that their alerts carry. */
export const twoPrometheus = [{ instance: "prometheus-0" }, { instance: "prometheus-1" }] as const;
