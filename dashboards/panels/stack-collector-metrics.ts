/** Panels of metrics that services send through the collector. */
import * as metrics from "../../rules/collector-metrics";
import * as points from "../../signals/collector-metrics";
import { timeseries } from "../model/panel";

const none = "No service sends metrics by OTLP";

export const pointsReceived = timeseries(points.pointsReceived, {
  why: "A step up is a service that sends far more than before.",
  act: "Find it by its number of series.",
  noValue: none,
});

export const pointsSent = timeseries(points.pointsSent, {
  why: "It should follow what is received.",
  act: "If it does not, look at what is dropped and given up.",
  noValue: "No data point was delivered",
});

export const pointsDropped = timeseries(points.pointsDropped, {
  line: metrics.CollectorMetricsDropped,
  why: "The filter tells what is wrong with them: name, kind, number or time.",
  act: "Mend the service that sends them.",
  noValue: none,
});

export const pointsRefused = timeseries(points.pointsRefused, {
  line: metrics.CollectorMetricsRefused,
  why: "Numbers of services have gaps.",
  act: "See whether memory or a queue is short.",
  noValue: none,
});

export const pointsLost = timeseries(points.pointsLost, {
  why: "Prometheus refused them, or was away.",
  act: "Read the answer of Prometheus in the log of the collector.",
  noValue: "No data point was given up",
});
