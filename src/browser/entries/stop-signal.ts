// The script of the stop-signal task's page.
import { openSitting } from "../page/open-sitting.ts";
import { stopSignal } from "../player/stop-signal/stop-signal.ts";
import { runTask } from "../player/task/run-task.ts";

await runTask(await openSitting(), stopSignal);
