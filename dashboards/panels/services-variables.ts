import { type Drill } from "../model/panel";
import { type Variable } from "../model/variables";

/** One API service, for a page that goes into detail: the choices are those that count the requests they are answering. */
export const oneService: Variable = {
  name: "job",
  label: "Service",
  metric: "http_requests_in_flight",
  multi: false,
};

/** One application of whatever kind: the choices are those that say which version of them runs. */
export const oneApplication: Variable = {
  name: "job",
  label: "Service",
  metric: "app_build_info",
  multi: false,
};

/** Several services, for pages about what they are for: the choices are those that say which version of them runs. */
export const severalServices: Variable = {
  name: "job",
  label: "Service",
  metric: "app_build_info",
  multi: true,
};

/** From a value to the page of its service. */
export const toService: Drill = { title: "Open the service", uid: "service", variables: { job: "job" } };

/** What is recorded by job is of all clusters and instances. */
export const recordedByJob = ["cluster", "instance"] as const;
