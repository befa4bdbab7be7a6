import { containers } from "./containers";
import { gpuErrors, gpuHeat, gpuLinks, gpuUse } from "./gpu";
import { host } from "./host";
import { postgres } from "./postgres";
import { probes } from "./probes";
import { processes } from "./processes";
import { prometheus } from "./prometheus";
import { type Recorded } from "./recorded";
import { slo } from "./slo";
import { targets } from "./targets";

/** Proofs of recording rules, by group. */
export const recorded: Readonly<Record<string, Recorded>> = { containers, "gpu-errors": gpuErrors, "gpu-heat": gpuHeat, "gpu-links": gpuLinks, "gpu-use": gpuUse, host, postgres, probes, processes, prometheus, slo, targets };
