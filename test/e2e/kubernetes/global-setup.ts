import { type TestProject } from "vitest/node";
import { startControlPlane } from "./control-plane";
import { furnish } from "./furnish";

/** One control plane for all tests of this folder; each test file has namespaces of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const plane = await startControlPlane(console.log);
  try {
    await furnish(plane.reach);
  } catch (error) {
    await plane.stop();
    throw error;
  }
  project.provide("reach", plane.reach);
  return plane.stop;
}
