import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { fires, quiet, resolves, type Case, type Fires, type Labels, type Series } from "./case";
import { counter, steps, spacing, type Step } from "./series";

/** A GPU of a case. */
export type Gpu = Readonly<Record<"instance" | "gpu", string>>;

export const first: Gpu = { instance: "gpu-1", gpu: "0" };
/** Another GPU of the same host. */
export const second: Gpu = { instance: "gpu-1", gpu: "1" };
/** A GPU of another host. */
export const other: Gpu = { instance: "gpu-2", gpu: "0" };

/** What dcgm-exporter writes where a GPU has no value: the ends of the ranges of DCGM's integers, less some. */
export const sentinels = [2147483632, 9223372036854775794] as const;

/** A series as dcgm-exporter gives it: with the labels of its GPU, and more of its own. */
export function dcgmSeries(
  metric: string,
  values: string,
  { instance, gpu }: Gpu = first,
  more: Labels = {},
): Series {
  const labels = {
    job: "dcgm",
    instance,
    gpu,
    UUID: `GPU-${instance}-${gpu}`,
    pci_bus_id: `00000000:0${gpu}:00.0`,
    device: `nvidia${gpu}`,
    modelName: "NVIDIA A100-SXM4-80GB",
    Hostname: instance,
    DCGM_FI_DRIVER_VERSION: "580.82.07",
    ...more,
  };
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return { [`${metric}{${pairs.join(", ")}}`]: values };
}

/** Makes the series of a GPU whose level is as given, until each time. */
export type Course = (levels: readonly (readonly [Duration, number])[], gpu: Gpu, every: Duration) => Series;

/** A gauge whose value is the level, times `scale`. */
export function gauge(metric: string, scale = 1): Course {
  return (levels, gpu, every) =>
    dcgmSeries(
      metric,
      steps(
        levels.map(([until, level]): Step => [until, level * scale]),
        every,
      ),
      gpu,
    );
}

/** A counter that grows by the level times `scale` in a second. */
export function growing(metric: string, scale = 1): Course {
  return (levels, gpu, every) =>
    dcgmSeries(
      metric,
      counter(
        levels.map(([until, level]) => [until, level * scale]),
        every,
      ),
      gpu,
    );
}

/** A counter of the nanoseconds in which a limit held a GPU back; the level is a share of time. */
export const heldBack = (metric: string): Course => growing(metric, 1e9);

interface Level {
  readonly of: Course;
  /** What else has to be there for these GPUs, all of the time. @default nothing */
  readonly beside?: (gpu: Gpu, until: Duration, every: Duration) => Series;
  /** Well beyond the limit; the text tells of it. */
  readonly beyond: number;
  /** Beyond the limit by less than 4 % of it, and not beyond it by less than that. */
  readonly just: number;
  readonly not: number;
  /** How it usually is. */
  readonly usual: number;
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  /** Range of the rate or increase that makes the level. @default "0s" for a gauge */
  readonly window?: Duration;
  /** @default spacing */
  readonly every?: Duration;
  readonly text: NonNullable<Fires["text"]>;
  /** Labels of the alert beside those of the GPU. @default none */
  readonly labels?: Labels;
}

const seconds = (count: number): Duration => `${count}s`;

/** The cases that every alert on a level of a GPU has. */
export function levelCases(given: Level): readonly Case[] {
  const { of, beyond, just, not, usual, every = spacing, beside = () => ({}), labels = {} } = given;
  const [held, kept, step] = [given.for, given.keepFiringFor, every].map(toSeconds) as [
    number,
    number,
    number,
  ];
  const window = toSeconds(given.window ?? "0s");
  const fired = window + held + (window === 0 ? 0 : step);
  const over = fired + 2 * step;
  const gone = over + step + window + kept + (window === 0 ? 0 : step);
  // A rate reaches the limit while its window fills.
  const reached = window === 0 ? 0 : (just / beyond) * window;
  const early = window === 0 ? held - step : Math.floor((reached + held / 2) / step) * step;
  const end = seconds(gone + 2 * step);
  const all = (...levels: readonly (readonly [Gpu, number])[]): Series =>
    Object.assign(
      {},
      ...levels.map(([gpu, level]) => ({ ...of([[end, level]], gpu, every), ...beside(gpu, end, every) })),
    );
  const named = ({ instance, gpu }: Gpu): Labels => ({ instance, gpu, ...labels });
  return [
    fires("one GPU, while others are as usual", {
      every,
      series: all([first, beyond], [second, usual], [other, usual]),
      at: seconds(fired),
      labels: [named(first)],
      text: given.text,
    }),
    fires("two GPUs of a host and one of another, just beyond the limit", {
      every,
      series: all([first, just], [second, just], [other, just]),
      at: seconds(fired),
      labels: [named(first), named(second), named(other)],
    }),
    quiet("just not beyond the limit", { every, series: all([first, not]), at: seconds(gone) }),
    quiet("`for` is not over", { every, series: all([first, beyond]), at: seconds(early) }),
    resolves("it is as usual again", {
      every,
      series: {
        ...of(
          [
            [seconds(over), beyond],
            [end, usual],
          ],
          first,
          every,
        ),
        ...beside(first, end, every),
      },
      labels: [named(first)],
      firingAt: seconds(fired),
      goneAt: seconds(gone),
    }),
  ];
}

/** A sentinel of DCGM instead of a value is none. */
export function sentinelCases(
  of: Course,
  at: Duration,
  beside: Level["beside"] = () => ({}),
): readonly Case[] {
  return sentinels.map((value) =>
    quiet(`DCGM's sentinel ${value}`, {
      series: { ...of([[at, value]], first, spacing), ...beside(first, at, spacing) },
      at,
    }),
  );
}
