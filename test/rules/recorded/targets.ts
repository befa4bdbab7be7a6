import { type Recorded } from "./recorded";

export const targets: Recorded = {
  input: {
    'up{job="node", instance="web-1"}': "1x60",
    'up{job="node", instance="web-2"}': "0x60",
  },
  expected: { "job:up:avg": [['job="node"', 0.5]] },
};
