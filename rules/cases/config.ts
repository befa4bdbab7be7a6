import { fires, quiet, resolves, type Case, type Series } from "./case";
import { steps, type Step } from "./series";

/** What differs between the servers that can refuse a configuration. */
export interface ConfigReload {
  /** 1 while the configuration is the one that was last read, 0 after it was refused. */
  readonly metric: string;
  readonly job: string;
  readonly text: { readonly summary: string; readonly description: string };
}

/** The proofs of an alert on a refused configuration, for two replicas of a server that alert after 5 minutes. */
export function configReloadCases({ metric, job, text }: ConfigReload): readonly Case[] {
  const first = { instance: `${job}-0` };
  const second = { instance: `${job}-1` };
  const loaded = ({ instance }: typeof first, list: readonly Step[]): Series => ({
    [`${metric}{job="${job}", instance="${instance}"}`]: steps(list),
  });
  return [
    fires("one of two replicas refuses its configuration", {
      series: {
        ...loaded(first, [
          ["10m", 1],
          ["1h", 0],
        ]),
        ...loaded(second, [["1h", 1]]),
      },
      at: "915s",
      labels: [first],
      text,
    }),
    fires("both refuse it", {
      series: { ...loaded(first, [["1h", 0]]), ...loaded(second, [["1h", 0]]) },
      at: "10m",
      labels: [first, second],
    }),
    quiet("`for` is not over", {
      series: loaded(first, [
        ["10m", 1],
        ["1h", 0],
      ]),
      at: "15m",
    }),
    quiet("it was put right at once", {
      series: loaded(first, [
        ["10m", 1],
        ["12m", 0],
        ["1h", 1],
      ]),
      at: "16m",
    }),
    resolves("a good configuration is loaded", {
      series: loaded(first, [
        ["20m", 0],
        ["1h", 1],
      ]),
      labels: [first],
      firingAt: "20m",
      goneAt: "1215s",
    }),
  ];
}
