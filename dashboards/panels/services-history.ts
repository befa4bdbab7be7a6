/** Services against their own past. Everything is recorded by job, for all clusters and instances. */
import { ServiceTrafficDropped, ServiceTrafficSpike } from "../../rules/services-traffic";
import { ServiceErrorsCreeping } from "../../rules/services-trends";
import { requestsUnusual } from "../../signals/deviation";
import * as history from "../../signals/services-history";
import { timeseries } from "../model/panel";
import { recordedByJob as past } from "./services-variables";

const noHistory = "No data of last week yet";

export const trafficLastWeek = timeseries([history.trafficHour, history.trafficHourLastWeek], {
  title: "Requests of an hour, now and last week",
  past,
  why: "Where the two lines of requests part, something has changed.",
  act: "Fewer now: look in front of the service. More: see who sends them.",
  noValue: noHistory,
});

export const trafficUnusual = timeseries([history.trafficAgainstLastWeek, requestsUnusual], {
  title: "Requests against other weeks",
  line: [ServiceTrafficDropped, ServiceTrafficSpike],
  past,
  why: "Far below 100 % users stay away, or cannot come.",
  act: "Try the way that they take, from outside.",
  noValue: noHistory,
});

export const trafficHourAgo = timeseries(history.trafficHourAgo, {
  past,
  why: "What was there an hour ago and is gone now was cut off.",
  act: "If requests stopped, look at the entry of the service.",
  noValue: "No data: the service has not been watched for an hour",
});

export const errorsLastWeek = timeseries([history.errorsDay, history.errorsDayLastWeek], {
  title: "Errors of a day, now and last week",
  line: ServiceErrorsCreeping,
  past,
  why: "A slope over weeks ends at every limit.",
  act: "Make a ticket while it is small.",
  noValue: noHistory,
});

export const latencyLastWeek = timeseries([history.latencyHour, history.latencyHourLastWeek], {
  title: "95 % within, now and last week",
  past,
  why: "Shows what a release or the growth of data has cost.",
  act: "Compare the day of the change with what was released.",
  noValue: noHistory,
});
