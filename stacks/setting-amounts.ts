/** How much of everything a server gets, as settings write it. */
import { z } from "zod";
import { cpu, size } from "./setting-parts";

/** Memory limit of a server whose default on one host is given. */
export const memory = (single: string) =>
  size.optional().meta({
    description: `Memory limit. The local target sets none. Default: ${single}; on kubernetes by size.`,
    examples: ["4Gi"],
  });

export const reserved = cpu.optional().meta({
  description: "CPU that is kept free for it (kubernetes). Default: by size.",
  examples: ["500m"],
});

export const bySize = size
  .optional()
  .meta({ description: "Size of its volume. Default: by size.", examples: ["50Gi"] });

export const count = (least: number, most: number) => z.number().int().min(least).max(most).optional();

/** What a server with data gets; the defaults are those of a single host. */
export const amounts = (single: { memory: string; disk: string }) => ({
  memory: memory(single.memory),
  cpu: reserved,
  disk: size.optional().meta({
    description: `Expected size of the data. Default: ${single.disk}; on kubernetes by size.`,
    examples: ["50Gi"],
  }),
});

/** What a server without data gets that runs on Kubernetes only. */
export const process = {
  memory: size.optional().meta({ description: "Memory limit. Default: by size.", examples: ["1Gi"] }),
  cpu: reserved,
};
