import { hostCapacityRules } from "./capacity";
import { hostClockRules } from "./clock";
import { hostConnectionRules } from "./connections";
import { hostCpuRules } from "./cpu";
import { hostDiskRules } from "./disk-io";
import { hostFilesystemRules } from "./filesystem-states";
import { hostHardwareRules } from "./hardware";
import { hostRules } from "./host";
import { hostKernelRules } from "./kernel";
import { hostMemoryRules } from "./memory";
import { hostNetworkRules } from "./network";
import { type Rules } from "./rule";
import { hostSmartRules } from "./smart";
import { hostSystemdRules } from "./systemd";

/** Every group of rules about hosts. */
export const allHostRules: readonly Rules[] = [
  hostRules,
  hostCapacityRules,
  hostClockRules,
  hostConnectionRules,
  hostCpuRules,
  hostDiskRules,
  hostFilesystemRules,
  hostHardwareRules,
  hostKernelRules,
  hostMemoryRules,
  hostNetworkRules,
  hostSmartRules,
  hostSystemdRules,
];
