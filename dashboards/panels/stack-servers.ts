/** The stack's own servers as processes: CPU, memory, files, restarts. */
import * as serverRules from "../../rules/servers";
import * as collector from "../../signals/collector";
import * as servers from "../../signals/servers";
import * as targets from "../../signals/targets";
import { serverUp } from "../../signals/stack-servers";
import { table, timeseries } from "../model/panel";

export const all = table([serverUp, servers.ownMemory, servers.serverFiles, servers.ownAge], {
  title: "Servers of the stack",
  sortBy: "Memory of the stack's servers",
  columns: {
    job: { title: "Server" },
    instance: {},
    dashboard: { title: "Dashboard", link: "dashboard", variables: { instance: "instance" } },
  },
  why: "One line for each server: whether it answers, what it takes, and since when it runs.",
  act: "Open the dashboard of the one that is down, young or larger than its siblings.",
  noValue: "No data: nothing is scraped",
});

export const cpuOfServers = timeseries([targets.serverCpu, collector.collectorCpu], {
  title: "CPU of servers",
  why: "The monitoring should not be what keeps the host busy.",
  act: "For Prometheus look at rules and series, for Loki at lines and queries.",
  noValue: "No data: nothing is scraped",
});

export const memoryOfServers = timeseries([targets.serverMemory, collector.collectorMemory], {
  title: "Memory of servers",
  why: "A server that reaches its memory limit is ended and starts again, with a gap.",
  act: "Raise its limit in the stack file, or give it less to keep.",
  noValue: "No data: nothing is scraped",
});

export const serverUptime = timeseries(targets.serverUptime, {
  why: "A line that falls to 0 again and again is a server that crashes.",
  act: "Read the last lines of its log before each restart.",
  noValue: "No data: nothing is scraped",
});

export const serverStarts = timeseries(servers.serverStarts, {
  line: serverRules.StackServerRestarting,
  why: "A server that is started again and again has gaps in what it does.",
  act: "Read the end of its log before each start.",
  noValue: "No data: nothing is scraped",
});

export const ownAge = timeseries(servers.ownAge, {
  why: "A young server may not be ready for all that it does.",
  act: "Compare with when it was deployed.",
  noValue: "No data: nothing is scraped",
});

export const serverFiles = timeseries(servers.serverFiles, {
  line: serverRules.StackServerFilesRunOut,
  why: "At 100 % it can neither take a connection nor open a file.",
  act: "Raise the limit of open files, or find the client that leaves connections open.",
  noValue: "No data: nothing is scraped",
});

export const goMemory = timeseries(servers.goMemory, {
  line: serverRules.StackServerMemoryAtLimit,
  why: "Near the limit it spends its time on finding free memory.",
  act: "Raise its memory, or give it less to do.",
  noValue: "No data: nothing is scraped",
});

export const ownMemory = timeseries(servers.ownMemory, {
  why: "Shows which of the stack's own programs takes most.",
  act: "Compare with its work: series, streams, requests.",
  noValue: "No data: nothing is scraped",
});

export const memoryIn24Hours = timeseries(servers.memoryIn24Hours, {
  line: serverRules.StackServerMemoryGrowing,
  why: "A rise that goes on for hours is a leak, and ends with the server being ended by the kernel.",
  act: "Fetch a heap profile from /debug/pprof while it is large, then restart the server at a quiet time.",
  noValue: "No data: six hours of history are needed",
});

export const goroutines = timeseries(servers.goroutines, {
  why: "They should rise and fall with requests and connections.",
  act: "If they only rise, fetch /debug/pprof/goroutine of that server: most of them wait at one place.",
  noValue: "No data: nothing is scraped",
});

export const goroutinesIn24Hours = timeseries(servers.goroutinesIn24Hours, {
  line: serverRules.StackServerGoroutinesGrowing,
  why: "Far above 100 % the server begins things that it never ends, and memory follows.",
  act: "Compare two listings of /debug/pprof/goroutine, an hour apart, and report what grew.",
  noValue: "No data: six hours of history are needed",
});
