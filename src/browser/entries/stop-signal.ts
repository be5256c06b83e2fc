// The script of the stop-signal task's page.
import { openSitting } from "../page/open-sitting.ts";
import { runTask } from "../player/stop-signal/run-task.ts";

await runTask(await openSitting());
