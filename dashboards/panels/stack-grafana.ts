/** Panels of Grafana: whether those who look at dashboards get answers. */
import { GrafanaRequestsFailing, GrafanaSlow, GrafanaSourceFailing } from "../../rules/grafana";
import * as grafana from "../../signals/grafana";
import { grafanaLogins } from "../../signals/security";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: Grafana does not run here, or is not scraped";

export const requestsNow = stat(grafana.grafanaRequests, {
  title: "Requests now",
  sparkline: true,
  why: "0 while people look at dashboards means that they do not get through.",
  act: "Open Grafana from where they are; look at its log and at what stands before it.",
  noValue: notScraped,
});

export const errorsNow = stat(grafana.grafanaErrors, {
  title: "Requests that fail now",
  line: GrafanaRequestsFailing,
  why: "Failed requests are panels with a red corner.",
  act: "See below whether a data source fails, or Grafana itself.",
  noValue: "No request failed: good, or nobody asked",
});

export const timeNow = stat(grafana.grafanaTime, {
  title: "Time of answers now",
  line: GrafanaSlow,
  why: "People wait for the slowest panel of a page.",
  act: "See below which data source takes the time.",
  noValue: "Nobody asked Grafana for anything",
});

export const usersNow = stat(grafana.grafanaUsers, {
  why: "Dashboards that nobody opens need no care.",
  act: "If people are missing, see whether they can log in.",
  noValue: notScraped,
});

export const dashboardsNow = stat(grafana.grafanaDashboards, {
  why: "Those beyond the generated ones were made by hand, and are in no review and no backup.",
  act: "Bring those that are needed into the checkout.",
  noValue: notScraped,
});

export const versionsNow = stat(grafana.grafanaVersions, {
  why: "Two versions at once are an update that did not come to its end.",
  act: "Bring the others to the same version.",
  noValue: notScraped,
});

export const requests = timeseries(grafana.grafanaRequests, {
  why: "Shows how much the dashboards are used.",
  act: "Many requests with few people: lower the refresh rate of the dashboards.",
  noValue: notScraped,
});

export const errors = timeseries(grafana.grafanaErrors, {
  line: GrafanaRequestsFailing,
  why: "Those who look at dashboards see errors.",
  act: "Read the log of Grafana, and test the data sources.",
  noValue: "No request failed",
});

export const time = timeseries(grafana.grafanaTime, {
  line: GrafanaSlow,
  why: "A page that loads for seconds is not opened in an incident.",
  act: "Shorten ranges, and record what many panels ask for.",
  noValue: "Nobody asked Grafana for anything",
});

export const statuses = timeseries(grafana.grafanaRequestsByStatus, {
  stack: true,
  why: "400 are queries that are wrong, 401 people who are not logged in, 502 and 504 data sources that do not answer.",
  act: "Look for the status that was not there before.",
  noValue: notScraped,
});

export const inFlight = timeseries(grafana.grafanaInFlight, {
  why: "Requests that pile up wait for something: a data source, or Grafana's own database.",
  act: "Compare with the time of the data sources.",
  noValue: notScraped,
});

export const sourceErrors = timeseries(grafana.grafanaSourceErrors, {
  line: GrafanaSourceFailing,
  why: "All panels of that data source are empty or old.",
  act: "Look at the server behind it, and at its address and password in Grafana.",
  noValue: "No data source was asked",
});

export const sourceTime = timeseries(grafana.grafanaSourceTime, {
  why: "Tells whether Prometheus or Loki is what people wait for.",
  act: "Open the page of that server for its slow queries.",
  noValue: "No data source was asked",
});

export const sourceRequests = timeseries(grafana.grafanaSourceRequests, {
  why: "Every open dashboard asks again and again: this is what it costs the servers behind.",
  act: "If it is much, lower refresh rates, and close dashboards that hang on walls unseen.",
  noValue: "No data source was asked",
});

export const sourceBytes = timeseries(grafana.grafanaSourceBytes, {
  why: "Large answers fill browsers and memory.",
  act: "Narrow queries that return thousands of series.",
  noValue: "No data source was asked",
});

export const logins = timeseries(grafanaLogins, {
  title: "Logins",
  why: "Shows when people come, and whether they can.",
  act: "If it stays at 0 on a working day, try to log in yourself.",
  noValue: notScraped,
});

export const connections = timeseries(grafana.grafanaConnectionsUsed, {
  why: "Users, settings and sessions are read from there with each request.",
  act: "If it stays high, its database is slow: look at the disk it lies on.",
  noValue: notScraped,
});
