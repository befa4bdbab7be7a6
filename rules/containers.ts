/** Containers of Docker hosts; those of Kubernetes are told of by name and namespace elsewhere. */
import {
  ContainerMemoryHigh,
  ContainerMemoryLeak,
  ContainerOutOfMemory,
  ContainerWaitingForMemory,
} from "./container-memory";
import {
  ContainerGone,
  ContainerRestarted,
  ContainerRestarting,
  ContainersUnreadable,
  ContainerUnhealthy,
} from "./container-presence";
import { containerRecordings } from "./container-recordings";
import {
  ContainerCpuAtLimit,
  ContainerNetworkLosing,
  ContainerThrottled,
  ContainerWaitingForDisk,
  ContainerWritingMuch,
} from "./container-use";
import { type Rules } from "./rule";

export const containerRules: Rules = {
  name: "containers",
  needs: ["containers"],
  recordings: containerRecordings,
  alerts: [
    ContainerCpuAtLimit,
    ContainerGone,
    ContainerMemoryHigh,
    ContainerMemoryLeak,
    ContainerNetworkLosing,
    ContainerOutOfMemory,
    ContainerRestarted,
    ContainerRestarting,
    ContainersUnreadable,
    ContainerThrottled,
    ContainerUnhealthy,
    ContainerWaitingForDisk,
    ContainerWaitingForMemory,
    ContainerWritingMuch,
  ],
};
