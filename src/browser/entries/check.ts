// The script of the device check.
import { checkDevice } from "../check/check-device.ts";
import { openSitting } from "../page/open-sitting.ts";

await checkDevice(await openSitting());
