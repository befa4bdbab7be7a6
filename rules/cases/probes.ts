/** Series of probes, as the blackbox exporter gives them. */
import { type Duration } from "../../platforms/workload";
import { type Labels, type Series } from "./case";
import { constant, counting, gauge, type Maker } from "./course";
import { spacing, steps, type Step } from "./series";

export const shop = { instance: "shop", kind: "http" };
export const mail = { instance: "mail", kind: "tcp" };
export const gate = { instance: "gate", kind: "icmp" };

/** Whether the calls of a probe succeed; `more` are labels that its target has. */
export const success = (
  subject: Labels,
  list: readonly Step[],
  more: Labels = {},
  every: Duration = spacing,
): Series => {
  const labels = Object.entries({ job: "blackbox", ...subject, ...more });
  return {
    [`probe_success{${labels.map(([name, value]) => `${name}="${value}"`).join(", ")}}`]: steps(list, every),
  };
};

/** A gauge of a probe, whose kind is one of the labels of the alert. */
export const probeGauge = (metric: string, more: Labels = {}): Maker =>
  gauge(metric, { more: { job: "blackbox", ...more } });

/** A gauge of a probe of one value. */
export const probeConstant = (metric: string, value: number, more: Labels = {}): Maker =>
  constant(metric, value, { more: { job: "blackbox", ...more } });

/** A counter of the blackbox exporter itself. */
export const exporterCounter = (metric: string): Maker =>
  counting(metric, { more: { job: "blackbox-exporter" } });
