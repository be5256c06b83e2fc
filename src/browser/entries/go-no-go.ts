// The script of the go/no-go task's page.
import { openSitting } from "../page/open-sitting.ts";
import { goNoGo } from "../player/go-no-go/go-no-go.ts";
import { runTask } from "../player/task/run-task.ts";

await runTask(await openSitting(), goNoGo);
