/** A dashboard that the lint finds nothing wrong with, and ways to spoil it. */
import { definitions } from "../../dashboards/catalogue";
import { lint, lintRendered, type World } from "../../dashboards/lint";
import { type MeasuringPanel } from "../../dashboards/lint/shape";
import { dashboard, row, type Definition, type Row } from "../../dashboards/model/dashboard";
import { stat, timeseries } from "../../dashboards/model/panel";
import { render } from "../../dashboards/model/render";
import { cluster, instance, type Variable } from "../../dashboards/model/variables";
import { cpuBusy, loadPerCpu, memoryUsed, uptime } from "../../signals/host";
import { around, words } from "./dashboards-trial";
import { world } from "./dashboards-world";

export const status = row(
  "Well?",
  stat(cpuBusy, words),
  stat(memoryUsed, words),
  stat(loadPerCpu, words),
  stat(uptime, words),
);

export function trial(
  rows: readonly Row[],
  variables: readonly Variable[] = [cluster, instance],
): Definition {
  return dashboard("trial", "Trial", { description: "Does it work?", variables }, [status, ...rows]);
}

export const good = trial([row("More", timeseries(cpuBusy, { ...words, title: "Over time" }))]);

/** Rules that a set of dashboards breaks. */
export function broken(
  all: readonly Definition[],
  about: World = { ...world, alerts: [] },
): readonly string[] {
  return [...new Set(lint(all, about).map((each) => each.rule))].sort();
}

/** A file of a dashboard, loose enough to be spoiled. */
export interface Loose {
  [key: string]: unknown;
  panels: (MeasuringPanel & { panels?: MeasuringPanel[] })[];
  links: { url?: string }[];
  templating: { list: Record<string, unknown>[] };
}

/** Rules that the file of the good dashboard breaks after something was changed in it. */
export function spoiled(change: (board: Loose, panel: MeasuringPanel) => void): readonly string[] {
  const rendered = render(good, around);
  const board = JSON.parse(rendered.json) as Loose;
  const panel = board.panels.find((each) => each.title === "Over time");
  if (panel === undefined) throw new Error("no panel");
  change(board, panel);
  const found = lintRendered(
    good,
    { ...rendered, json: JSON.stringify(board) },
    [good, ...definitions],
    world,
  );
  return [...new Set(found.map((each) => each.rule))].sort();
}
