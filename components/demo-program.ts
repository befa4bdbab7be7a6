import { join } from "node:path";
import { buildSync } from "esbuild";
import { type Site } from "../platforms/workload";
import { type DemoProgram } from "./demo";

/** On this machine the service runs from its source. */
export function demoOnLocal(root: string): DemoProgram {
  return { args: [join(root, "services", "demo", "start.cjs")], files: [] };
}

/** A container gets the service as one file, so that a plain Node image runs it and nothing is built or pushed. */
export function demoOnDocker(site: Site): DemoProgram {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "..", "services", "demo", "main.ts")],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    write: false,
  });
  const content = outputFiles[0]?.text ?? "";
  return {
    args: [site.place("demo").file("demo.js")],
    files: [{ name: "demo.js", content, onChange: "restart" }],
  };
}
