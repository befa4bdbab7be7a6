import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as depth from "./panels/services-depth";
import * as processes from "./panels/services-processes";
import * as runtime from "./panels/services-runtime";
import { oneApplication } from "./panels/services-variables";

/** The processes of one service: what they take, what they run short of, and what they keep. */
export const serviceRuntime = dashboard(
  "service-runtime",
  "Service runtime",
  {
    description: "What do the processes of this service take, run short of and keep?",
    tags: ["services"],
    needs: ["services"],
    variables: [cluster, oneApplication, instance],
    links: ["service", "services", "host"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      processes.eventLoopNow,
      processes.collectionNow,
      processes.descriptorsNow,
      processes.memoryNow,
      processes.restartsNow,
      processes.youngestNow,
    ),
    row("Processes", runtime.processCpu, runtime.processMemory, runtime.descriptorsOverTime),
    row("Event loop", runtime.eventLoop, depth.loopInDepth, runtime.garbageCollection),
    row("Memory", runtime.heap, depth.heapInDepth, depth.heapOldSpace),
    closedRow("Starts", runtime.processesTable, runtime.restartsOverTime),
    closedRow("What it has open, and how it cleans up", depth.handles, depth.collections),
  ],
);
