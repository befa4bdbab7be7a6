// Starts the service from its TypeScript source with plain Node. The compiler runs once and is gone: a loader that
// compiles on demand would stay in memory beside a service that is there to be measured.
const { join } = require("node:path");
// Otherwise the compiler stays as a child process, for a next call that never comes.
process.env.ESBUILD_WORKER_THREADS = "0";
const { buildSync } = require("esbuild");

const { outputFiles } = buildSync({
  entryPoints: [join(__dirname, "main.ts")],
  bundle: true,
  format: "cjs",
  packages: "external",
  platform: "node",
  target: "node20",
  write: false,
});
module._compile(outputFiles[0].text, __filename);
