import * as alertmanager from "../../signals/alertmanager";
import * as filesystems from "../../signals/filesystems";
import * as host from "../../signals/host";
import * as network from "../../signals/network";
import * as probes from "../../signals/probes";
import * as processes from "../../signals/processes";
import * as prometheus from "../../signals/prometheus";
import { type Signal } from "../../signals/signal";
import * as targets from "../../signals/targets";

const subjects = [alertmanager, filesystems, host, network, probes, processes, prometheus, targets];

/** Signals of hosts, probes, targets and the servers that alert. */
export const allSignals: readonly Signal[] = subjects.flatMap((subject) =>
  Object.values(subject).filter((each): each is Signal => typeof each === "object"),
);
