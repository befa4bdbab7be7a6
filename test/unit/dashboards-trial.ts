/** Dashboards of one or a few panels, made and read again, for the tests of the model. */
import { measuringPanels } from "../../dashboards/lint/finding";
import { boardShape, type Board, type MeasuringPanel } from "../../dashboards/lint/shape";
import { dashboard, row, type Definition, type Row } from "../../dashboards/model/dashboard";
import { type Surroundings } from "../../dashboards/model/draw-panel";
import {
  barGauge,
  logs,
  stat,
  stateTimeline,
  table,
  text,
  timeseries,
  type Panel,
} from "../../dashboards/model/panel";
import { render } from "../../dashboards/model/render";
import { cluster, instance, type Variable } from "../../dashboards/model/variables";
import { HostCpuSaturated } from "../../rules/host";
import { cpuBusy, memoryUsed } from "../../signals/host";
import { errorLines, errorVolume } from "../../signals/logs";
import { networkReceived, networkSent } from "../../signals/network";
import { targetUp } from "../../signals/targets";

export const words = { why: "It matters.", act: "Do it.", noValue: "Nothing" };
export const around: Surroundings = { alerts: {}, dashboards: new Map([["host", "Host"]]) };

export function define(
  rows: readonly Row[],
  variables: readonly Variable[] = [cluster, instance],
): Definition {
  return dashboard("trial", "Trial", { description: "Does it work?", variables }, rows);
}

export function boardOf(definition: Definition, surroundings: Surroundings = around): Board {
  return boardShape.parse(JSON.parse(render(definition, surroundings).json));
}

export function panelOf(
  panel: Panel,
  surroundings: Surroundings = around,
  variables?: readonly Variable[],
): MeasuringPanel {
  const [only] = measuringPanels(boardOf(define([row("Row", panel)], variables), surroundings));
  if (only === undefined) throw new Error("no panel");
  return only;
}

/** A panel of each kind. */
export const everyKind: readonly Panel[] = [
  stat(cpuBusy, { ...words, line: HostCpuSaturated }),
  timeseries(networkReceived, { ...words, mirrored: networkSent }),
  table([cpuBusy, memoryUsed], { ...words, title: "Hosts" }),
  logs(errorLines, words),
  timeseries(errorVolume, words),
  stateTimeline(targetUp, { ...words, states: { 1: { text: "Up", colour: "good" } } }),
  barGauge(memoryUsed, words),
  text("Words", "Read this."),
];
