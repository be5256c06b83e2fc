// The script of pages that only read: it sends what waits on this device and resumes uploads.
import { openSitting } from "../page/open-sitting.ts";

await openSitting();
