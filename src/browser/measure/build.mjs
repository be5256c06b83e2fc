// Puts the page that measures the stop-signal task's timing into a folder for a static server:
// `node src/browser/measure/build.mjs target/measure`, after `npm run build`.
import { copyFileSync, cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const measure = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error("Name the folder to build into");

mkdirSync(out, { recursive: true });
cpSync(join(measure, "../dist"), out, { recursive: true });
copyFileSync(join(measure, "index.html"), join(out, "index.html"));
await build({
  entryPoints: { "measure-stop-signal": join(measure, "stop-signal.ts") },
  outdir: out,
  bundle: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
});
