// Builds everything the server embeds: one script for each page kind, one style sheet, the fonts and pictures
// that the style sheet names, and the licences of what was taken from others. `npm run build`.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const browser = dirname(fileURLToPath(import.meta.url));
const packages = join(browser, "../../node_modules");
const uswds = join(packages, "@uswds/uswds");
const out = join(browser, "dist");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await buildScripts();
buildStyles();
copyFileSync(join(browser, "style/mark.svg"), join(out, "mark.svg"));
copyLicences();

/** Each file in `entries/` becomes a script of its name; so does `desk/desk.ts`. */
async function buildScripts() {
  const entries = readdirSync(join(browser, "entries")).map((name) => join(browser, "entries", name));
  const desk = join(browser, "desk/desk.ts");
  if (existsSync(desk)) entries.push(desk);
  const outputs = Object.fromEntries(entries.map((path) => [basename(path, ".ts"), path]));
  // No source maps and no splitting: the file names are fixed, and the server gives each version its own folder.
  await build({
    entryPoints: outputs,
    outdir: out,
    bundle: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
}

function buildStyles() {
  const source = join(browser, "style/composure.scss");
  const { css } = compile(source, {
    style: "compressed",
    loadPaths: [join(uswds, "packages"), join(browser, "style")],
    // USWDS still uses what newer sass calls old; its warnings are not ours to mend.
    quietDeps: true,
    silenceDeprecations: ["if-function", "import", "global-builtin"],
  });
  writeFileSync(join(out, "composure.css"), css);
  for (const path of namedFiles(css)) copyNamedFile(path);
}

/** The relative addresses in a style sheet's `url(…)`. */
function namedFiles(css) {
  const addresses = [...css.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((match) => match[1]);
  return new Set(
    addresses.filter((address) => !/^(data:|#)/.test(address)).map((address) => address.split(/[?#]/)[0]),
  );
}

/** Fonts and pictures lie in our `style/` folder or in USWDS's `dist/`; a name found in neither stops the build. */
function copyNamedFile(path) {
  const from = [join(browser, "style", path), join(uswds, "dist", path)].find(existsSync);
  const to = normalize(join(out, path));
  if (!from || !to.startsWith(out)) throw new Error(`composure.css names ${path}, which is not there`);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function copyLicences() {
  const licences = {
    "LICENSE-uswds.md": "@uswds/uswds/LICENSE.md",
    "LICENSE-idb.txt": "idb/LICENSE",
    "LICENSE-tus-js-client.txt": "tus-js-client/LICENSE",
  };
  for (const [name, path] of Object.entries(licences)) copyFileSync(join(packages, path), join(out, name));
}
