/** Words and ways that panels of hosts, their processes and their containers share. */
import { type Drill, type State } from "../model/panel";

export const notScraped = "No data: the node exporter is not scraped here";
export const young = "No data: it takes as long as it looks back until there is a value";
export const noPressure = "No data: the kernel does not account for pressure";
export const noProcesses = "No data: no process exporter is scraped";
export const noContainers = "No data: no cAdvisor of a Docker host is scraped";
export const noLimit = "No data: no container has such a limit";
export const noConntrack = "No data: no host follows connections";

export const toHost: Drill = { title: "Open the host", uid: "host", variables: { instance: "instance" } };
export const toGroup: Drill = {
  title: "Open the group",
  uid: "process-group",
  variables: { instance: "instance", groupname: "groupname" },
};
export const toContainer: Drill = {
  title: "Open the container",
  uid: "container",
  variables: { instance: "instance", container: "container" },
};

type States = Readonly<Record<number, State>>;

export const linkStates: States = {
  0: { text: "Down", colour: "bad" },
  1: { text: "Up", colour: "good" },
};
export const healthStates: States = {
  "-1": { text: "No check", colour: "neutral" },
  0: { text: "Not healthy", colour: "bad" },
  1: { text: "Healthy", colour: "good" },
};
