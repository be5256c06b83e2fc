// Runs every `*.test.ts` below this folder with node's own test runner. Node 20 reads no TypeScript, so esbuild
// bundles the tests into a folder of their own first.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const browser = dirname(fileURLToPath(import.meta.url));
const tests = readdirSync(browser, { recursive: true })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => join(browser, name));
const out = mkdtempSync(join(tmpdir(), "composure-test-"));
buildSync({
  entryPoints: tests,
  outdir: out,
  outbase: browser,
  bundle: true,
  platform: "node",
  format: "esm",
  outExtension: { ".js": ".mjs" },
});
const compiled = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(".mjs"));
const { status } = spawnSync(process.execPath, ["--test", ...compiled.map((name) => join(out, name))], {
  stdio: "inherit",
});
rmSync(out, { recursive: true });
process.exit(status ?? 1);
