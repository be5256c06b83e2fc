// The script of the flanker task's page.
import { openSitting } from "../page/open-sitting.ts";
import { flanker } from "../player/flanker/flanker.ts";
import { runTask } from "../player/task/run-task.ts";

await runTask(await openSitting(), flanker);
