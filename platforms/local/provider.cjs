// The engine runs dynamic resources in a plain Node process of its own; this teaches it TypeScript, once, and hands
// over to the real implementation. What is kept in the state is then three lines that never change.
require("tsx/cjs/api").register();
module.exports = {
  server: require("./server.ts").server,
  supervisor: require("./supervisor-resource.ts").supervisor,
};
