// The example of the unit tests as a folder of its own, its go/no-go and flanker tasks first: no shipped assessment has
// them at its beginning. Its films are stood in for by one that is shipped; nobody watches them here.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";

/** Makes the folder and gives it with the way to remove it. */
export function makeTaskAssessment() {
  const folder = mkdtempSync(join(tmpdir(), "composure-tasks-"));
  const assessment = join(folder, "assessments/example");
  cpSync("src/assessment/example", assessment, {
    recursive: true,
    filter: (path) => !path.endsWith(".rs"),
  });
  const outline = join(assessment, "assessment.toml");
  writeFileSync(outline, tasksFirst(readFileSync(outline, "utf8")));
  for (const path of namedMedia(assessment)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(standInFor(extname(path)), join(folder, path));
  }
  return {
    assessments: join(folder, "assessments"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function tasksFirst(text) {
  const [head, ...parts] = text.split(/^(?=\[\[)/m);
  const isTask = (part) => /^(go_no_go|flanker) = /m.test(part);
  return [head, ...parts.filter(isTask), ...parts.filter((part) => !isTask(part))].join("");
}

function namedMedia(assessment) {
  const scenes = readdirSync(join(assessment, "scenes")).map((name) => join(assessment, "scenes", name));
  const texts = scenes.map((path) => readFileSync(path, "utf8"));
  return new Set(texts.flatMap((text) => text.match(/media\/scenes\/[\w./-]+/g) ?? []));
}

function standInFor(extension) {
  const files = readdirSync("media", { recursive: true }).filter((name) => extname(name) === extension);
  // A timing sheet need not be there for a film that nobody watches, but its file has to be.
  return files.length === 0 ? "package.json" : join("media", files[0]);
}
